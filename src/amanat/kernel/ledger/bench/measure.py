"""What a case costs: processor time of the back ends, WAL, memory, load."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg

from amanat.config.postgres import Cluster

TICKS = os.sysconf("SC_CLK_TCK")
#  Background processes of the server, which serve nobody in particular.
BACKGROUND = (
    "checkpointer",
    "writer",
    "walwriter",
    "autovacuum",
    "launcher",
    "io worker",
    "logger",
)


@dataclass(frozen=True)
class Cost:
    """One run of one case."""

    units: float
    seconds: float
    cpu_us: float
    wal_bytes: float
    memory_kb: int

    @property
    def rate(self) -> float:
        return self.units / self.seconds


def cost_of(cluster: Cluster, raw: psycopg.Connection, run: Callable[[], float]) -> Cost:
    """Run a case, which returns how many units it did, and say what they cost."""
    cpu, wal, start = backend_seconds(cluster), wal_position(raw), time.monotonic()
    units = run()
    seconds = time.monotonic() - start
    used = backend_seconds(cluster) - cpu
    return Cost(
        units=units,
        seconds=seconds,
        cpu_us=used * 1e6 / units,
        wal_bytes=(wal_position(raw) - wal) / units,
        memory_kb=private_kb(raw.info.backend_pid),
    )


def wal_position(raw: psycopg.Connection) -> int:
    row = raw.execute("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')").fetchone()
    assert row is not None
    return int(row[0])


def backend_seconds(cluster: Cluster) -> float:
    """User and system time of every back end, living or gone."""
    postmaster = int((cluster.data / "postmaster.pid").read_text().split("\n", 1)[0])
    total = sum(times_of(postmaster)[2:])
    for child in children_of(postmaster):
        try:
            name = Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")
            if not any(word in name for word in BACKGROUND):
                total += sum(times_of(child)[:2])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return total / TICKS


def children_of(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def times_of(pid: int) -> list[int]:
    """User, system, and the same of children that have ended, in ticks."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return [int(field) for field in fields[11:15]]


def private_kb(pid: int) -> int:
    """What the back end allocated itself; pages of the shared buffers are not its own."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Anonymous:"))

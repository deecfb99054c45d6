"""Case W: durable applications over HTTP at opening hour, with the server's empty answer beside it.

The door as `amanat up` starts it, on the bench's own database; passes for as many buyers as the run
may need; a load generator of its own, which takes its processor time from the same cores: the row
says how much. A unit is one application that was answered 202; afterwards as many rows are in the
queue, or there is no number.
"""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

import psycopg

from amanat.capabilities.presale import queries
from amanat.config import environment, up
from amanat.config.opening.load import LENGTH
from amanat.config.postgres import Cluster
from amanat.config.processes import Child, stop_all
from amanat.kernel.ledger.bench import measure, opening
from amanat.kernel.ledger.bench.server import LEDGER

CONNECTIONS = (64, 512)
CASES = tuple(f"W.{what}.{n}" for n in CONNECTIONS for what in ("empty", "apply"))
TARGET = (5.0, 10.0)
SHARE_TARGET = 0.8  # Of the empty answer, at 512 connections: nothing is left to win.
SECONDS = float(os.environ.get("AMANAT_BENCH_SECONDS", "3"))
MOST_PER_SECOND = 80_000  # Passes are made for so many: an empty answer can be that fast.
WARM = 500
READY_SECONDS = 90
GENERATOR = "a small generator on epoll; it shares the two cores"
KEPT = "select count(*) from presale_intake where opening_id = %s"
_buyers = count(2 * 10**12, 10**7)


def measured(
    cluster: Cluster, repeats: int, reference: Callable[[], float], say: Callable[[str], None]
) -> list[dict[str, Any]]:
    """The rows of the report; Django stands already, on the bench's database."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in CASES}
    rounds = [(repeat, connections) for repeat in range(repeats) for connections in CONNECTIONS]
    with tempfile.TemporaryDirectory(prefix="amanat-opening-") as folder, serving(folder) as ports:
        for repeat, connections in rounds:
            tpcb = reference()
            write_back(cluster)
            for what, (port, process) in ports.items():
                name = f"W.{what}.{connections}"
                one = run(cluster, Path(folder), port, process, connections)
                check_kept(what, one)
                found[name].append(one | {"ratio": one["rate"] / tpcb})
                say(f"{repeat + 1}/{repeats} {name}: {one['rate'] / tpcb:.1f} × TPC-B")
    return [row(name, found) for name in CASES]


def write_back(cluster: Cluster) -> None:
    """What the reference left unwritten is its own cost, and is paid before ours begins."""
    with psycopg.connect(cluster.url(LEDGER), autocommit=True) as owner:
        owner.execute("checkpoint")


def check_kept(what: str, one: dict[str, float]) -> None:
    """The empty answer keeps nothing; the door all that it answered."""
    if what == "apply" and one["kept"] < one["answers"]:
        raise RuntimeError(f"Answered, and not in the queue: {one}")


def row(name: str, found: dict[str, list[dict[str, float]]]) -> dict[str, Any]:
    runs, ratios = found[name], [one["ratio"] for one in found[name]]
    told: dict[str, Any] = {
        "case": name,
        "invariants": True,
        "ratio": round(median(ratios), 2),
        "low": round(min(ratios), 2),
        "high": round(max(ratios), 2),
        "cpu_us": round(median(one["cpu_us"] for one in runs), 1),
        "p99_ms": round(median(one["p99_ms"] for one in runs), 1),
        "memory_mb": round(max(one["memory_mb"] for one in runs), 1),
        "generator": GENERATOR,
        "generator_us": round(median(one["generator_us"] for one in runs), 1),
    }
    if ".apply." in name:
        beside = found[name.replace("apply", "empty")]
        shares = [one["rate"] / other["rate"] for one, other in zip(runs, beside, strict=True)]
        told |= {"share_of_empty": round(median(shares), 2), "target": list(TARGET)}
        reached = sum(told["ratio"] >= target for target in TARGET)
        is_all = name.endswith(f".{CONNECTIONS[-1]}") and told["share_of_empty"] >= SHARE_TARGET
        told["met"] = len(TARGET) if is_all else reached
    return told


def run(
    cluster: Cluster, folder: Path, port: int, process: int, connections: int
) -> dict[str, float]:
    """One run: fresh buyers, so many connections, and every 202 found again in the queue."""
    url = cluster.url(LEDGER).replace("user=amanat", "user=amanat_app")
    with psycopg.connect(url, autocommit=True) as raw:
        line_id = opening.new_opening(raw, 10**9)
        load(port, WARM, 1, write(folder, line_id, port, WARM), connections)
        asked = int(SECONDS * MOST_PER_SECOND)
        path = write(folder, line_id, port, asked)
        before = tree_seconds(process) + measure.backend_seconds(cluster)
        told = load(port, asked, SECONDS, path, connections)
        used = tree_seconds(process) + measure.backend_seconds(cluster) - before
        kept = raw.execute(KEPT, [line_id]).fetchone()
    assert kept is not None
    if told["failed"] or told["ran_out"]:
        raise RuntimeError(f"{told['failed']} were refused, or the passes ran out: {told}")
    return {
        "rate": told["answers"] / told["seconds"],
        "answers": told["answers"],
        "kept": kept[0] - WARM,
        "cpu_us": used * 1e6 / told["answers"],
        "generator_us": told["own_seconds"] * 1e6 / told["answers"],
        "p99_ms": told["p99_ms"],
        "memory_mb": sum(measure.private_kb(pid) for pid in tree(process)) / 1024,
    }


def load(port: int, _: int, seconds: float, path: Path, connections: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "amanat.config.opening.load", str(port), str(connections),
         str(seconds), str(path)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def write(folder: Path, line_id: int, port: int, number: int) -> Path:
    """Ready-made requests of so many buyers who have never applied."""
    line, first = queries.opening(line_id), next(_buyers)
    path = folder / "requests"
    with path.open("wb") as file:
        for buyer in range(first, first + number):
            body = f"pass={queries.pass_for(line, buyer)}&units=1"
            request = (
                f"POST /apply/{line_id} HTTP/1.1\r\nhost: bench\r\n"
                f"content-type: application/x-www-form-urlencoded\r\n"
                f"content-length: {len(body)}\r\n\r\n{body}"
            ).encode()
            file.write(LENGTH.pack(len(request)) + request)
    return path


@contextmanager
def serving(folder: str) -> Iterator[dict[str, tuple[int, int]]]:
    """The door and the empty answer, each on a port: name → port and process."""
    ports = {"empty": free_port(), "apply": free_port()}
    more = {"empty": ("--empty",), "apply": ()}
    logs = Path(folder)
    children = {
        name: Child(name, up.amanat("door", str(ports[name]), *more[name]), logs / f"{name}.log",
                    {"AMANAT_ROLE": "app"})
        for name in ports
    }  # fmt: skip
    try:
        for name, child in children.items():
            child.start()
            wait_for(ports[name], child)
        yield {name: (ports[name], pid_of(child)) for name, child in children.items()}
    finally:
        stop_all(list(children.values()), lambda _: None)


def pid_of(child: Child) -> int:
    assert child.process is not None
    return child.process.pid


def free_port() -> int:
    with socket.create_server((environment.HOST, 0)) as free:
        return int(free.getsockname()[1])


def wait_for(port: int, child: Child) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and child.exit_code() is None:
        wire = http.client.HTTPConnection(environment.HOST, port, timeout=2)
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(wire):
            wire.request("GET", "/healthz")
            wire.getresponse()
            return
        time.sleep(0.1)
    raise RuntimeError(f"{child.name} does not answer:\n{child.last_words()}")


def tree(pid: int) -> list[int]:
    return [pid, *(one for child in measure.children_of(pid) for one in tree(child))]


def tree_seconds(pid: int) -> float:
    return sum(sum(measure.times_of(one)[:2]) for one in tree(pid)) / measure.TICKS

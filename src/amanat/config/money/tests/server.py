"""A PostgreSQL server of our own that can be killed -9, all of it, and comes up again."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from amanat.config.postgres import Cluster

GONE_WITHIN_SECONDS = 20
READY_WITHIN_SECONDS = 120
PR_SET_CHILD_SUBREAPER = 36
WRITERS = "amanat.config.money.tests.writers"


@contextmanager
def adopted_orphans() -> Iterator[None]:
    """What our server leaves behind is ours to bury: not every machine's first process does, and
    a dead postmaster that nobody buried keeps the next one from starting."""
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1)
    try:
        yield
    finally:
        libc.prctl(PR_SET_CHILD_SUBREAPER, 0)


def kill(cluster: Cluster) -> None:
    """SIGKILL for the postmaster and every process it has forked: nothing is flushed."""
    postmaster = int((cluster.data / "postmaster.pid").read_text().split("\n", 1)[0])
    os.kill(postmaster, signal.SIGSTOP)  # So that it forks nobody while we look.
    family = [postmaster, *children_of(postmaster)]
    for pid in family:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + GONE_WITHIN_SECONDS
    while not all(_is_buried(pid) for pid in family):
        assert time.monotonic() < until, "A killed server is still there."
        time.sleep(0.005)


def _is_buried(pid: int) -> bool:
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return not Path(f"/proc/{pid}").exists()
    return False


def children_of(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in found.split()]


def forget_commits(cluster: Cluster) -> None:
    """The control: the application's role acknowledges before anything is on the disk."""
    with psycopg.connect(cluster.url(), autocommit=True) as raw:
        raw.execute("alter role amanat_app set synchronous_commit = off")
        raw.execute("alter system set wal_writer_delay = '10s'")
        raw.execute("select pg_reload_conf()")


class Writers:
    """The process that writes, and this side's memory of what it was told is done."""

    def __init__(self, cluster: Cluster) -> None:
        url = cluster.url()
        told = {
            "AMANAT_MODE": "test", "AMANAT_ROLE": "owner", "DATABASE_URL": url,
            "AMANAT_HOME": str(cluster.home / "state"),
            "DJANGO_SETTINGS_MODULE": "amanat.config.settings",
        }  # fmt: skip
        self.acknowledged: set[str] = set()
        self.unknown = 0
        self.process = subprocess.Popen(
            [sys.executable, "-m", WRITERS], env=os.environ | told, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n", "The writers did not start."
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            word, _, key = line.strip().partition(" ")
            if word == "ack":
                self.acknowledged.add(key)
            else:
                self.unknown += 1

    def wait_for(self, more: int) -> None:
        """Until so many more writes are acknowledged: they are under way again."""
        wanted = len(self.acknowledged) + more
        until = time.monotonic() + READY_WITHIN_SECONDS
        while len(self.acknowledged) < wanted:
            assert time.monotonic() < until, "The writers stand still."
            time.sleep(0.005)

    def stop(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(GONE_WITHIN_SECONDS)
        self.listener.join(GONE_WITHIN_SECONDS)


@contextmanager
def under_load(home: Path) -> Iterator[tuple[Cluster, Writers]]:
    """A durable server of its own, and writers at work on it."""
    home.chmod(0o755)
    cluster = Cluster(home / "pg")
    with adopted_orphans():
        cluster.start()
        try:
            writers = Writers(cluster)
            try:
                yield cluster, writers
            finally:
                writers.stop()
        finally:
            cluster.stop()


def keys_in(cluster: Cluster) -> set[str]:
    with psycopg.connect(cluster.url()) as raw:
        return {str(row[0]) for row in raw.execute("select key from ledger_group")}


def halves_in(cluster: Cluster) -> list[str]:
    """What the ledger itself finds broken, and whether every key has its payment and its hold."""
    with psycopg.connect(cluster.url()) as raw:
        broken = [str(row[0]) for row in raw.execute("select * from ledger_broken_v1()")]
        counts = raw.execute(
            "select (select count(*) from ledger_group), (select count(*) from ledger_transfer"
            " where result = 0), (select count(*) from ledger_hold where result = 0)"
        ).fetchone()
    assert counts is not None
    return broken if len(set(counts)) == 1 else [*broken, f"keys, transfers, holds: {counts}"]

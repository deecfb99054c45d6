"""Children of `amanat up`: started, started again, given up, and stopped with all they started."""

import os
import sys
import time
from pathlib import Path

import pytest

from amanat.config.processes import MOST_RESTARTS, Child, GaveUp, stop_all, watch

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
STOPS_AT_ONCE = [sys.executable, "-c", "print('no disk'); raise SystemExit(3)"]
HAS_A_CHILD = [
    sys.executable, "-c",
    "import subprocess, sys, time; p = subprocess.Popen([sys.executable, '-c', 'import time; "
    "time.sleep(60)']); print(p.pid, flush=True); time.sleep(60)",
]  # fmt: skip


def silent(_text: str) -> None:
    """Nobody listens."""


def alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def wait_for(true: object, seconds: float = 5) -> None:
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.02)


def test_a_child_that_dies_is_said_and_started_again(tmp_path: Path) -> None:
    child = Child("the worker", SLEEPS, tmp_path / "worker.log")
    child.start()
    assert child.process is not None
    first = child.process.pid
    os.kill(first, 9)
    heard: list[str] = []
    rounds = iter(range(10_000))

    def enough() -> bool:
        again = child.process is not None and child.process.pid != first
        return again or next(rounds) > 500

    watch([child], enough, heard.append, besides=lambda: None)
    assert child.exit_code() is None
    assert "the worker stopped by itself (signal 9)" in heard[0]
    stop_all([child], silent)


def test_a_child_that_never_stays_up_is_given_up(tmp_path: Path) -> None:
    child = Child("the web server", STOPS_AT_ONCE, tmp_path / "web.log", restarts=MOST_RESTARTS)
    child.start()
    wait_for(lambda: child.exit_code() is not None)
    with pytest.raises(GaveUp, match=r"the web server stopped 6 times; its log: .*web\.log"):
        watch([child], lambda: False, silent, besides=lambda: None)
    assert child.last_words().strip() == "no disk"


def test_stopping_a_child_stops_what_it_started(tmp_path: Path) -> None:
    child = Child("the web server", HAS_A_CHILD, tmp_path / "web.log")
    child.start()
    wait_for(lambda: (tmp_path / "web.log").read_text().strip())
    grandchild = int((tmp_path / "web.log").read_text())
    assert alive(grandchild)
    child.stop()
    wait_for(lambda: not alive(grandchild))
    assert not alive(grandchild)

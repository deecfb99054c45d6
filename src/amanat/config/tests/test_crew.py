"""Doors beside each other: they end together, and the parent says how the first one ended."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TOLD = """
import os, sys, time
from amanat.config.opening.crew import together
word, giver = os.pipe()
os.write(giver, b"1")
def work():
    {work}
sys.exit(together(2, work))
"""
LONGEST_SECONDS = 60


def crew(work: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", TOLD.format(work=work)], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_when_one_ends_all_end() -> None:
    one = crew("os.read(word, 1)")  # One reads the only byte and goes; the other waits for ever.
    assert one.wait(LONGEST_SECONDS) == 0


@pytest.mark.parametrize("work", ["raise ValueError('a bug')", "sys.exit(7)"])
def test_a_door_that_breaks_is_told_by_its_exit_code(work: str) -> None:
    said = crew(work)
    _, told = said.communicate(timeout=LONGEST_SECONDS)
    assert said.returncode == 1 and ("a bug" in told or "SystemExit" in told)


def test_whoever_asks_to_stop_is_heard_by_all() -> None:
    one = crew("time.sleep(300)")
    _wait_until_it_listens(one.pid)
    one.terminate()
    assert one.wait(LONGEST_SECONDS) == 256 - signal.SIGTERM


def _wait_until_it_listens(process: int) -> None:
    last = time.monotonic() + LONGEST_SECONDS
    while not _caught(process) >> (signal.SIGTERM - 1) & 1:
        assert time.monotonic() < last
        time.sleep(0.05)


def _caught(process: int) -> int:
    """The signals the process has a handler of its own for: a bit for each."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1], 16) for line in lines if line.startswith("SigCgt"))

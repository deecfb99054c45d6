"""Doors beside each other: they end together, and the parent says how the first one ended."""

import signal
import subprocess
import sys
import time

import pytest

TOLD = """
import os, signal, sys, time
from amanat.config.opening.crew import together
def work():
    {work}
print("begun", flush=True)
sys.exit(together(2, work))
"""
LONGEST_SECONDS = 60


def crew(work: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", TOLD.format(work=work)], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_when_one_ends_all_end() -> None:
    one = crew("os.getpid() % 2 and time.sleep(300)")  # Neighbours: one stays, one goes.
    started = time.monotonic()
    assert one.wait(LONGEST_SECONDS) in (0, 256 - signal.SIGTERM)
    assert time.monotonic() - started < LONGEST_SECONDS


@pytest.mark.parametrize("work", ["raise ValueError('a bug')", "sys.exit(7)"])
def test_a_door_that_breaks_is_told_by_its_exit_code(work: str) -> None:
    said = crew(work)
    _, told = said.communicate(timeout=LONGEST_SECONDS)
    assert said.returncode == 1 and ("a bug" in told or "SystemExit" in told)


def test_whoever_asks_to_stop_is_heard_by_all() -> None:
    one = crew("time.sleep(300)")
    assert one.stdout is not None and one.stdout.readline() == "begun\n"
    time.sleep(1)  # Until both stand.
    one.terminate()
    assert one.wait(LONGEST_SECONDS) == 256 - signal.SIGTERM

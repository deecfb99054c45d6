"""Child processes of `amanat up`: started, watched, started again, and stopped in order."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

STOP_WAIT_SECONDS = 10
KILL_WAIT_SECONDS = 3
MOST_RESTARTS = 5
CALM_SECONDS = 120  # A child that ran this long has earned its restarts back.
FIRST_BACK_OFF_SECONDS = 1.0
LOG_LIMIT_BYTES = 20 * 1024 * 1024
LAST_WORDS_LINES = 6
PR_SET_PDEATHSIG = 1

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent() -> None:
    """Asks the kernel to stop this child should `amanat up` itself be killed without warning."""
    if _libc is not None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Child:
    """One process of the platform, with its log file and its history of restarts.

    Without a log it writes to the terminal.
    """

    name: str
    command: list[str]
    log: Path | None = None
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    restarts: int = 0

    def start(self) -> None:
        with self._output() as out:
            #  A session of its own: Ctrl-C in the terminal reaches only the parent, which then
            #  stops the children in order. The parent has one thread, so preexec_fn is safe.
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT if out else None,
                env=os.environ | self.environment,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
        self.started_at = time.monotonic()

    @contextmanager
    def _output(self) -> Iterator[IO[bytes] | None]:
        if self.log is None:
            yield None
            return
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as file:
            yield file

    def exit_code(self) -> int | None:
        """None while it runs."""
        return self.process.poll() if self.process else None

    def last_words(self) -> str:
        """The end of its log, for the person who reads that it stopped."""
        if self.log is None or not self.log.exists():
            return ""
        lines = self.log.read_text(errors="replace").strip().splitlines()
        return "\n".join(f"    {line[:300]}" for line in lines[-LAST_WORDS_LINES:])

    def stop(self) -> None:
        """Ask it to end, wait a bounded time, then end it and all it started."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP_WAIT_SECONDS)
        self._end_group()
        self.process.wait(KILL_WAIT_SECONDS)
        self.process = None

    def _end_group(self) -> None:
        """End what is left of its session, for example workers of a web server that crashed."""
        assert self.process is not None
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


class GaveUp(Exception):
    """A child keeps stopping. The text says which, and where its log is."""


def watch(
    children: list[Child],
    stopping: Callable[[], bool],
    say: Callable[[str], None],
    besides: Callable[[], None],
) -> None:
    """Start children that stop, with growing pauses; GaveUp when one will not stay up.

    `besides` is what else must be looked at in each round.
    """
    while not stopping():
        besides()
        for child in children:
            code = child.exit_code()
            if code is not None:
                _again(child, code, stopping, say)
        time.sleep(0.2)


def _again(
    child: Child, code: int, stopping: Callable[[], bool], say: Callable[[str], None]
) -> None:
    if time.monotonic() - child.started_at > CALM_SECONDS:
        child.restarts = 0
    if child.restarts >= MOST_RESTARTS:
        raise GaveUp(f"{child.name} stopped {MOST_RESTARTS + 1} times; its log: {child.log}")
    pause = FIRST_BACK_OFF_SECONDS * 2**child.restarts
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    say(f"{child.name} stopped by itself ({how}); starting it again in {pause:.0f} s.")
    if words := child.last_words():
        say(words)
    child.restarts += 1
    child.stop()
    until = time.monotonic() + pause
    while time.monotonic() < until and not stopping():
        time.sleep(0.1)
    if not stopping():
        child.start()


def stop_all(children: list[Child], say: Callable[[str], None]) -> None:
    """Stop children in reverse order of their start."""
    for child in reversed(children):
        if child.process is not None:
            say(f"Stopping {child.name} …")
            child.stop()

"""Doors beside each other: a process for each core, on one port; the kernel deals connections out."""

import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress

from amanat.config.processes import die_with_parent


def together(number: int, work: Callable[[], None]) -> int:
    """Do `work` in so many processes. When one ends, or somebody asks to stop, all of them end;
    answers the exit code of the first."""
    crew = {_begin(work) for _ in range(number)}

    def stop(*_: object) -> None:
        for process in crew:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGTERM)

    for asked in (signal.SIGINT, signal.SIGTERM):
        signal.signal(asked, stop)
    first, status = os.wait()
    crew.discard(first)
    stop()
    for process in crew:
        os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status)


def _begin(work: Callable[[], None]) -> int:
    process = os.fork()
    if process:
        return process
    die_with_parent()
    code = 1
    try:
        work()
        code = 0
    except BaseException:  # Nothing of the parent's may run in here.
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)

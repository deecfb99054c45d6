"""What all drills do alike: play tests for long, say what each found, count, end in one line."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

LONGEST_WORDS = 4_000


def say(line: str) -> None:
    """One line, at once: a drill is read while it runs."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Tally:
    """Counts tests that held, reads out their figures, and adds up those named in `adding`."""

    def __init__(self, *adding: str) -> None:
        self.passed = self.failed = 0
        self.sums = dict.fromkeys(adding, 0)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:  # A file that cannot be read has not passed.
            self.failed += 1
            say(str(report.longrepr)[-LONGEST_WORDS:])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed += 1
            say(str(report.longrepr)[-LONGEST_WORDS:])
        elif report.when == "call" and report.passed:
            self.passed += 1
        if report.when == "call":
            self.hear(report)

    def hear(self, report: pytest.TestReport) -> None:
        """How a test ended, and what it found."""
        what = report.nodeid.rsplit("::", 1)[-1]
        say(f"{report.outcome} in {report.duration:.1f} s: {what}")
        for name, told in report.user_properties:
            if name in self.sums:
                self.sums[name] += int(str(told))
            say(f"    {name}: {told}")


def play(tests: Sequence[Path], tally: object, *options: str) -> None:
    """Play these files on a throw-away server of their own; `tally` hears of each test."""
    files = [str(one) for one in tests]
    pytest.main([*files, "-p", "no:terminalreporter", "--tb=short", *options], plugins=[tally])


def end(passed: int, failed: int) -> int:
    """The last line, and the exit code: not zero when anything failed or nothing was played."""
    say(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0

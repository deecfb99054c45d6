"""`make drill-halt`: how long a false rial at the bank can stand before nothing leaves any more.

Plays stories/test_reconciliation.py on its own throw-away server with simulators of its own and
platform time moved by hand: a day that agrees to the rial, then one false line. Shows that payouts
stop within two minutes, that one due meanwhile did not leave, and that going on takes a reason and
two people. The last line counts what held; the exit code is not zero when anything did not.
"""

import sys
from pathlib import Path

import pytest

STORY = Path(__file__).parents[4] / "stories/test_reconciliation.py"
MOST_SECONDS = 120


class Tally:
    """Counts the stories, and reads the time that the halt took."""

    def __init__(self) -> None:
        self.passed = self.failed = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed += 1
            say(str(report.longrepr)[-4000:])
        elif report.when == "call" and report.passed:
            self.passed += 1
        told = dict(report.user_properties)
        if report.when == "call" and "seconds" in told:
            self._time(int(str(told["seconds"])))

    def _time(self, seconds: int) -> None:
        say(f"From the false line to the halt: {seconds} s of platform time (most {MOST_SECONDS}).")
        say("A payout due meanwhile stayed; it left after a reason and two people.")
        self.passed += seconds <= MOST_SECONDS
        self.failed += seconds > MOST_SECONDS


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    tally = Tally()
    pytest.main([str(STORY), "-p", "no:terminalreporter", "--tb=short"], plugins=[tally])
    say(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed or not tally.passed else 0


if __name__ == "__main__":
    sys.exit(main())

"""`make drill-deliveries`: a file of a hundred thousand rows, and workers killed -9 in the middle.

Plays tests/long_sheets.py on its own throw-away server: every digit is Persian and every hundredth
row bad. Afterwards each good row was done once and has its receipt, each bad one says why, and no
worker's memory grew beyond its bound. `N=300` says how many rows, `ARGS="--kills 2"` how many
workers die. The last line says how many passed and failed; the exit code is not zero when any did.
"""

import argparse
import os
import sys
from pathlib import Path

import pytest

ROWS = 100_000
KILLS = 5
TESTS = Path(__file__).parent / "tests/long_sheets.py"


class Tally:
    """Counts what held, and reads out what each part found."""

    def __init__(self) -> None:
        self.passed = self.failed = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed += 1
            say(str(report.longrepr)[-4000:])
        elif report.when == "call" and report.passed:
            self.passed += 1
        for name, told in report.user_properties if report.when == "call" else ():
            say(f"{name}: {told}")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    options = argparse.ArgumentParser(prog="make drill-deliveries", description=__doc__)
    options.add_argument("--count", type=int, default=ROWS)
    options.add_argument("--kills", type=int, default=KILLS)
    asked = options.parse_args()
    os.environ |= {"AMANAT_ROWS": str(asked.count), "AMANAT_KILLS": str(asked.kills)}
    tally = Tally()
    pytest.main([str(TESTS), "-p", "no:terminalreporter", "--tb=short"], plugins=[tally])
    say(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed or not tally.passed else 0


if __name__ == "__main__":
    sys.exit(main())

"""`make drill-presale`: fifty opening hours, with connections killed at random moments.

`N=50` says how many. Writers send the same again when they heard nothing; afterwards every ticket
that was given out exists, each application is decided once, in order, and not one unit is over.
The last line counts openings; the exit code is not zero when any failed.
"""

import argparse
import os
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent / "tests/test_kills.py"


class Counter:
    """Counts openings, and the check of the whole book after them."""

    def __init__(self) -> None:
        self.passed = self.failed = self.kills = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed += 1
        elif report.when == "call" and report.passed:
            self.passed += 1
            self.kills += sum(int(str(value)) for _, value in report.user_properties)


def main() -> int:
    options = argparse.ArgumentParser(prog="make drill-presale", description=__doc__)
    options.add_argument("--count", type=int, default=50)
    wanted = options.parse_args().count
    os.environ["AMANAT_OPENINGS"] = str(wanted)
    counter = Counter()
    pytest.main([str(TESTS), "-v", "--tb=short"], plugins=[counter])
    failed = wanted + 1 - counter.passed  # What was not played did not pass.
    sys.stdout.write(
        f"{counter.kills} connections killed\n{counter.passed} passed, {failed} failed\n"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

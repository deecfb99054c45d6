"""`make drill-presale`: fifty opening hours, with connections killed at random moments.

`N=50` says how many, `ARGS="--crowd 1000000"` how many wait at once before anybody is decided: the
allocator's memory must not depend on it. Writers send the same again when they heard nothing;
afterwards every ticket that was given out exists, each application is decided once, in order, and
not one unit is over. The last line counts openings, the crowd and the check of the whole book; the
exit code is not zero when any failed.
"""

import argparse
import os
import sys
from pathlib import Path

import pytest

CROWD = 1_000_000
OTHERS = 2  # The crowd, and the check of the whole book.
TESTS = Path(__file__).parent / "tests/test_kills.py"


class Counter:
    """Counts openings, and the check of the whole book after them."""

    def __init__(self) -> None:
        self.passed = self.failed = self.kills = 0
        self.memory = "not measured"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed += 1
        elif report.when == "call" and report.passed:
            self.passed += 1
            told = dict(report.user_properties)
            self.kills += int(str(told.get("kills", 0)))
            self.memory = str(told.get("memory", self.memory))


def main() -> int:
    options = argparse.ArgumentParser(prog="make drill-presale", description=__doc__)
    options.add_argument("--count", type=int, default=50)
    options.add_argument("--crowd", type=int, default=CROWD)
    chosen = options.parse_args()
    wanted = chosen.count
    os.environ |= {"AMANAT_OPENINGS": str(wanted), "AMANAT_CROWD": str(chosen.crowd)}
    counter = Counter()
    pytest.main([str(TESTS), "-v", "--tb=short"], plugins=[counter])
    failed = wanted + OTHERS - counter.passed  # What was not played did not pass.
    sys.stdout.write(
        f"{counter.kills} connections killed\n"
        f"{chosen.crowd} waiting at once: the allocator's memory {counter.memory}\n"
        f"{counter.passed} passed, {failed} failed\n"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

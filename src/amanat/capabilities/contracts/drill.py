"""`make drill-contracts`: fifty openings, more buyers than units, connections cut at random.

`N=50` says how many. Buyers sign, pay and are heard in transactions of their own; afterwards the
permit's stock, the ceiling and the project's account agree to the rial, and nothing is oversold.
The last line counts openings; the exit code is not zero when any failed.
"""

import argparse
import os
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent / "tests/test_openings.py"


class Counter:
    """Counts openings, and connections that were cut in them."""

    def __init__(self) -> None:
        self.passed = self.cuts = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            self.passed += 1
            self.cuts += sum(int(str(value)) for _, value in report.user_properties)


def main() -> int:
    options = argparse.ArgumentParser(prog="make drill-contracts", description=__doc__)
    options.add_argument("--count", type=int, default=50)
    wanted = options.parse_args().count
    os.environ["AMANAT_OPENINGS"] = str(wanted)
    counter = Counter()
    pytest.main([str(TESTS), "-v", "--tb=short"], plugins=[counter])
    failed = wanted - counter.passed  # What was not played did not pass.
    sys.stdout.write(f"{counter.cuts} connections cut\n{counter.passed} passed, {failed} failed\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

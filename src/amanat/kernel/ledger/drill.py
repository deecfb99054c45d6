"""`python -m amanat.kernel.ledger.drill`: the ledger's tests, longer than every merge can wait.

Random histories of 60 steps, races of 1,000 rounds with 64 threads, the planted bugs, the plans.
AMANAT_EXAMPLES, AMANAT_STEPS and AMANAT_ROUNDS change how long. The last line says how many
passed and failed; the exit code is not zero when any failed.
"""

import os
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent / "tests"
LONGER = {"AMANAT_EXAMPLES": "2000", "AMANAT_STEPS": "60", "AMANAT_ROUNDS": "1000"}


class Counter:
    """Counts tests, not their set-ups."""

    def __init__(self) -> None:
        self.passed = self.failed = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed += 1
        elif report.when == "call" and report.passed:
            self.passed += 1


def main() -> int:
    for name, value in LONGER.items():
        os.environ.setdefault(name, value)
    counter = Counter()
    code = pytest.main([str(TESTS), "-vv", "--durations=10"], plugins=[counter])
    ended_well = code == pytest.ExitCode.OK and not counter.failed and counter.passed
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        counter.failed += 1
    sys.stdout.write(f"{counter.passed} passed, {counter.failed} failed\n")
    return 0 if ended_well else 1


if __name__ == "__main__":
    sys.exit(main())

"""`make drill-contracts`: fifty openings, more buyers than units, connections cut at random.

`N=50` says how many. Buyers sign, pay and are heard in transactions of their own, some of which are
cut before their commit and some right after it, when nobody heard the answer; afterwards the
permit's stock, the ceiling and the project's account agree to the rial, and nothing is oversold.
Last, the same opening with the ledger's limit taken out: what is oversold then has to be found.
The last line says how many passed and failed; the exit code is not zero when any failed.
"""

import argparse
import os
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent / "tests"
OTHERS = 1  # The planted bug.


class Tally:
    """Counts openings, and connections that were cut in them."""

    def __init__(self) -> None:
        self.passed = self.failed = self.cuts = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed += 1
            say(str(report.longrepr)[-4000:])
        elif report.when == "call" and report.passed:
            self.passed += 1
        if report.when == "call":
            told = dict(report.user_properties)
            self.cuts += int(str(told.get("cuts", 0)))
            found = ", ".join(f"{name}: {what}" for name, what in told.items())
            say(f"{report.outcome} in {report.duration:.1f} s; {found}")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    options = argparse.ArgumentParser(prog="make drill-contracts", description=__doc__)
    options.add_argument("--count", type=int, default=50)
    wanted = options.parse_args().count
    os.environ["AMANAT_OPENINGS"] = str(wanted)
    tally = Tally()
    played = [str(TESTS / f"{name}.py") for name in ("test_openings", "long_oversell")]
    pytest.main([*played, "-p", "no:terminalreporter", "--tb=short"], plugins=[tally])
    failed = max(tally.failed, wanted + OTHERS - tally.passed)  # What was not played did not pass.
    say(f"{tally.cuts} connections cut")
    say(f"{tally.passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

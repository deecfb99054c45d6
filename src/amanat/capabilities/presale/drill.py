"""`make drill-presale`: openings and a draw as large as they get, with kills; some minutes long.

1. Fifty opening hours with connections killed at random moments; writers send the same again when
   they heard nothing. `N=50` says how many.
2. A crowd that all waits before anybody is decided: the allocator's memory must not depend on it.
   `ARGS="--crowd 1000000"` says how many.
3. Allocators killed -9 in the middle of a batch; a permit suspended in the middle of its opening.
4. A draw from the table to the published files and the outside script: `--tickets 1000000`, or
   10000000 as the guide asks, which needs some 8 GB of disk and a quarter of an hour.

Afterwards every ticket that was given out exists, each application is decided once, in order, and
not one unit is over. The last line says how many passed and failed; the exit code is not zero when
any failed.
"""

import argparse
import os
import sys
from pathlib import Path

import pytest

CROWD = TICKETS = 1_000_000
TESTS = Path(__file__).parent / "tests"
OTHERS = 5  # The crowd, the whole book, two long stories of an opening, and the draw.


class Tally:
    """Counts what held, and reads out what each part found."""

    def __init__(self) -> None:
        self.passed = self.failed = self.kills = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed += 1
            say(str(report.longrepr)[-4000:])
        elif report.when == "call" and report.passed:
            self.passed += 1
        if report.when == "call":
            what = report.nodeid.rsplit("::", 1)[-1]
            say(f"{report.outcome} in {report.duration:.1f} s: {what}")
            for name, told in report.user_properties:
                self._read(name, told)

    def _read(self, name: str, told: object) -> None:
        if name == "kills":
            self.kills += int(str(told))
        say(f"    {name}: {told}")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    options = argparse.ArgumentParser(prog="make drill-presale", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    options.add_argument("--count", type=int, default=50)
    options.add_argument("--crowd", type=int, default=CROWD)
    options.add_argument("--tickets", type=int, default=TICKETS)
    asked = options.parse_args()
    os.environ |= {
        "AMANAT_OPENINGS": str(asked.count), "AMANAT_CROWD": str(asked.crowd),
        "AMANAT_TICKETS": str(asked.tickets),
    }  # fmt: skip
    tally = Tally()
    played = [str(TESTS / f"{name}.py") for name in ("test_kills", "long_openings", "long_draw")]
    pytest.main([*played, "-p", "no:terminalreporter", "--tb=short"], plugins=[tally])
    failed = max(tally.failed, asked.count + OTHERS - tally.passed)  # Not played is not passed.
    say(f"{tally.kills} connections killed")
    say(f"{tally.passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""`make drill-deals`: two thousand random deals, and where every rial of each of them ended.

The moves are those of stories/moves.py, the owners those of stories/owners.py. Options, after
ARGS=: `--deals 2000`, `--seed 1405`, `--deal 17` (play one deal of that seed again), `--hands 2`
(processes), `--minutes 90` (then it stops, and what was not played has failed). The last line
counts deals; the exit code is not zero when any failed.
"""

import argparse
import os
import sys
import time
from pathlib import Path

import pytest

from amanat.kernel.drilling import end, play, say

STORIES = Path(__file__).parents[4] / "stories/test_every_rial.py"
PLAY = "test_every_rial_of_every_ending_has_an_owner"


class Tally:
    """Counts deals as their batches are done, and says how far it is."""

    def __init__(self, wanted: int, seed: str, minutes: int) -> None:
        self.wanted, self.seed = wanted, seed
        self.until = time.monotonic() + minutes * 60
        self.passed = self.failed = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        counted = dict(report.user_properties)
        if report.when == "call" and "passed" in counted:
            self.passed += int(str(counted["passed"]))
            self.failed += int(str(counted["failed"]))
        if report.when == "call":
            done = self.passed + self.failed
            say(f"{done} of {self.wanted} deals, {self.failed} failed, seed {self.seed}")
        if report.failed:
            say(str(report.longrepr)[-4000:])
        if time.monotonic() > self.until:
            pytest.exit("The time is over.", pytest.ExitCode.INTERRUPTED)


def main() -> int:
    options = argparse.ArgumentParser(prog="make drill-deals", description=__doc__)
    options.add_argument("--deals", type=int, default=2000)
    options.add_argument("--seed", default="1405")
    options.add_argument("--deal", default="")
    options.add_argument("--hands", type=int, default=2)
    options.add_argument("--minutes", type=int, default=90)
    asked = options.parse_args()
    wanted = 1 if asked.deal else asked.deals
    os.environ |= {
        "AMANAT_DEALS": str(wanted), "AMANAT_SEED": asked.seed, "AMANAT_DEAL": asked.deal,
    }  # fmt: skip
    hands = [] if asked.deal or asked.hands == 1 else ["-n", str(asked.hands), "--dist=load"]
    tally = Tally(wanted, asked.seed, asked.minutes)
    play([STORIES], tally, "-k", PLAY, *hands)
    failed = wanted - tally.passed  # What was not played did not pass.
    return end(tally.passed, failed)


if __name__ == "__main__":
    sys.exit(main())

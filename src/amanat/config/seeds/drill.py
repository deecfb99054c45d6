"""`make drill-seeds N=2000`: two thousand histories of money under faults.

Options, after ARGS=: `--count 2000` (the N above), `--first 1`, `--seed 17` (play one again),
`--trace` (and tell it), `--hands 2` (processes), `--minutes 120` (then it stops, and what was not
played has failed). A failing seed is printed with the command that plays it again. The last line
counts seeds; the exit code is not zero when any failed.
"""

import argparse
import os
import sys
import time
from pathlib import Path

import pytest

from amanat.kernel.drilling import end, play, say

STORIES = Path(__file__).parents[4] / "stories/test_money_seeds.py"
PLAY = "test_money_is_where_the_banks_say_it_is"


class Tally:
    """Counts seeds as their batches are done, and says how far it is."""

    def __init__(self, wanted: int, minutes: int, told: bool) -> None:
        self.wanted, self.is_told = wanted, told
        self.began = time.monotonic()
        self.until = self.began + minutes * 60
        self.passed = self.failed = self.faults = self.steps = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        counted = dict(report.user_properties)
        if report.when == "call" and "passed" in counted:
            self.passed += int(str(counted["passed"]))
            self.failed += int(str(counted["failed"]))
            self.faults += int(str(counted["faults"]))
            self.steps += int(str(counted["steps"]))
            self._say_how_far()
        if report.failed:
            say(str(report.longrepr)[-4000:])
        if self.is_told:
            say(report.capstdout)
        if time.monotonic() > self.until:
            pytest.exit("The time is over.", pytest.ExitCode.INTERRUPTED)

    def _say_how_far(self) -> None:
        done, seconds = self.passed + self.failed, time.monotonic() - self.began
        say(f"{done} of {self.wanted} seeds, {self.failed} failed, {self.steps} steps, "
            f"{self.faults} faults, {done / seconds:.1f} seeds a second")  # fmt: skip


def main() -> int:
    options = argparse.ArgumentParser(prog="make drill-seeds", description=__doc__)
    options.add_argument("--count", type=int, default=2000)
    options.add_argument("--first", type=int, default=1)
    options.add_argument("--seed", default="")
    options.add_argument("--trace", action="store_true")
    options.add_argument("--hands", type=int, default=2)
    options.add_argument("--minutes", type=int, default=120)
    asked = options.parse_args()
    os.environ |= {
        "AMANAT_SEEDS": str(asked.count), "AMANAT_FIRST_SEED": str(asked.first),
        "AMANAT_SEED": asked.seed, "AMANAT_TRACE": "1" if asked.trace else "",
    }  # fmt: skip
    one_hand = asked.seed or asked.hands == 1
    hands = [] if one_hand else ["-n", str(asked.hands), "--dist=load"]
    tally = Tally(1 if asked.seed else asked.count, asked.minutes, asked.trace)
    play([STORIES], tally, "-k", PLAY, *hands)
    failed = max(tally.failed, tally.wanted - tally.passed)  # What was not played did not pass.
    return end(tally.passed, failed)


if __name__ == "__main__":
    sys.exit(main())

"""`make drill-bugs`: plants every money bug, and looks from scratch for a seed that notices it.

`make test` plays each bug on the one seed that its patch names; here seeds are taken in order.
Option, after ARGS=: `--hands 2` (processes). The last line counts bugs: passed is noticed; the exit
code is not zero when one was not, or no longer applies.
"""

import argparse
import os
import sys
from pathlib import Path

import pytest

from amanat.kernel.drilling import end, play, say

STORIES = Path(__file__).parents[4] / "stories/test_money_bugs.py"
PLAY = "test_every_planted_bug_is_caught"


class Tally:
    """Adds up what the hands have caught."""

    def __init__(self) -> None:
        self.caught = self.bugs = self.broken = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            for name, value in report.user_properties:
                if name == "verdict":
                    say(str(value).splitlines()[0][:160])
            counted = dict(report.user_properties)
            self.caught += int(str(counted.get("caught", 0)))
            self.bugs += int(str(counted.get("bugs", 0)))
        if report.failed and "bugs" not in dict(report.user_properties):
            self.broken += 1
            say(str(report.longrepr)[-4000:])


def main() -> int:
    options = argparse.ArgumentParser(prog="make drill-bugs", description=__doc__)
    options.add_argument("--hands", type=int, default=2)
    asked = options.parse_args()
    os.environ["AMANAT_BUGS"] = "search"
    hands = [] if asked.hands == 1 else ["-n", str(asked.hands), "--dist=load"]
    tally = Tally()
    play([STORIES], tally, "-k", PLAY, *hands)
    return end(tally.caught, tally.bugs - tally.caught + tally.broken)


if __name__ == "__main__":
    sys.exit(main())

"""`make drill-halt`: how long a false rial at the bank can stand before nothing leaves any more.

Plays stories/test_reconciliation.py on its own throw-away server with simulators of its own and
platform time moved by hand: a day that agrees to the rial, then one false line. Shows that payouts
stop within two minutes, that one due meanwhile did not leave, and that going on takes a reason and
two people. The last line counts what held; the exit code is not zero when anything did not.
"""

import sys
from pathlib import Path

import pytest

from amanat.kernel.drilling import Tally, end, play, say

STORY = Path(__file__).parents[4] / "stories/test_reconciliation.py"
MOST_SECONDS = 120


class Watched(Tally):
    """Reads the time that the halt took, too."""

    def hear(self, report: pytest.TestReport) -> None:
        told = dict(report.user_properties)
        if "seconds" in told:
            self._time(int(str(told["seconds"])))

    def _time(self, seconds: int) -> None:
        say(f"From the false line to the halt: {seconds} s of platform time (most {MOST_SECONDS}).")
        say("A payout due meanwhile stayed; it left after a reason and two people.")
        self.passed += seconds <= MOST_SECONDS
        self.failed += seconds > MOST_SECONDS


def main() -> int:
    tally = Watched()
    play([STORY], tally)
    return end(tally.passed, tally.failed)


if __name__ == "__main__":
    sys.exit(main())

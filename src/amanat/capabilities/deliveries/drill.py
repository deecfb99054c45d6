"""`make drill-deliveries`: a file of a hundred thousand rows, and workers killed -9 in the middle.

Plays tests/long_sheets.py on its own throw-away server: every digit is Persian and every hundredth
row bad. Afterwards each good row was done once and has its receipt, each bad one says why, and no
worker's memory grew beyond its bound. `N=300` says how many rows, `ARGS="--kills 2"` how many
workers die. The last line says how many passed and failed; the exit code is not zero when any did.
"""

import argparse
import os
import sys
from pathlib import Path

from amanat.kernel.drilling import Tally, end, play

ROWS = 100_000
KILLS = 5
TESTS = Path(__file__).parent / "tests/long_sheets.py"


def main() -> int:
    options = argparse.ArgumentParser(prog="make drill-deliveries", description=__doc__)
    options.add_argument("--count", type=int, default=ROWS)
    options.add_argument("--kills", type=int, default=KILLS)
    asked = options.parse_args()
    os.environ |= {"AMANAT_ROWS": str(asked.count), "AMANAT_KILLS": str(asked.kills)}
    tally = Tally()
    play([TESTS], tally)
    return end(tally.passed, tally.failed)


if __name__ == "__main__":
    sys.exit(main())

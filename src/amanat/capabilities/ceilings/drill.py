"""`make drill-ceilings`: ten thousand buyers at once, room for seven thousand, and crashes between.

Plays tests/long_race.py on its own throw-away server: reservations by single verbs and in batches
over many connections; connections that die between reserve and confirm; the minutes that run out;
and a planted bug, a sale that reads what is free and then writes without the ledger's limit, which
the same check has to find. Options, after ARGS=: `--buyers 10000`, `--room 7000`, `--hands 8`.
The last line says how many passed and failed; the exit code is not zero when any failed.
"""

import argparse
import os
import sys
from pathlib import Path

from amanat.kernel.drilling import Tally, end, play

RACE = Path(__file__).parent / "tests/long_race.py"


def main() -> int:
    options = argparse.ArgumentParser(prog="make drill-ceilings", description=__doc__)
    options.add_argument("--buyers", type=int, default=10_000)
    options.add_argument("--room", type=int, default=7_000)
    options.add_argument("--hands", type=int, default=8)
    asked = options.parse_args()
    os.environ |= {
        "AMANAT_BUYERS": str(asked.buyers), "AMANAT_ROOM": str(asked.room),
        "AMANAT_HANDS": str(asked.hands),
    }  # fmt: skip
    tally = Tally()
    play([RACE], tally)
    return end(tally.passed, tally.failed)


if __name__ == "__main__":
    sys.exit(main())

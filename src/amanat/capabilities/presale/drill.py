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

from amanat.kernel.drilling import Tally, end, play, say

CROWD = TICKETS = 1_000_000
TESTS = Path(__file__).parent / "tests"
OTHERS = 5  # The crowd, the whole book, two long stories of an opening, and the draw.


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
    tally = Tally("kills")
    played = ("test_kills", "long_openings", "long_draw")
    play([TESTS / f"{name}.py" for name in played], tally)
    failed = max(tally.failed, asked.count + OTHERS - tally.passed)  # Not played is not passed.
    say(f"{tally.sums['kills']} connections killed")
    return end(tally.passed, failed)


if __name__ == "__main__":
    sys.exit(main())

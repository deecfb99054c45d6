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

from amanat.kernel.drilling import Tally, end, play, say

TESTS = Path(__file__).parent / "tests"
OTHERS = 1  # The planted bug.


def main() -> int:
    options = argparse.ArgumentParser(prog="make drill-contracts", description=__doc__)
    options.add_argument("--count", type=int, default=50)
    wanted = options.parse_args().count
    os.environ["AMANAT_OPENINGS"] = str(wanted)
    tally = Tally("cuts")
    play([TESTS / f"{name}.py" for name in ("test_openings", "long_oversell")], tally)
    failed = max(tally.failed, wanted + OTHERS - tally.passed)  # What was not played did not pass.
    say(f"{tally.sums['cuts']} connections cut")
    return end(tally.passed, failed)


if __name__ == "__main__":
    sys.exit(main())

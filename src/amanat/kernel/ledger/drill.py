"""`python -m amanat.kernel.ledger.drill`: the ledger's tests, longer than every merge can wait.

Random histories of 60 steps, races of 1,000 rounds with 64 threads, the planted bugs, the plans.
AMANAT_EXAMPLES, AMANAT_STEPS and AMANAT_ROUNDS change how long. The last line says how many
passed and failed; the exit code is not zero when any failed.
"""

import os
import sys
from pathlib import Path

from amanat.kernel.drilling import Tally, end, play

TESTS = Path(__file__).parent / "tests"
LONGER = {"AMANAT_EXAMPLES": "2000", "AMANAT_STEPS": "60", "AMANAT_ROUNDS": "1000"}


def main() -> int:
    for name, value in LONGER.items():
        os.environ.setdefault(name, value)
    tally = Tally()
    play([TESTS], tally)
    return end(tally.passed, tally.failed)


if __name__ == "__main__":
    sys.exit(main())

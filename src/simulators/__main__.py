"""`python -m simulators --port 8300 --state-dir DIR` runs the outside world."""

import sys

from simulators.main import run

if __name__ == "__main__":
    sys.exit(run())

"""Facts of a test get their numbers, though others write on the same server."""

import time
from collections.abc import Callable

from amanat.kernel.log import sequencer

HORIZON_WAIT_SECONDS, POLL_SECONDS = 240.0, 0.05


def sequence_until(is_so: Callable[[], bool]) -> None:
    """Sequence until it is so. Another test's open transaction, even in another database of the
    server, holds the horizon back: so wait a while."""
    until = time.monotonic() + HORIZON_WAIT_SECONDS
    while not is_so():
        assert time.monotonic() < until, "The sequencer does not get there."
        if not sequencer.sequence():
            time.sleep(POLL_SECONDS)

"""How a payout is paced: pure rules."""

from datetime import datetime, timedelta

GATHER_BEFORE_CUTOFF = timedelta(minutes=10)
GATHERING = timedelta(minutes=1)
SEND_AGAIN = timedelta(minutes=1)
ACCOUNT_WAIT = timedelta(hours=1)
BLOCK_WAIT = timedelta(hours=6)  # What is blocked is looked at again so often.
FIRST_POLL_AFTER_CYCLE = timedelta(minutes=5)
POLL_STEP = timedelta(minutes=30)
POLL_STEP_LATER = timedelta(hours=6)
POLL_OFTEN = timedelta(days=2)
LATE_PAGE = 200
FILE_LIMIT = 500


def gather_at(not_before: datetime, hand_in_at: datetime) -> datetime:
    """A little before the bank's cut-off, and never before the money may go."""
    return max(not_before, hand_in_at - GATHER_BEFORE_CUTOFF)


def poll_again(cycle_at: datetime, at: datetime) -> datetime:
    """Soon after the cycle, then every half hour, then four times a day."""
    first = cycle_at + FIRST_POLL_AFTER_CYCLE
    if at < first:
        return first
    return at + (POLL_STEP if at - cycle_at < POLL_OFTEN else POLL_STEP_LATER)


def parts(units: int, ceiling_units: int) -> list[int]:
    """As few transfers as the rail's ceiling allows, as equal as can be."""
    assert units > 0 and ceiling_units > 0
    count = -(-units // ceiling_units)
    each = units // count
    extra = units - each * count
    return [each + 1] * extra + [each] * (count - extra)

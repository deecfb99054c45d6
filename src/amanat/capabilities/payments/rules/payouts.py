"""How a payout is paced: pure rules."""

from datetime import datetime, timedelta

from amanat.capabilities.payments.rules.cycles import PAYA, Arrival

GATHER_BEFORE_CUTOFF = timedelta(minutes=10)
GATHERING = timedelta(minutes=1)
SEND_AGAIN = timedelta(minutes=1)
ACCOUNT_WAIT = timedelta(hours=1)
BLOCK_WAIT = timedelta(hours=6)  # What is blocked is looked at again so often.
HALT_WAIT = timedelta(hours=1)  # What is halted is let out at the restart, or looked at again.
FIRST_POLL_AFTER_CYCLE = timedelta(minutes=5)
POLL_STEP = timedelta(minutes=30)
POLL_STEP_LATER = timedelta(hours=6)
POLL_OFTEN = timedelta(days=2)
LATE_PAGE = 200
FILE_LIMIT = 500
SLOW_AFTER = timedelta(hours=8)  # The watch desk looks at a payout that takes longer.
SIGNATURES = 2  # A large payout is signed by two people, both of finance.


def gather_at(not_before: datetime, arrival: Arrival) -> datetime:
    """A little before Paya's cut-off, or as soon as another rail is open; never before the money
    may go."""
    if arrival.rail != PAYA:
        return arrival.hand_in_at
    return max(not_before, arrival.hand_in_at - GATHER_BEFORE_CUTOFF)


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

"""By which roads money goes back, in order: guide escrow.md 2.4."""

from datetime import datetime, timedelta

from amanat.words.moments import tehran_day

GATEWAY, PAYA = "gateway", "paya"
AFTER_SETTLE = (GATEWAY, PAYA)  # Then a person. Before settling, the attempt itself is reversed.
REVERSAL_WINDOW = timedelta(hours=3)
REFUND_STEP = timedelta(minutes=2)
REFUND_STEP_LATER = timedelta(minutes=30)
REFUND_TRIES = 30  # After these a person is told, and we ask on.


def may_reverse(verified_at: datetime, at: datetime) -> bool:
    """Two notes of the bank disagree, so the earlier ends it: three hours, or the Tehran day."""
    same_day = tehran_day(verified_at) == tehran_day(at)
    return same_day and at - verified_at < REVERSAL_WINDOW


#  The gateway has no credit of ours left (12) or does not refund at all (21): another road.
NEXT_ROUTE_CODES = frozenset({"12", "21"})


def ask_again(tries: int, at: datetime) -> datetime:
    """When to ask about a refund again."""
    return at + (REFUND_STEP if tries < REFUND_TRIES else REFUND_STEP_LATER)

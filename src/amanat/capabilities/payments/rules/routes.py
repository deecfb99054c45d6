"""By which roads money goes back, in order: guide escrow.md 2.4."""

from datetime import datetime, timedelta

from amanat.words.moments import tehran_day

GATEWAY, REVERSAL, PAYA = "gateway", "reversal", "paya"
AFTER_SETTLE = (GATEWAY, PAYA)  # Then a person. Before settling, the attempt itself is reversed.
ALL_OR_NOTHING = (REVERSAL, PAYA)  # Where the gateway gives back the whole sale or none of it.
REVERSAL_FIRST = (REVERSAL, GATEWAY, PAYA)  # All of it at first, a part of it also later.
REVERSAL_WINDOW = timedelta(hours=3)
REFUND_STEP = timedelta(minutes=2)
REFUND_STEP_LATER = timedelta(minutes=30)
REFUND_TRIES = 30  # After these a person is told, and we ask on.


def may_reverse(verified_at: datetime, at: datetime, window: timedelta = REVERSAL_WINDOW) -> bool:
    """Two notes of the bank disagree, so the earlier ends it: three hours, or the Tehran day."""
    same_day = tehran_day(verified_at) == tehran_day(at)
    return same_day and at - verified_at < window


#  Mellat: no credit of ours left (12), no refunds at all (21). Parsian: the window is over (-1549),
#  not in this state (-1550), not allowed (-1552), reversals off (-108). Another road.
#  ZarinPal: the bank cannot (-60), nothing to reverse (-61), our address is not registered (-62),
#  the window is over (-63).
WINDOW_OVER = "-1549"
ABSENT = "absent"  # A refund that we asked for and that the gateway does not list.
CLOSED_BY = {
    "mellat": frozenset({"12", "21"}),
    "parsian": frozenset({WINDOW_OVER, "-1550", "-1552", "-108"}),
    "zarinpal": frozenset({"-60", "-61", "-62", "-63"}),
}


def is_closed(gateway: str, code: str) -> bool:
    """Whether this answer to a refund or reversal means, for certain, that no money moves here."""
    return code in CLOSED_BY[gateway]


def ask_again(tries: int, at: datetime) -> datetime:
    """When to ask about a refund again."""
    return at + (REFUND_STEP if tries < REFUND_TRIES else REFUND_STEP_LATER)

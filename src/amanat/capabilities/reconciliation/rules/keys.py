"""How a difference, a match and a settlement are named."""

import re
from datetime import date

SETTLEMENT = re.compile(r"([a-z]+)-[0-9a-z]+-([0-9]{8})")
BALANCE = "balance"
LONGEST_WORDS = 500


def settlement_in(reference: str) -> tuple[str, date] | None:
    """The gateway and the day that a settlement's reference names: "mellat-1234567-20261122"."""
    found = SETTLEMENT.fullmatch(reference)
    if found is None:
        return None
    try:
        return found[1], date.fromisoformat(found[2])
    except ValueError:
        return None


def payout(payout_id: int) -> str:
    return f"payout:{payout_id}"


def settlement(gateway: str, day: date) -> str:
    return f"settlement:{gateway}:{day.isoformat()}"


def order(gateway: str, order_id: int) -> str:
    return f"order:{gateway}:{order_id}"


def line(line_id: int) -> str:
    return f"line:{line_id}"


def number_in(key: str) -> int:
    """The number at the end of a key."""
    return int(key.rpartition(":")[2])

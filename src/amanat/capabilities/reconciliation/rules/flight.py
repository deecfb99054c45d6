"""Which differences are only a matter of time, and which are not: pure rules."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from amanat.words.moments import tehran_day

WINDOW = timedelta(days=10)  # What moved longer ago has agreed, or stands as an item.
DAY = timedelta(days=1)
LATE = timedelta(hours=1)  # A day is whole a little after midnight: clocks are not the same.
SETTLEMENT_GRACE = timedelta(days=2)  # A gateway pays on the next morning, or a day later.


@dataclass(frozen=True, slots=True)
class Out:
    """One payout as our book has it: its effect on our account, and when that changed last."""

    units: int
    state: str
    changed_at: datetime | None

    @property
    def book_units(self) -> int:
        return -self.units if self.state == "settled" else 0

    @property
    def is_on_its_way(self) -> bool:
        return self.state not in ("settled", "returned")


def is_in_flight(out: Out, bank_units: int, whole_days: Container[date]) -> bool:
    """Whether the bank's lines and our book may differ by this for now.

    On its way, the bank may have debited it. Arrived or returned, the bank's line may stand in a
    statement we do not have whole yet.
    """
    if out.is_on_its_way:
        return bank_units in (0, -out.units)
    assert out.changed_at is not None, "What ended has its moment."
    waits_for_line = bank_units == (0 if out.state == "settled" else -out.units)
    return waits_for_line and tehran_day(out.changed_at) not in whole_days


def is_listed_later(changed_at: datetime | None, listed_days: Container[date]) -> bool:
    """Whether the gateway's list that must say this is not here yet; its clock is not ours."""
    return changed_at is not None and tehran_day(changed_at) + DAY not in listed_days


def is_paid_later(day: date, whole_days: Container[date]) -> bool:
    """Whether the settlement of this day may still come."""
    return day + SETTLEMENT_GRACE not in whole_days

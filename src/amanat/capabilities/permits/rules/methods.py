"""The five ways of pre-selling a vehicle: how long delivery may take, and what lateness costs.

A rule set is bound on the contract's day and governs the whole delay; the deposit rate is that of
each late day. One half-up rounding at the end; no compounding. How many days a month counts is a
parameter (`month_days`), as everything that a dated set says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from amanat.capabilities.permits.refusals import NoSetForDate
from amanat.words.exact import MONTHS_A_YEAR, half_up
from amanat.words.months import after_jalali_months
from amanat.words.said import date_said
from amanat.words.text import Text


class Method(StrEnum):
    IMMEDIATE = "immediate"
    FIRM = "firm"
    ORDINARY = "ordinary"
    PARTNERSHIP = "partnership"
    CUSTOM = "custom"


LABELS = {
    Method.IMMEDIATE: Text("فوری", "Immediate delivery"),
    Method.FIRM: Text("قطعی", "Firm sale"),
    Method.ORDINARY: Text("عادی", "Ordinary pre-sale"),
    Method.PARTNERSHIP: Text("مشارکت در تولید", "Partnership in production"),
    Method.CUSTOM: Text("سفارشی", "Custom order"),
}


@dataclass(frozen=True, slots=True)
class Late:
    """What a month of lateness costs: a flat rate, or a deposit's yearly rate and something on top.

    `tenor` names the deposit whose rate counts; None means a flat rate.
    """

    monthly: Fraction
    tenor: str | None = None

    def monthly_at(self, deposit_annual: Fraction | None) -> Fraction:
        if self.tenor is None:
            return self.monthly
        assert deposit_annual is not None, f"Which rate does a deposit of {self.tenor} earn?"
        return deposit_annual / MONTHS_A_YEAR + self.monthly


@dataclass(frozen=True, slots=True)
class LateSet:
    """The rules of delay for contracts of some days, both ends included; None: no known end."""

    name: str
    since: date | None
    until: date | None
    by_method: Mapping[Method, Late]

    def __contains__(self, day: date) -> bool:
        return (self.since or date.min) <= day <= (self.until or date.max)


def late_set_of(contract: date, sets: Iterable[LateSet]) -> LateSet:
    """The set in force on the contract's day; NoSetForDate when there is none. Never a guess."""
    found = [one for one in sets if contract in one]
    assert len(found) <= 1, f"Sets overlap on {contract}."
    if not found:
        raise NoSetForDate("contract", day=date_said(contract))
    return found[0]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Late days in a row on which one deposit rate was in force."""

    days: int
    deposit_annual: Fraction | None = None


def compensation(
    paid_units: int, late: Late, stretches: Sequence[Stretch], *, month_days: int
) -> int:
    """What the buyer is owed: paid × monthly rate × days ÷ days of a month, rounded once."""
    months = Fraction(0)
    for one in stretches:
        months += late.monthly_at(one.deposit_annual) * max(0, one.days)
    return half_up(paid_units * months / month_days)


def stretches_of(
    promised: date, until: date, rates: Sequence[tuple[date, Fraction]]
) -> list[Stretch]:
    """Late days, from the day after `promised` to `until`, cut where the deposit rate changed.

    `rates` are (first day, yearly rate), rising. NoSetForDate when a late day has no rate.
    """
    first, found = promised + timedelta(1), list[Stretch]()
    if until < first:
        return found
    if not rates or rates[0][0] > first:
        raise NoSetForDate("deposit_rate", day=date_said(first))
    ends = [*(since for since, _ in rates[1:]), until + timedelta(1)]
    for (since, rate), end in zip(rates, ends, strict=True):
        days = (min(end, until + timedelta(1)) - max(since, first)).days
        if days > 0:
            found.append(Stretch(days, rate))
    return found


@dataclass(frozen=True, slots=True)
class Longest:
    """How long delivery may take: days, or Jalali months."""

    days: int = 0
    months: int = 0


def latest_delivery(contract: date, longest: Longest) -> date:
    """The last day on which delivery is still in time."""
    return after_jalali_months(contract, longest.months) + timedelta(longest.days)

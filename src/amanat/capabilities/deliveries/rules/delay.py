"""Which days are the maker's delay, what they have cost so far, and what one more day adds.

Days count after the promised one, the day of the hand-over included. A day on which the maker
stands ready and the buyer has not yet paid is nobody's delay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from amanat.words.months import late_days

DAY = timedelta(days=1)
Span = tuple[date, date]  # Late from the day after the first, up to the second.


@dataclass(frozen=True, slots=True)
class Terms:
    """What stands still in a delay: the promise, and when the maker stood ready for a buyer."""

    promised: date
    ready_on: date | None = None  # The day the buyer was called for.
    paid_on: date | None = None  # The day nothing more was due from the buyer.


def spans(terms: Terms, until: date) -> list[Span]:
    """The stretches of the maker's delay up to the end of `until`."""
    whole = (terms.promised, until)
    if terms.ready_on is None:
        return _kept([whole])
    paid_on = until if terms.paid_on is None else terms.paid_on
    if paid_on <= terms.ready_on:
        return _kept([whole])
    back = max(terms.promised, paid_on)
    return _kept([(terms.promised, min(terms.ready_on, until)), (back, until)])


def _kept(found: Sequence[Span]) -> list[Span]:
    return [(after, upto) for after, upto in found if after < upto]


def days(terms: Terms, until: date) -> int:
    """How many late days there are up to the end of `until`."""
    return sum(late_days(after, upto) for after, upto in spans(terms, until))


def is_late(terms: Terms, day: date) -> bool:
    """Whether `day` itself is a late one."""
    return any(after < day <= upto for after, upto in spans(terms, day))


@dataclass(frozen=True, slots=True)
class Formula:
    """The rule behind a sum, as it is shown: base × rate × days ÷ days of a month."""

    base_units: int
    days: int
    monthly: Fraction
    annual: Fraction | None
    month_days: int

    @property
    def monthly_percent(self) -> str:
        """«۳» or «۲٫۵»: exact, without a float."""
        return _percent(self.monthly)

    @property
    def annual_percent(self) -> str:
        return "" if self.annual is None else _percent(self.annual)


def _percent(share: Fraction) -> str:
    hundredths = share * 10_000
    whole, rest = divmod(round(hundredths), 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".")


def in_default(late: int, sold: int, longest: int, *, share_percent: int, after_days: int) -> bool:
    """Whether so much of a permit is so late that its buyers must be made safe."""
    return longest >= after_days and sold > 0 and late * 100 >= sold * share_percent

"""Which days are the maker's delay, and what each of them costs on the money that was there.

Days count after the promised one, the day of the hand-over included. A day on which the maker
stands ready and the buyer has not yet paid is nobody's delay. Money counts from the late day that
begins after it came: what was paid when a day began is what that day costs something for.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from amanat.capabilities.contracts.rules.money import Paid
from amanat.words.exact import half_up
from amanat.words.months import late_days

DAY = timedelta(days=1)
Span = tuple[date, date]  # Late from the day after the first, up to the second.


@dataclass(frozen=True, slots=True)
class Promise:
    """What stands still in a delay: the promise, and when the maker stood ready for a buyer."""

    kind: str
    method: str
    contract_day: date
    promised: date
    ready_on: date | None = None  # The day the buyer was called for.
    paid_on: date | None = None  # The day nothing more was due from the buyer.


def spans(one: Promise, until: date) -> list[Span]:
    """The stretches of the maker's delay up to the end of `until`."""
    whole = (one.promised, until)
    if one.ready_on is None:
        return _kept([whole])
    paid_on = until if one.paid_on is None else one.paid_on
    if paid_on <= one.ready_on:
        return _kept([whole])
    back = max(one.promised, paid_on)
    return _kept([(one.promised, min(one.ready_on, until)), (back, until)])


def _kept(found: Sequence[Span]) -> list[Span]:
    return [(after, upto) for after, upto in found if after < upto]


def days(one: Promise, until: date) -> int:
    """How many late days there are up to the end of `until`."""
    return sum(late_days(after, upto) for after, upto in spans(one, until))


def is_late(one: Promise, day: date) -> bool:
    """Whether `day` itself is a late one."""
    return any(after < day <= upto for after, upto in spans(one, day))


def bases(paid: Paid, span: Span) -> Iterator[tuple[Span, int]]:
    """A span cut where money came in it, each piece with what was there when its days began."""
    after, upto = span
    cuts = sorted({day for day, _ in paid if after < day < upto})
    for start, end in zip([after, *cuts], [*cuts, upto], strict=True):
        yield (start, end), sum(units for day, units in paid if day <= start)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the formula, as it is shown: base × rate × days ÷ days of a month."""

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


def sum_of(lines: Iterable[Line]) -> int:
    """What all lines come to, rounded once, half up, at the end."""
    whole = Fraction(0)
    for one in lines:
        whole += one.base_units * one.monthly * one.days / one.month_days
    return half_up(whole)

"""Who leaves gets the money back, with profit from the first month on; who stays earns by day."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from amanat.words.exact import half_up
from amanat.words.months import after_jalali_months


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a withdrawal costs the maker, and until when."""

    days: int
    profit_units: int
    repay_units: int
    repay_by: date


def profit(paid_units: int, annual: Fraction, days: int, *, year_days: int) -> int:
    """Paid × yearly rate × days ÷ days of a year, half-up: partnership and withdrawal profit."""
    return half_up(paid_units * annual * max(0, days) / year_days)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a dated set says of withdrawals: the yearly rate is the campaign's."""

    annual: Fraction
    free_months: int  # No profit before so many Jalali months.
    repay_days: int
    year_days: int


def withdrawal(contract: date, left: date, paid_units: int, terms: Terms) -> Leaving:
    """Principal back within `repay_days`; profit only from `free_months` after the contract on."""
    assert left >= contract, "Nobody leaves before coming."
    days = (left - contract).days
    earns = left >= after_jalali_months(contract, terms.free_months)
    gained = profit(paid_units, terms.annual, days, year_days=terms.year_days) if earns else 0
    return Leaving(days, gained, paid_units + gained, left + timedelta(terms.repay_days))

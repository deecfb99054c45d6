"""What a contract is worth on a day: leaving, profit, the price that counts. One half-up, at the end.

Each amount that a page shows with its formula comes out of the very function that pays it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from amanat.capabilities.contracts.rules.terms import AT_DELIVERY, Exit, Terms
from amanat.words.exact import Exact, half_up
from amanat.words.months import after_jalali_months

Paid = Sequence[tuple[date, int]]  # On which day how many rials came.


@dataclass(frozen=True, slots=True)
class Left:
    """What leaving on a day gives: principal and profit, and until when it is paid."""

    paid_units: int
    profit_units: int
    earns_from: date
    repay_by: date

    @property
    def units(self) -> int:
        return self.paid_units + self.profit_units


def next_part(left_units: int, most_units: int) -> int:
    """What is asked for at once of what is left: parts as equal as can be, none above the most."""
    count = -(-left_units // most_units)
    return -(-left_units // count)


def unit_days(paid: Paid, until: date) -> int:
    """Rial-days: each rial counts from the day it came, so that later instalments earn later."""
    return sum(units * max(0, (until - day).days) for day, units in paid)


def gained(paid: Paid, annual: Exact, until: date, *, year_days: int) -> int:
    """Profit by day: sum of (paid × days) × yearly rate ÷ days of a year."""
    return half_up(unit_days(paid, until) * annual / Fraction(year_days))


def leaving(terms: Exit, contract_day: date, paid: Paid, on: date) -> Left:
    """Principal and, from so many Jalali months after the contract on, profit."""
    earns_from = after_jalali_months(contract_day, terms.free_months)
    profit = gained(paid, terms.annual, on, year_days=terms.year_days) if on >= earns_from else 0
    total = sum(units for _, units in paid)
    return Left(total, profit, earns_from, on + timedelta(terms.repay_days))


def delivery_price(terms: Terms, price_now_units: int) -> int:
    """Which price counts at the call: the agreed one, or that of the delivery day."""
    return price_now_units if terms.price_fixed_at == AT_DELIVERY else terms.price_units

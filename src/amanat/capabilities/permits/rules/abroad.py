"""Rules of other countries, for comparison and simulation: never shown as ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from amanat.words.exact import Exact, half_up


def deposit(balance: Exact, share: Exact, covers: tuple[Exact, ...] = ()) -> Exact:
    """China 2012: a share of last quarter's balance, less what guarantees and insurance cover."""
    return max(Fraction(0), balance * share - sum(covers))


@dataclass(frozen=True, slots=True)
class Order:
    """The bank's answer to an order: it refuses what would break the floor, and reports it."""

    is_paid: bool
    account_after: int


def pay_above_floor(required: int, account: int, order: int) -> Order:
    is_paid = account - order >= required
    return Order(is_paid, account - order if is_paid else account)


@dataclass(frozen=True, slots=True)
class Alerts:
    """Shanghai 2019, as its dated set says it."""

    general: Exact
    general_share: Exact
    revenue_share: Exact
    special_cap: Exact
    young_months: int


def special_account(balance: Exact, revenue: Exact, age_months: int, alerts: Alerts) -> Exact:
    """What must lie in the special account: nothing, 40 % of the whole balance, or all of it."""
    if balance <= alerts.general:
        return Fraction(0)
    line = min(max(alerts.revenue_share * revenue, alerts.general), alerts.special_cap)
    if age_months < alerts.young_months or balance > line:
        return balance
    return balance * alerts.general_share


def preserved(prepaid: int, share: Exact) -> int:
    """Korea: half of what was prepaid, half-up."""
    return half_up(prepaid * share)


def bond(turnover: Exact, share: Exact, least: Exact) -> Exact:
    """ATOL: a share of turnover, and never less than the minimum."""
    return max(least, turnover * share)


def share_of(kind: str, shares: Mapping[str, str]) -> Fraction:
    return Fraction(shares[kind])

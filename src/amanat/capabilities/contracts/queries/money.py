"""What a contract is worth today, each sum with its formula: the live statement.

Nothing is reckoned here that is not reckoned the same way where it is paid: what leaving gives,
what lateness costs, what is due at the call.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from amanat.capabilities.contracts.models import Contract
from amanat.capabilities.contracts.queries.lateness import Cost, if_late, late_of
from amanat.capabilities.contracts.queries.reading import paid_list, terms_of
from amanat.capabilities.contracts.rules import clauses, money
from amanat.capabilities.contracts.rules.terms import AT_DELIVERY, Terms
from amanat.capabilities.contracts.states import CALLED, IN_FORCE
from amanat.capabilities.permits import queries as permits
from amanat.capabilities.projects import queries as projects
from amanat.kernel.log.moves import subject_of
from amanat.words.moments import tehran_day
from amanat.words.text import Text

LATE_DAYS = (10, 30, 90)  # What a statement shows as examples.


@dataclass(frozen=True, slots=True)
class Due:
    """What is still to be paid at a price of the whole quantity."""

    price_units: int
    units: int


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount, and how it comes about in figures."""

    units: int
    formula: Text


@dataclass(frozen=True, slots=True)
class IfLate:
    days: int
    sum: Sum


@dataclass(frozen=True, slots=True)
class Statement:
    """A buyer's contract today. `place` is the number in line of those still waiting;
    `preserved_units` is what the ledger itself covers of what is not released."""

    at: datetime
    paid_units: int
    held_units: int
    released_units: int
    retained_units: int
    preserved_units: int
    delivery_day: date
    days_left: int
    place: int | None
    waiting: int
    leave: Sum | None
    leave_by: date | None
    earns_from: date | None
    late: list[IfLate]
    late_now: Sum | None
    participation: Sum | None
    due_at_signup_price: Sum | None  # None since a call has settled the price.


def leaving_of(one: Contract, on: date) -> money.Left:
    """What leaving on a day gives: the very sum that is paid."""
    return money.leaving(terms_of(one).exit, one.contract_day, paid_list(one.pk), on)


def due_of(one: Contract, price_now_units: int) -> Due:
    """What is due at the call when the price of all of it is `price_now_units`."""
    price = money.delivery_price(terms_of(one), price_now_units)
    return Due(price, permits.due(one.price_units, one.paid_units, price))


def participation_of(one: Contract, until: date) -> int:
    """The profit of a partner in production up to a day, each rial from the day it came."""
    said = terms_of(one)
    return money.gained(
        paid_list(one.pk), said.participation_annual, until, year_days=said.exit.year_days
    )


def live_statement(one: Contract, at: datetime) -> Statement:
    """Everything a buyer wants to know today, from the functions that pay it."""
    today, said = tehran_day(at), terms_of(one)
    stands = projects.standing(subject_of(one), at)
    is_open = one.state in (IN_FORCE, CALLED)
    left = leaving_of(one, today) if one.state == IN_FORCE else None
    place, waiting = _place(one)
    return Statement(
        at=at,
        paid_units=one.paid_units,
        held_units=stands.held_units if stands else 0,
        released_units=stands.released_units if stands else 0,
        retained_units=stands.retained_units if stands else 0,
        preserved_units=stands.preserved_units if stands else 0,
        delivery_day=one.delivery_day,
        days_left=(one.delivery_day - today).days,
        place=place,
        waiting=waiting,
        leave=None if left is None else Sum(left.units, _leaving_said(one, said, left, today)),
        leave_by=None if left is None else left.repay_by,
        earns_from=None if left is None else left.earns_from,
        late=[_if_late(one, days) for days in LATE_DAYS] if is_open else [],
        late_now=_late_now(one, today) if is_open else None,
        participation=_participation(one, said, today) if is_open else None,
        due_at_signup_price=_due(one, said) if one.delivery_price_units is None else None,
    )


def _place(one: Contract) -> tuple[int | None, int]:
    """How many of the permit wait before this one, in the order they came into force."""
    if one.state != IN_FORCE or one.funded_at is None:
        return None, 0
    rows = Contract.objects.filter(permit_id=one.permit_id, state=IN_FORCE)
    before = rows.filter(funded_at__lt=one.funded_at).count()
    same = rows.filter(funded_at=one.funded_at, pk__lt=one.pk).count()
    return before + same + 1, rows.count()


def _if_late(one: Contract, days: int) -> IfLate:
    found = if_late(one, one.delivery_day + timedelta(days))
    return IfLate(days, Sum(found.units, delay_said(found)))


def _late_now(one: Contract, today: date) -> Sum | None:
    """The sum that deliveries accrue and pay; None while no day of it is late."""
    found = late_of(one, today)
    return Sum(found.units, delay_said(found)) if found.days else None


def delay_said(found: Cost) -> Text:
    """«۵۰۰٬۰۰۰٬۰۰۰ × ۲٫۵ درصد × ۱۰ ÷ ۳۰», one summand for each base and each deposit rate."""
    facts: dict[str, Text | int] = {}
    for n, one in enumerate(found.lines, start=1):
        facts[f"base{n}"] = clauses.rial(one.base_units)
        facts[f"rate{n}"] = clauses.percent(one.monthly)
        facts[f"days{n}"] = one.days
    count = len(found.lines)
    inner = " + ".join(f"{{base{n}}} × {{rate{n}}} × {{days{n}}}" for n in range(1, count + 1))
    pattern = f"({inner}) ÷ {{month}}" if count > 1 else f"{inner} ÷ {{month}}"
    return clauses.joined(Text(pattern, pattern), month=found.lines[0].month_days, **facts)


def _leaving_said(one: Contract, said: Terms, left: money.Left, today: date) -> Text:
    if not left.profit_units:
        return clauses.joined(
            Text("{paid}، بی سود تا {day}", "{paid}, without profit until {day}"),
            paid=clauses.rial(left.paid_units), day=clauses.day_of(left.earns_from),
        )  # fmt: skip
    return clauses.joined(
        Text("{paid} + {profit}", "{paid} + {profit}"),
        paid=clauses.rial(left.paid_units),
        profit=by_day_said(paid_list(one.pk), said.exit.annual, today, said.exit.year_days),
    )


def by_day_said(paid: money.Paid, annual: Fraction, until: date, year_days: int) -> Text:
    """«۳۰۰٬۰۰۰٬۰۰۰ × ۲۰ درصد × ۹۱ ÷ ۳۶۵», or the sum of several payments in brackets."""
    days = [(units, max(0, (until - day).days)) for day, units in paid]
    facts: dict[str, Text | int] = {}
    for n, (units, count) in enumerate(days, start=1):
        facts[f"units{n}"], facts[f"days{n}"] = clauses.rial(units), count
    inner = " + ".join(f"{{units{n}}} × {{days{n}}}" for n in range(1, len(days) + 1))
    if len(days) > 1:
        inner = f"({inner})"
    pattern = f"{inner} × {{annual}} ÷ {{year}}"
    rate = clauses.percent(annual)
    return clauses.joined(Text(pattern, pattern), annual=rate, year=year_days, **facts)


def _participation(one: Contract, said: Terms, today: date) -> Sum | None:
    if not said.participation_annual:
        return None
    formula = by_day_said(paid_list(one.pk), said.participation_annual, today, said.exit.year_days)
    return Sum(participation_of(one, today), formula)


def _due(one: Contract, said: Terms) -> Sum:
    """What would be due at the price of the sign-up."""
    due = due_of(one, one.price_units)
    tail = Text(" (به قیمت روز تحویل)", " (at the price of delivery)")
    pattern = Text("{price} × (۱ − {paid} ÷ {price})", "{price} × (1 − {paid} ÷ {price})")
    if said.price_fixed_at == AT_DELIVERY:
        pattern = Text(pattern.fa + tail.fa, pattern.en + tail.en)
    formula = clauses.joined(
        pattern, price=clauses.rial(one.price_units), paid=clauses.rial(one.paid_units)
    )
    return Sum(due.units, formula)

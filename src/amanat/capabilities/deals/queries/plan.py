"""How a price is paid inside the caps: in how many parts, on which days, with which cards."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from amanat.capabilities.deals.models import Deal, TermsVersion
from amanat.capabilities.deals.queries.reading import mine
from amanat.capabilities.deals.rules import Planned, Terms, is_ten_times_off, plan
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import queries as payments
from amanat.kernel.law import parameters as law
from amanat.words.moments import tehran_day
from amanat.words.money import Money

TODAY = 0


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """One payment: paid already, or planned for a day and a card."""

    number: int
    units: int
    is_paid: bool
    day: datetime | None
    card: int
    is_today: bool
    fits_a_card: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """All payments of a deal, and the caps they are planned within."""

    parts: list[PlannedPart]
    caps: payments.Caps
    cards_today: int
    days: int
    days_with_one_card: int
    is_in_time: bool  # Whether the last day lies before the money must be complete.

    @property
    def is_many(self) -> bool:
        return len(self.parts) > 1


def parts_of(bill: holds.Bill, at: datetime) -> list[Money]:
    """The payments that the caps in force make of a bill."""
    basis = holds.CapBasis(law.row_in_force("payment.cap_basis", tehran_day(at)).value)
    return holds.instalments(
        bill.buyer_pays,
        price=bill.price,
        cap=Money(law.whole("payment.cap_units", at)),
        basis=basis,
        most=Money(payments.caps(at).gateway_units),
    )


def plan_of(deal: Deal, at: datetime) -> Plan:
    """The plan of an agreed deal: what is paid, and when the rest can be."""
    parts = list(enumerate(holds.plan(deal.subject), start=1))
    return _laid(
        [(number, part.units) for number, part in parts],
        {number for number, part in parts if part.is_paid},
        payments.paid_today(deal.buyer_id or 0, at),
        at,
        deal.due_at,
    )


def plan_ahead(bill: holds.Bill, at: datetime) -> Plan:
    """The plan that these terms would make if they were agreed now."""
    parts = parts_of(bill, at)
    numbered = [(number, part.units) for number, part in enumerate(parts, start=1)]
    hours = "deal.part_pay_hours" if len(parts) > 1 else "deal.pay_hours"
    return _laid(numbered, set(), 0, at, at + law.hours(hours, at))


def _laid(
    parts: list[tuple[int, int]],
    paid: set[int],
    paid_today_units: int,
    at: datetime,
    due_at: datetime | None,
) -> Plan:
    caps = payments.caps(at)
    unpaid = [(number, units) for number, units in parts if number not in paid]
    limits = {
        "paid_today_units": paid_today_units,
        "card_day_units": caps.card_day_units,
        "person_day_units": caps.person_day_units,
    }
    laid = {one.number: one for one in plan(unpaid, **limits)}
    one_card = plan(unpaid, **limits, most_cards=1)
    last = max((one.day for one in laid.values()), default=TODAY)
    return Plan(
        parts=[_part(number, units, laid.get(number), at) for number, units in parts],
        caps=caps,
        cards_today=max((one.card for one in laid.values() if one.day == TODAY), default=0),
        days=last + 1,
        days_with_one_card=max((one.day for one in one_card), default=TODAY) + 1,
        is_in_time=due_at is None or last == TODAY or at + timedelta(days=last) < due_at,
    )


def _part(number: int, units: int, planned: Planned | None, at: datetime) -> PlannedPart:
    if planned is None:
        return PlannedPart(number, units, True, None, 0, False, True)
    day = at + timedelta(days=planned.day)
    is_today = planned.day == TODAY
    return PlannedPart(number, units, False, day, planned.card, is_today, planned.fits_a_card)


def looks_ten_times_off(person_id: int, deal: Deal, of: Terms) -> int | None:
    """The price of this person's latest other deal in the same words, when this one is exactly
    ten times it or a tenth; None when nothing looks wrong."""
    others = TermsVersion.objects.filter(deal__in=mine(person_id), body__title=of.title)
    latest = others.exclude(deal=deal).order_by("-pk").first()
    if latest is None or not is_ten_times_off(latest.terms.price_units, of.price_units):
        return None
    return latest.terms.price_units

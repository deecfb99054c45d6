"""What is asked of an application before it is sent, and again before it is granted."""

from datetime import date, datetime
from typing import Any

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.permits.models import Permit
from amanat.capabilities.permits.queries import law as presale_law
from amanat.capabilities.permits.queries.reading import programme
from amanat.capabilities.permits.refusals import (
    DaysUnsound,
    DeliveryTooLate,
    GuaranteeTooShort,
    KindUncovered,
    PermitIncomplete,
    PriceNotSet,
    ProgrammeShort,
    SealNeeded,
)
from amanat.capabilities.permits.rules import tasks, terms
from amanat.capabilities.permits.rules.methods import latest_delivery
from amanat.capabilities.seals import queries as seals
from amanat.kernel.law import parameters as law
from amanat.kernel.law.parameters import Parameter
from amanat.words.moments import tehran_day
from amanat.words.refusal import refuse_unless
from amanat.words.said import date_said

CLOCKS = "permit.clocks"
TWO_MEMBERS = "permit.two_members_from_units"
PREPAYMENT = "vehicle.prepayment"
NEEDED = (
    "title", "quantity", "price_units", "instalments", "sale_from", "sale_until",
    "first_delivery", "last_delivery", "certified_capacity", "certifier", "certifier_index",
    "certificate_number", "cost_units", "cost_plan", "guarantee_kind", "guarantee_issuer",
    "guarantee_number", "guarantee_units", "guarantee_until",
)  # fmt: skip
#  What the applicant calls a field, where the row calls it otherwise.
TYPED = {"certifier_index": "certifier_id", "cost_plan": "stages"}


def clocks(at: datetime) -> dict[str, int]:
    """How long everybody has, by the set in force at `at`."""
    return dict(law.row_in_force(CLOCKS, tehran_day(at)).value)


def two_members_from(at: datetime) -> int:
    """From this total on, in rial, two members of the committee decide."""
    return law.whole(TWO_MEMBERS, at)


def parameter_rows(kind: str, day: date) -> dict[str, Parameter]:
    """The dated values a decision about this kind stands on."""
    names = [CLOCKS, TWO_MEMBERS, presale_law.CONVENTION, presale_law.WITHDRAWAL]
    names.append(presale_law.DELAY.get(kind, presale_law.OTHER_DELAY))
    names.append(presale_law.WAYS.get(kind, presale_law.OTHER_WAYS))
    if kind == "vehicle":
        names += ["vehicle.permit", "vehicle.price_share", PREPAYMENT]
    if kind == "property":
        names += ["building.presale", "building.presale.money"]
    return law.rows_in_force(names, day)


def missing(one: Permit) -> dict[str, str]:
    """The fields that are empty, each with its task."""
    task_of = {name: task for task, names in tasks.TASK_FIELDS.items() for name in names}
    needed = [*NEEDED, *(["model"] if one.kind == "vehicle" else [])]
    needed += ["place"] if one.kind == "property" else []
    empty = [TYPED.get(name, name) for name in needed if not getattr(one, name)]
    empty += [] if programme(one.pk) else ["weeks"]
    return {name: task_of[name] for name in empty}


def check_whole(one: Permit, at: datetime) -> None:
    """Nothing is missing and all of it fits together; the first thing wrong is refused."""
    refuse_unless(bool(one.price_units), PriceNotSet, "price_units")
    for name in missing(one):
        raise PermitIncomplete(name)
    check_days(one, at)
    assert one.guarantee_until and one.last_delivery, "Nothing is missing."
    fine = one.guarantee_until >= one.last_delivery
    refuse_unless(fine, GuaranteeTooShort, "guarantee_until")
    plan = programme(one.pk)
    made = sum(week.units for week in plan)
    fine = made >= (one.quantity or 0) and plan[-1].starts_on <= one.last_delivery
    refuse_unless(fine, ProgrammeShort, "weeks", units=made, quantity=one.quantity)
    check_may_sell(one, at)


def check_days(one: Permit, at: datetime) -> None:
    """The days follow each other, the sale is not over, and delivery keeps the method's limit."""
    assert one.sale_from and one.sale_until and one.first_delivery and one.last_delivery
    today = tehran_day(at)
    fine = max(today, one.sale_from) <= one.sale_until <= one.last_delivery
    refuse_unless(fine, DaysUnsound, "sale_until")
    fine = one.sale_from <= one.first_delivery <= one.last_delivery
    refuse_unless(fine, DaysUnsound, "first_delivery")
    latest = latest_for(one, today)
    fits = one.last_delivery <= latest
    refuse_unless(fits, DeliveryTooLate, "last_delivery", latest=date_said(latest))


def latest_for(one: Permit, today: date) -> date:
    """The last day of delivery that the method allows for the first contract there can be."""
    first = max(today, one.sale_from or today)
    most = presale_law.longest(one.kind, one.method, first, is_imported=one.is_imported)
    return latest_delivery(first, most)


def check_may_sell(one: Permit, at: datetime) -> None:
    """The business has its seal, and a licence for what it sells."""
    refuse_unless(seals.is_granted(one.business_id, at), SealNeeded)
    refuse_unless(is_covered(one, at), KindUncovered, "kind")


def is_covered(one: Permit, at: datetime) -> bool:
    """Whether a licence of the business covers this kind today."""
    licensed = businesses.classes(one.business_id)
    licensed -= businesses.uncovered_classes(one.business_id, tehran_day(at))
    wanted = terms.CLASSES[one.kind]
    return bool(licensed) if wanted is None else wanted in licensed


def check_grantable(one: Permit, at: datetime) -> None:
    """What may have changed since it was sent: seal, licence, days and the delivery limit."""
    check_may_sell(one, at)
    check_days(one, at)


def facts_of(value: Any) -> str:
    """A dated value as one line."""
    return ", ".join(f"{k}: {v}" for k, v in value.items()) if isinstance(value, dict) else value

"""What others may ask about the protection fund."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import Coalesce

from amanat.capabilities.payments import queries as accounts
from amanat.capabilities.people import queries as people
from amanat.capabilities.protection.models import Compensation, Feed, Fund, Recourse
from amanat.capabilities.protection.rules import YEAR, Caps
from amanat.kernel.clock.time import tehran_day
from amanat.kernel.law import parameters as law
from amanat.kernel.ledger import book
from amanat.words.act import Role
from amanat.words.refusal import NotFound

MOST_OPEN = 100
CAP_NAMES = (
    "protection.cap_claim_units",
    "protection.cap_uninsured_units",
    "protection.cap_person_year_units",
)
FEED_NAME = "protection.feed_basis_points"


@dataclass(frozen=True, slots=True)
class Standing:
    """The fund as anybody may see it: no person, no deal."""

    balance_units: int
    fed_units: int
    recovered_units: int
    paid_units: int
    claims: int
    feed_basis_points: int
    caps: Caps
    is_confirmed: bool  # Whether every figure that governs it is settled.


def caps(at: datetime) -> Caps:
    return Caps(*(law.whole(name, at) for name in CAP_NAMES))


def balance_units() -> int:
    """What the fund holds now; never below zero, which the ledger itself refuses."""
    return book.balance(accounts.fund_account_id()).units


def locked_balance_units() -> int:
    """The same, and nobody else pays out of the fund until this transaction ends."""
    Fund.objects.lock(Fund.ONLY)
    return balance_units()


def paid_within_year(person_id: int, at: datetime) -> int:
    """What the fund paid to this person in the year before `at`."""
    found = Compensation.objects.filter(person=person_id, at__gt=at - YEAR)
    return int(found.aggregate(units=Coalesce(Sum("units"), 0))["units"])


def most_for(person_id: int, at: datetime) -> int:
    """The most one claim of this person may cost the fund now, by the caps alone."""
    return caps(at).most(paid_within_year(person_id, at))


def compensated_units(subject: str) -> int:
    """What the fund paid on this subject; zero when it paid nothing."""
    found = Compensation.objects.filter(subject=subject).values_list("units", flat=True).first()
    return found or 0


def fed_units(hold_id: int) -> int:
    """What the fee of this hold brought into the fund; zero when none was taken."""
    found = Feed.objects.filter(hold=hold_id).values_list("units", flat=True).first()
    return found or 0


def compensation(compensation_id: int) -> Compensation:
    return Compensation.objects.get(pk=compensation_id)


def recourses(person_id: int | None) -> QuerySet[Recourse]:
    """Claims against carriers, open ones first, for whoever works in finance; else NotFound."""
    if person_id is None or Role.FINANCE not in people.hats(person_id):
        raise NotFound
    return Recourse.objects.order_by(F("ended_at").asc(nulls_first=True), "pk")


def open_recourses(states: Collection[str]) -> list[Recourse]:
    """Claims that a carrier has not answered, the oldest first."""
    return list(Recourse.objects.filter(state__in=states).order_by("pk")[:MOST_OPEN])


def standing(at: datetime) -> Standing:
    """The figures of the public page, as of now."""
    fed = Feed.objects.aggregate(units=Coalesce(Sum("units"), 0))["units"]
    paid = Compensation.objects.aggregate(units=Coalesce(Sum("units"), 0), count=Count("pk"))
    back = Recourse.objects.aggregate(units=Coalesce(Sum("recovered_units"), 0))["units"]
    rows = [law.row_in_force(name, tehran_day(at)) for name in (*CAP_NAMES, FEED_NAME)]
    return Standing(
        balance_units=balance_units(),
        fed_units=int(fed),
        recovered_units=int(back),
        paid_units=int(paid["units"]),
        claims=paid["count"],
        feed_basis_points=law.whole(FEED_NAME, at),
        caps=caps(at),
        is_confirmed=all(row.status == "confirmed" for row in rows),
    )

"""One deal, its terms, and whose turn it is."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import (
    F,
    Q,
    QuerySet,
)

from amanat.capabilities.deals.models import Deal, DealFile, TermsVersion
from amanat.capabilities.deals.rules import Terms, other, stage_terms
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.people import queries as people
from amanat.capabilities.places import queries as places
from amanat.capabilities.ratings import queries as ratings
from amanat.kernel.questions import question
from amanat.words.act import Role
from amanat.words.codes import read_code
from amanat.words.money import Money
from amanat.words.refusal import NotFound

PAGE_DEALS = 20
RATED_STATES = frozenset(
    {"completed", "refunded", "split_closed", "finished"}
)  # Money moved, and it is over.


def deal_for(person_id: int | None, code: str) -> Deal:
    """The deal with this code and its two sides, for one of them; NotFound for anybody else."""
    known = read_code("D", code)
    found = _with_sides(person_id, known).first() if person_id and known else None
    if found is None:
        raise NotFound
    return found


@question
def _with_sides(person_id: int, code: str) -> QuerySet[Deal]:
    return mine(person_id).select_related("buyer", "seller").filter(code=code)


def mine(person_id: int | None) -> QuerySet[Deal]:
    """Deals this person is a side of, newest first. Object permission lives in this query."""
    if person_id is None:
        return Deal.objects.none()
    return Deal.objects.filter(Q(buyer=person_id) | Q(seller=person_id)).order_by("-pk")


def listed(person_id: int | None) -> QuerySet[Deal]:
    """My deals as a list shows them: a project stands there once, not once for each stage."""
    return mine(person_id).filter(parent=None)


def version_on_table(deal: Deal) -> TermsVersion:
    """The version that was offered last: the one to accept, or the one agreed."""
    return _version(deal.pk, deal.version).get()


@question
def _version(deal_id: int, number: int) -> QuerySet[TermsVersion]:
    return TermsVersion.objects.filter(deal_id=deal_id, number=number)


def versions(deal: Deal) -> list[TermsVersion]:
    return list(TermsVersion.objects.filter(deal=deal).order_by("number"))


def terms(deal: Deal) -> Terms:
    return version_on_table(deal).terms


def bill(of: Terms) -> holds.Bill:
    """What these terms cost each side; a project costs what its stages cost, to the rial."""
    if stages := [bill(one) for one in stage_terms(of)]:
        return holds.sum_of(stages)
    return holds.bill(
        Money(of.price_units),
        basis_points=of.fee_basis_points,
        payer=holds.FeePayer(of.fee_payer),
    )


def share(of: Terms, price_units: int) -> holds.Split:
    """Who gets what when `price_units` of the agreed price is released to the seller."""
    return holds.split(
        bill(of),
        Money(price_units),
        basis_points=of.fee_basis_points,
        payer=holds.FeePayer(of.fee_payer),
    )


def offices_for(deal: Deal, *, most: int) -> list[places.Near]:
    """Post offices near the seller; none while the seller has not said where he is."""
    seller = people.person(deal.seller_id) if deal.seller_id else None
    if seller is None or seller.city_id is None:
        return []
    return places.nearest_offices(seller.city_id, most=most)


def file_of(person_id: int | None, code: str, file_id: int) -> DealFile:
    """A file of a deal, for one of its sides; NotFound for anybody else."""
    link = DealFile.objects.filter(deal=deal_for(person_id, code), file_id=file_id).first()
    if link is None:
        raise NotFound
    return link


def turn(deal: Deal) -> Role | None:
    """Who has to do something now; None when everybody waits for a bank."""
    if deal.state in {"proposed", "countered"}:
        return Role.SELLER if deal.offered_by == Role.BUYER else Role.BUYER
    if deal.state in {"cancel_asked", "stop_asked"}:
        return other(Role(deal.cancel_by))
    if deal.state == "agreed" and deal.awaits_seal:
        return Role.SELLER
    side = {
        "draft": Role(deal.starter_role),
        "agreed": Role.BUYER,
        "part_funded": Role.BUYER,
        "funded": Role.SELLER,
        "shipped": Role.BUYER,
        "inspection": Role.BUYER,
        "disputed": Role.SELLER,
        "review": Role.OFFICER,
        "damage_claim": Role.OFFICER,
        "returning": Role.BUYER,
        "return_sent": Role.SELLER,
        "return_here": Role.SELLER,
    }
    return side.get(deal.state)


def versions_on_table(deals: Sequence[Deal]) -> dict[int, TermsVersion]:
    """The current version of each deal, in one query: deal id → version."""
    found = TermsVersion.objects.filter(
        deal__in=[deal.pk for deal in deals], number=F("deal__version")
    )
    return {version.deal_id: version for version in found}


def waiting_for(person_id: int | None) -> QuerySet[Deal]:
    """Open deals of this person, the most urgent first: what an inbox sorts and groups.

    Of a project its open stages are here, each with its own deadline; not those still to come.
    """
    quiet = DEAL.ends() | {"planned", "under_way"}
    return mine(person_id).exclude(state__in=quiet).order_by(F("due_at").asc(nulls_last=True))


def ratings_of(deal: Deal, person_id: int, at: datetime) -> ratings.Pair | None:
    """The two ratings of an ended deal as this side may see them; None before the end."""
    if deal.ended_at is None or not is_ratable(deal):
        return None
    return ratings.pair(deal.subject, person_id=person_id, ended_at=deal.ended_at, at=at)


def is_ratable(deal: Deal) -> bool:
    """Money moved and it is over; a project is rated once, not once for each stage."""
    if deal.state not in RATED_STATES or deal.parent_id is not None:
        return False
    return deal.state != "finished" or deal.stages.exclude(funded_at=None).exists()


def is_refunding(deal_id: int) -> bool:
    """Whether this deal's money is on its way back to the buyer."""
    return Deal.objects.filter(pk=deal_id, state="refunding").exists()


def is_over(deal_id: int) -> bool:
    """Whether nothing more can happen to this deal."""
    return Deal.objects.filter(pk=deal_id, state__in=DEAL.ends()).exists()


def is_splitting(deal_id: int) -> bool:
    """Whether this deal's money is on its way to both sides."""
    return Deal.objects.filter(pk=deal_id, state="splitting").exists()


def has_split_arrived(deal_id: int) -> bool:
    """Whether both sides of a split deal have their share now."""
    return is_splitting(deal_id) and holds.has_arrived(f"deal:{deal_id}")

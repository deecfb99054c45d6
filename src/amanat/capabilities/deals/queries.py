"""What pages, the API and upper stairs may ask about deals."""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import (
    BigIntegerField,
    Count,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models import Case as Choice
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from amanat.capabilities.deals.models import Case, Deal, DealFile, Offer, TermsVersion
from amanat.capabilities.deals.rules import AWARD as AWARD
from amanat.capabilities.deals.rules import Terms, other
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.notices import queries as notices
from amanat.capabilities.people import queries as people
from amanat.capabilities.places import queries as places
from amanat.capabilities.ratings import queries as ratings
from amanat.words.act import Role
from amanat.words.codes import read_code
from amanat.words.money import Money
from amanat.words.refusal import NotFound
from amanat.words.watchword import Watchword, watchword_from

TOKEN_CHARACTERS = 16  # Eighty bits: an invitation cannot be guessed.
PAGE_DEALS = 20
RATED_STATES = frozenset({"completed", "refunded"})  # Money moved, and it is over.


def deal_for(person_id: int | None, code: str) -> Deal:
    """The deal with this code, if this person is one of its sides; NotFound for anybody else."""
    found = mine(person_id).filter(code=read_code("D", code) or "").first()
    if found is None:
        raise NotFound
    return found


def mine(person_id: int | None) -> QuerySet[Deal]:
    """Deals this person is a side of, newest first. Object permission lives in this query."""
    if person_id is None:
        return Deal.objects.none()
    return Deal.objects.filter(Q(buyer=person_id) | Q(seller=person_id)).order_by("-pk")


def in_review() -> QuerySet[Deal]:
    """Deals that wait for an arbiter, oldest first."""
    return Deal.objects.filter(state="review").order_by("pk")


def deal_in_review(code: str) -> Deal:
    """A deal that waits for an arbiter. The caller has decided that the reader is one."""
    found = in_review().filter(code=read_code("D", code) or "").first()
    if found is None:
        raise NotFound
    return found


def version_on_table(deal: Deal) -> TermsVersion:
    """The version that was offered last: the one to accept, or the one agreed."""
    return TermsVersion.objects.get(deal=deal, number=deal.version)


def versions(deal: Deal) -> list[TermsVersion]:
    return list(TermsVersion.objects.filter(deal=deal).order_by("number"))


def terms(deal: Deal) -> Terms:
    return version_on_table(deal).terms


def bill(of: Terms) -> holds.Bill:
    """What these terms cost each side."""
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


def offer_of(deal: Deal, offer_id: int) -> Offer:
    """An offer on this deal; NotFound for one of another deal."""
    found: Offer | None = deal.offers.filter(pk=offer_id).first()
    if found is None:
        raise NotFound
    return found


def offers(deal: Deal) -> list[Offer]:
    """Every amount that was offered, newest first."""
    return list(deal.offers.order_by("-pk"))


def case(case_id: int) -> Case:
    found: Case | None = Case.objects.filter(pk=case_id).first()
    if found is None:
        raise NotFound
    return found


def case_of(deal: Deal) -> Case | None:
    """The arbiter's case about this deal, when there was one."""
    return Case.objects.filter(deal=deal).first()


def case_on(deal: Deal) -> Case:
    """The same, or NotFound."""
    found = case_of(deal)
    if found is None:
        raise NotFound
    return found


def case_for(officer_id: int | None, code: str) -> Case:
    """The case about the deal with this code, for an officer who may look at it.

    NotFound for everybody else: without the hat, as a side of the deal, or having stood aside.
    """
    found: Case | None = (
        Case.objects.filter(deal__code=read_code("D", code) or "").select_related("deal").first()
    )
    may = officer_id is not None and Role.OFFICER in people.hats(officer_id)
    if found is None or not may or found.deal.role_of(officer_id) is not None:
        raise NotFound
    if is_barred(found, officer_id or 0):
        raise NotFound
    return found


def is_barred(case: Case, person_id: int) -> bool:
    """Whether this officer stood aside, or let the time pass."""
    return case.recusals.filter(officer_id=person_id).exists()


def is_served(case: Case) -> bool:
    """Whether both sides know the ruling: by an SMS that arrived, or a call that was noted."""
    called = set(case.calls.values_list("role", flat=True))
    return all(
        role in called or notices.was_delivered(f"{case.told_by}:{role}")
        for role in (Role.BUYER, Role.SELLER)
    )


def evidence_of(case: Case, file_id: int) -> DealFile:
    """A file of the deal before this case; NotFound for any other file."""
    found = DealFile.objects.filter(deal=case.deal_id, file_id=file_id).first()
    if found is None:
        raise NotFound
    return found


def invited(token: str) -> Deal:
    """The deal behind an invitation; NotFound when there is none."""
    found = Deal.objects.filter(invitation__token_hash=hash_of(token)).first()
    if found is None:
        raise NotFound
    return found


def invitation_token(deal: Deal) -> str:
    """The secret of the invitation link. It can be told again, and only its hash is stored."""
    key = settings.BLIND_KEY.encode()
    mac = hmac.new(key, f"invite:{deal.code}".encode(), hashlib.sha256).digest()
    return base64.b32encode(mac).decode()[:TOKEN_CHARACTERS].lower()


def watchword_of(code: str) -> Watchword:
    """The digits and the phrase of a code as we write it; also for a code no deal has."""
    key = settings.BLIND_KEY.encode()
    return watchword_from(hmac.new(key, f"watchword:{code}".encode(), hashlib.sha256).digest())


def proved(typed_code: str, typed_digits: str) -> Watchword | None:
    """The watchword of a real deal, for whoever has its code and its four digits; otherwise None.

    Both questions are always asked, so that neither the answer nor its time says which was wrong.
    """
    code = read_code("D", typed_code) or ""
    watchword = watchword_of(code)
    is_right = hmac.compare_digest(watchword.digits.encode(), typed_digits.encode())
    is_known = Deal.objects.filter(code=code, version__gt=0).exists()
    return watchword if is_right and is_known else None


def offices_for(deal: Deal, *, most: int) -> list[places.Near]:
    """Post offices near the seller; none while the seller has not said where he is."""
    seller = people.person(deal.seller_id) if deal.seller_id else None
    if seller is None or seller.city_id is None:
        return []
    return places.nearest_offices(seller.city_id, most=most)


def hash_of(token: str) -> bytes:
    return hashlib.sha256(token.strip().lower().encode()).digest()


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
    side = {
        "draft": Role(deal.starter_role),
        "agreed": Role.BUYER,
        "part_funded": Role.BUYER,
        "funded": Role.SELLER,
        "shipped": Role.BUYER,
        "inspection": Role.BUYER,
        "disputed": Role.SELLER,
        "review": Role.OFFICER,
    }
    return side.get(deal.state)


def versions_on_table(deals: Sequence[Deal]) -> dict[int, TermsVersion]:
    """The current version of each deal, in one query: deal id → version."""
    found = TermsVersion.objects.filter(
        deal__in=[deal.pk for deal in deals], number=F("deal__version")
    )
    return {version.deal_id: version for version in found}


def waiting_for(person_id: int | None) -> QuerySet[Deal]:
    """Open deals of this person, the most urgent first: what an inbox sorts and groups."""
    return mine(person_id).exclude(state__in=DEAL.ends()).order_by(F("due_at").asc(nulls_last=True))


def ratings_of(deal: Deal, person_id: int, at: datetime) -> ratings.Pair | None:
    """The two ratings of an ended deal as this side may see them; None before the end."""
    if deal.state not in RATED_STATES or deal.ended_at is None:
        return None
    return ratings.pair(deal.subject, person_id=person_id, ended_at=deal.ended_at, at=at)


@dataclass(frozen=True, slots=True)
class Journey:
    """How many funded deals went from one city to another; None where a city is not known."""

    origin: int | None
    destination: int | None
    count: int


def journeys(since: datetime, at: datetime) -> list[Journey]:
    """Where funded deals came from and went to: from the seller's city to the one agreed."""
    rows = (
        Deal.objects.filter(funded_at__gt=since, funded_at__lte=at)
        .values_list("seller__city", Coalesce("city", "buyer__city"))
        .annotate(count=Count("pk"))
        .order_by()
    )
    return [Journey(*row) for row in rows]


def prices_by_band(since: datetime, at: datetime, bands: Sequence[int]) -> list[int]:
    """How many funded deals had a price below each bound, each deal once; last those above all."""
    price = Cast(KeyTextTransform("price_units", "body"), BigIntegerField())
    which = Choice(
        *(When(price__lt=bound, then=Value(place)) for place, bound in enumerate(bands)),
        default=Value(len(bands)),
        output_field=IntegerField(),
    )
    rows = (
        TermsVersion.objects.filter(
            deal__funded_at__gt=since, deal__funded_at__lte=at, number=F("deal__version")
        )
        .annotate(price=price)
        .annotate(band=which)
        .values_list("band")
        .annotate(count=Count("pk"))
        .order_by()
    )
    found = dict(rows)
    return [found.get(place, 0) for place in range(len(bands) + 1)]


def is_refunding(deal_id: int) -> bool:
    """Whether this deal's money is on its way back to the buyer."""
    return Deal.objects.filter(pk=deal_id, state="refunding").exists()


def is_splitting(deal_id: int) -> bool:
    """Whether this deal's money is on its way to both sides."""
    return Deal.objects.filter(pk=deal_id, state="splitting").exists()


def has_split_arrived(deal_id: int) -> bool:
    """Whether both sides of a split deal have their share now."""
    return is_splitting(deal_id) and holds.has_arrived(f"deal:{deal_id}")

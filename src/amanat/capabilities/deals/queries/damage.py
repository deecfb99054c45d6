"""Packing, claims and returns; the facts of a claim, and what the table makes of them."""

import hashlib
import hmac
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet

from amanat.capabilities.deals.models import Claim, Deal, DealFile, Packing, Return
from amanat.capabilities.deals.queries.reading import share, terms
from amanat.capabilities.deals.refusals import NothingTravels
from amanat.capabilities.deals.rules import (
    DamageRow,
    Delivery,
    Facts,
    Outcome,
    Terms,
    decide,
    made_good_units,
    missing_proofs,
    released_units,
)
from amanat.capabilities.people import queries as people
from amanat.capabilities.protection import queries as protection
from amanat.kernel.questions import question
from amanat.words.act import Role
from amanat.words.codes import read_code
from amanat.words.refusal import NotFound, refuse_unless
from amanat.words.watchword import Watchword, watchword_from

WAITING = ("hearing", "short", "proposed")  # For an officer.


@dataclass(frozen=True, slots=True)
class Remedy:
    """What the table says of these facts, in rial: who gets what, and what the fund pays."""

    row: DamageRow
    price_units: int = 0  # Of the price, released to the seller from escrow.
    fund_units: int = 0  # Paid to the seller from the fund.
    return_freight_by: str = ""


def travels(of: Terms) -> bool:
    """Whether a parcel goes from one to the other."""
    return of.delivery != Delivery.ONLINE


def check_carried(deal: Deal) -> None:
    """Only what a carrier takes is packed, lost, or harmed on the way."""
    refuse_unless(terms(deal).is_carried, NothingTravels)


def check_travels(deal: Deal) -> None:
    refuse_unless(travels(terms(deal)), NothingTravels)


def packing_word(code: str) -> Watchword:
    """The word of this deal that the seller writes on the parcel: nobody can know it before."""
    key = settings.BLIND_KEY.encode()
    return watchword_from(hmac.new(key, f"packing:{code}".encode(), hashlib.sha256).digest())


def packing_of(deal: Deal) -> Packing | None:
    """How the parcel was packed, as the seller showed it last."""
    return Packing.objects.filter(deal=deal).order_by("-pk").first()


def return_of(deal: Deal) -> Return | None:
    """The latest return of this deal."""
    return Return.objects.filter(deal=deal).order_by("-pk").first()


def is_lost(deal: Deal) -> bool:
    """Whether nobody confirmed an arrival in the carrier's time, and no claim was made of it yet."""
    waits = deal.state == "disputed" and deal.lost_at is not None and deal.received_at is None
    return waits and claim_of(deal) is None


def claim_of(deal: Deal) -> Claim | None:
    """The claim about this deal, when there was one."""
    return _claim(deal.pk).first()


@question
def _claim(deal_id: int) -> QuerySet[Claim]:
    return Claim.objects.filter(deal_id=deal_id)


def claim_on(deal: Deal) -> Claim:
    """The same, or NotFound."""
    found = claim_of(deal)
    if found is None:
        raise NotFound
    return found


def claim(claim_id: int) -> Claim:
    found: Claim | None = Claim.objects.filter(pk=claim_id).first()
    if found is None:
        raise NotFound
    return found


def claims_waiting(officer_id: int | None) -> QuerySet[Claim]:
    """Claims that wait for an officer, the most urgent first; NotFound without the hat."""
    if officer_id is None or Role.OFFICER not in people.hats(officer_id):
        raise NotFound
    return claims_in(WAITING).exclude(deal__buyer=officer_id).exclude(deal__seller=officer_id)


def claims_in(states: Collection[str]) -> QuerySet[Claim]:
    """Claims at these steps with their deals, the most urgent first."""
    found = Claim.objects.filter(state__in=states).select_related("deal")
    return found.order_by(F("due_at").asc(nulls_last=True), "pk")


def claim_for(officer_id: int | None, code: str) -> Claim:
    """The claim about the deal with this code, for an officer who is no side of it."""
    may = officer_id is not None and Role.OFFICER in people.hats(officer_id)
    found: Claim | None = (
        Claim.objects.filter(deal__code=read_code("D", code) or "").select_related("deal").first()
    )
    if found is None or not may or found.deal.role_of(officer_id) is not None:
        raise NotFound
    return found


def claim_file(claim: Claim, file_id: int) -> DealFile:
    """A file of the deal behind this claim; NotFound for any other file."""
    found = DealFile.objects.filter(deal=claim.deal_id, file_id=file_id).first()
    if found is None:
        raise NotFound
    return found


def proofs_of(claim: Claim) -> dict[str, int | None]:
    """The three pictures: name → file, None where one is missing."""
    return {"box": claim.box_id, "label": claim.label_id, "item": claim.item_id}


def facts_of(claim: Claim, **confirmed: Any) -> Facts:
    """What the house knows of a claim, with what an officer confirms of it."""
    agreed = terms(claim.deal)
    return Facts(
        kind=claim.kind,
        price_units=agreed.price_units,
        chosen_by=agreed.more.get("carrier_by", "seller"),
        is_complete=not missing_proofs(proofs_of(claim)),
        **confirmed,
    )


def remedy_of(deal: Deal, facts: Facts, *, balance_units: int, at: datetime) -> Remedy:
    """What the table makes of these facts while the fund holds `balance_units`."""
    row = decide(facts)
    if row.outcome is Outcome.GOES_BACK:
        return Remedy(row, return_freight_by=Role.SELLER.value)
    if row.outcome is Outcome.INTACT:
        return Remedy(row, price_units=facts.price_units)
    if row.outcome is not Outcome.MADE_GOOD:
        return Remedy(row)
    caps, most = protection.caps(at), protection.most_for(deal.seller_id or 0, at)
    made_good = made_good_units(facts, claim_cap=most, uninsured_cap=caps.uninsured_units)
    fund_units = share(terms(deal), made_good).paid_units
    row = decide(replace(facts, is_fund_short=fund_units > balance_units))
    return Remedy(row, released_units(facts, made_good), fund_units)

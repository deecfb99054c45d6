"""From an offer to the terms of its contract: everything frozen that a formula needs later."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from amanat.capabilities.contracts.refusals import NotYourOffer, OfferOver
from amanat.capabilities.contracts.rules import clauses, terms
from amanat.capabilities.permits import queries as permits
from amanat.capabilities.presale import queries as presale
from amanat.kernel.law import parameters as law
from amanat.words.moments import tehran_day
from amanat.words.refusal import refuse_unless
from amanat.words.text import Text

ASSIGN_DAYS = "contract.assign_working_days"
OFFERED = "offered"
CONFIRMED = law.Status.CONFIRMED
RULES = ("vehicle.delay.convention", "vehicle.withdrawal")
RULES_OF = {"vehicle": ("vehicle.methods", "vehicle.delay", "vehicle.price_share")}
RULES_OF_OTHERS = ("permit.methods", "permit.delay")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a buyer reads before signing: the terms, the clauses, and the hash of both."""

    offer: presale.Offer
    permit: permits.Permit
    terms: terms.Terms
    clauses: list[Text]
    text: str
    sha256: str


def draft(offer_id: int, buyer_id: int | None, at: datetime) -> Draft:
    """The contract of an open offer, for whom it was made; OfferOver when it is over."""
    offer = presale.offer(offer_id)
    refuse_unless(buyer_id in (None, offer.buyer_id), NotYourOffer)
    refuse_unless(offer.state == OFFERED, OfferOver)
    return draft_of(offer, permits.in_force(offer.permit_id, at), at)


def draft_of(offer: presale.Offer, permit: permits.Permit, at: datetime) -> Draft:
    """The same contract for everybody who reads it on the same day."""
    agreed = terms_of(offer, permit, tehran_day(at))
    said = clauses.clauses(agreed)
    text = terms.canonical(terms.content_of(agreed, said))
    return Draft(offer, permit, agreed, said, text, terms.sha256_of(text))


def terms_of(offer: presale.Offer, permit: permits.Permit, day: date) -> terms.Terms:
    """The rules of this day and the price of this offer, together."""
    said = permits.terms(permit.pk, day)
    price = offer.price_units * offer.units
    shares = [(one["basis_points"], one["months"]) for one in said.instalments]
    found = permits.late_set(day, said.kind)
    late = found.by_method[permits.Method(said.method)]
    leaving = permits.withdrawal_terms(permit, day)
    return terms.Terms(
        permit=said.code,
        campaign=str(offer.campaign_id or ""),
        offer=str(offer.pk),
        business=permit.business.code,
        business_name=permit.business.name,
        kind=said.kind,
        title=said.title,
        method=said.method,
        quantity=offer.units,
        price_units=price,
        price_fixed_at=said.price_fixed_at,
        parts=terms.parts_of(price, shares, day),
        contract_day=day,
        delivery_day=permits.latest_delivery_of(permit, day),
        late=terms.Lateness(
            late.monthly, late.tenor, int(permits.convention(day)["month_days"]), found.name
        ),
        exit=terms.Exit(leaving.annual, leaving.free_months, leaving.repay_days, leaving.year_days),
        participation_annual=participation(said.method, said.participation_basis_points),
        most_assignments=min(
            offer.campaign.assignments_allowed if offer.campaign else 0, terms.MOST_ASSIGNMENTS
        ),
        assign_days=int(law.row_in_force(ASSIGN_DAYS, day).value),
        unconfirmed=unconfirmed(said.kind, day),
    )


def participation(method: str, basis_points: int) -> Fraction:
    """Only partners in production earn until the delivery."""
    is_partner = method == permits.Method.PARTNERSHIP
    return Fraction(basis_points, terms.WHOLE_SHARE) if is_partner else Fraction(0)


def unconfirmed(kind: str, day: date) -> tuple[str, ...]:
    """The dated rules inside these terms that nobody has confirmed as law."""
    rows = law.rows_in_force((*RULES, *RULES_OF.get(kind, RULES_OF_OTHERS), ASSIGN_DAYS), day)
    return tuple(sorted(name for name, one in rows.items() if one.status != CONFIRMED))

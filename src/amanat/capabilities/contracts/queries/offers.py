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
    """What a buyer reads before signing: the terms, the clauses, the hash of both; and what the
    contract has to know of its offer and its permit."""

    offer_id: int
    campaign_id: int | None
    buyer_id: int
    pay_by: datetime
    stock_hold_id: int
    permit_id: int
    business_id: int
    stock_account_id: int
    sold_account_id: int
    terms: terms.Terms
    clauses: list[Text]
    text: str
    sha256: str


def draft(offer_id: int, buyer_id: int | None, at: datetime) -> Draft:
    """The contract of an open offer, for whom it was made; OfferOver when it is over.

    The rules of the day and the price of the offer: the same for whoever reads it on one day.
    """
    offer = presale.offer(offer_id)
    refuse_unless(buyer_id in (None, offer.buyer_id), NotYourOffer)
    pay_by = offer.due_at if offer.state == OFFERED else None
    if pay_by is None or pay_by <= at:
        raise OfferOver
    permit = permits.in_force(offer.permit_id, at)
    day = tehran_day(at)
    agreed = terms_of(offer_id, day)
    said = clauses.clauses(agreed)
    text = terms.canonical(terms.content_of(agreed, said))
    return Draft(
        offer_id=offer.pk, campaign_id=offer.campaign_id, buyer_id=offer.buyer_id,
        pay_by=pay_by, stock_hold_id=offer.stock_hold_id, permit_id=permit.pk,
        business_id=permit.business_id, stock_account_id=permit.stock_account_id or 0,
        sold_account_id=permit.sold_account_id or 0, terms=agreed, clauses=said, text=text,
        sha256=terms.sha256_of(text),
    )  # fmt: skip


def terms_of(offer_id: int, day: date) -> terms.Terms:
    """The rules of this day and the price of this offer, together."""
    offer = presale.offer(offer_id)
    permit = permits.permit(offer.permit_id)
    said = permits.terms(permit.pk, day)
    price = offer.price_units * offer.units
    shares = [(one["basis_points"], one["months"]) for one in said.instalments]
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
        late=lateness(said.kind, said.method, day),
        exit=exit_of(permit.pk, day),
        participation_annual=participation(said.method, said.participation_basis_points),
        most_assignments=min(offer.campaign.assignments_allowed, terms.MOST_ASSIGNMENTS),
        assign_days=int(law.row_in_force(ASSIGN_DAYS, day).value),
        unconfirmed=unconfirmed(said.kind, day),
    )


def lateness(kind: str, method: str, day: date) -> terms.Lateness:
    """What a month of delay costs by the set of the contract's day."""
    found = permits.late_set(day, kind)
    late = found.by_method[permits.Method(method)]
    month_days = int(permits.convention(day)["month_days"])
    return terms.Lateness(late.monthly, late.tenor, month_days, found.name)


def exit_of(permit_id: int, day: date) -> terms.Exit:
    """What leaving gives, by the permit's own rate and the set of the contract's day."""
    said = permits.withdrawal_terms(permits.permit(permit_id), day)
    return terms.Exit(said.annual, said.free_months, said.repay_days, said.year_days)


def participation(method: str, basis_points: int) -> Fraction:
    """Only partners in production earn until the delivery."""
    is_partner = method == permits.Method.PARTNERSHIP
    return Fraction(basis_points, terms.WHOLE_SHARE) if is_partner else Fraction(0)


def unconfirmed(kind: str, day: date) -> tuple[str, ...]:
    """The dated rules inside these terms that nobody has confirmed as law."""
    rows = law.rows_in_force((*RULES, *RULES_OF.get(kind, RULES_OF_OTHERS), ASSIGN_DAYS), day)
    return tuple(sorted(name for name, one in rows.items() if one.status != CONFIRMED))

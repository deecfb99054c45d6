"""Offers of an amount: the two settle their quarrel between themselves, and the money moves."""

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.actions.settle import settle
from amanat.capabilities.deals.events import (
    OfferAccepted,
    OfferLapsed,
    OfferMade,
    OfferRefused,
    OfferReplaced,
)
from amanat.capabilities.deals.models import Deal, Offer
from amanat.capabilities.deals.refusals import (
    OfferStale,
    SameOffer,
    TextTooLong,
    TooManyOffers,
)
from amanat.capabilities.deals.rules import (
    APPROVE,
    LONGEST_MESSAGE,
    MOST_OFFERS,
    NEGOTIABLE,
    check_return,
    check_share,
)
from amanat.capabilities.people import actions as people
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.persian import normalise
from amanat.words.refusal import NotYours, WrongState, refuse_unless


@atomic
def make_offer(
    act: Act, *, deal_id: int, price_units: int, words: str = "", return_freight_by: str = ""
) -> Offer:
    """Offer what the goods are worth now; the offer that was on the table is replaced.

    Nothing released is a full refund, the whole price a full release. With a payer of the freight
    it is an offer to send the goods back, and all the money after them. When money may go to the
    seller by this, the buyer needs a fresh one-time code, as for approving.
    """
    deal = _negotiating(act, deal_id)
    check_share(price_units, queries.terms(deal).price_units)
    check_return(price_units, return_freight_by)
    if return_freight_by:
        queries.check_travels(deal)
    words = normalise(words)
    refuse_unless(len(words) <= LONGEST_MESSAGE, TextTooLong, "words", most=LONGEST_MESSAGE)
    refuse_unless(deal.offers.count() < MOST_OFFERS, TooManyOffers, most=MOST_OFFERS)
    now = deal.offers.filter(state="open").first()
    if now is not None:
        is_same = (now.price_units, now.return_freight_by) == (price_units, return_freight_by)
        refuse_unless(not is_same, SameOffer, "price_units")
        replace_offer(act, offer_id=now.pk)
    _confirm(act, deal, price_units)
    offer = Offer(
        deal=deal, role=act.role, price_units=price_units, words=words, at=act.at,
        return_freight_by=return_freight_by,
    )  # fmt: skip
    due_at = act.at + law.hours("deal.offer_hours", act.at)
    event = OfferMade(deal.pk, act.role, price_units)
    move(act, offer, "make_offer", event, due_at=due_at)
    return offer


@atomic
def accept_offer(act: Act, *, offer_id: int) -> Deal:
    """The other side says yes: the money moves at once, or the goods begin to go back."""
    deal, offer = _answering(act, offer_id)
    _confirm(act, deal, offer.price_units)
    offer.answered_at = act.at
    move(act, offer, "accept_offer", OfferAccepted(deal.pk, act.role))
    return settle(
        act, deal_id=deal.pk, price_units=offer.price_units, how="agreement",
        return_freight_by=offer.return_freight_by,
    )  # fmt: skip


@atomic
def refuse_offer(act: Act, *, offer_id: int) -> Deal:
    """The other side says no; the quarrel and its deadline go on."""
    deal, offer = _answering(act, offer_id)
    offer.answered_at = act.at
    move(act, offer, "refuse_offer", OfferRefused(deal.pk, act.role))
    return deal


@atomic
def replace_offer(act: Act, *, offer_id: int) -> Offer:
    """Another amount takes the place of this one."""
    deal = _negotiating(act, _deal_of(offer_id))
    offer = Offer.objects.lock(offer_id)
    offer.answered_at = act.at
    move(act, offer, "replace_offer", OfferReplaced(deal.pk))
    return offer


@atomic
def lapse_offer(act: Act, *, offer_id: int) -> Offer:
    """Nobody answered in time; no money moves."""
    deal = Deal.objects.lock(_deal_of(offer_id))
    offer = Offer.objects.lock(offer_id)
    offer.answered_at = act.at
    move(act, offer, "lapse_offer", OfferLapsed(deal.pk))
    return offer


def _deal_of(offer_id: int) -> int:
    found = Offer.objects.filter(pk=offer_id).values_list("deal_id", flat=True).first()
    refuse_unless(found is not None, OfferStale)
    return found or 0


def _negotiating(act: Act, deal_id: int) -> Deal:
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    refuse_unless(act.role in {Role.BUYER, Role.SELLER}, NotYours)
    refuse_unless(deal.state in NEGOTIABLE, WrongState)
    return deal


def _answering(act: Act, offer_id: int) -> tuple[Deal, Offer]:
    """Only the side that did not offer answers, and only while the offer is on the table."""
    deal = _negotiating(act, _deal_of(offer_id))
    offer = Offer.objects.lock(offer_id)
    refuse_unless(offer.role != act.role, NotYours)
    is_in_time = offer.due_at is not None and act.at < offer.due_at
    refuse_unless(offer.state == "open" and is_in_time, OfferStale)
    return deal, offer


def _confirm(act: Act, deal: Deal, price_units: int) -> None:
    """The buyer's word that lets money go to the seller is confirmed by a one-time code."""
    if act.role is Role.BUYER and price_units:
        people.spend_confirmation(act, purpose=APPROVE, subject=deal.code)

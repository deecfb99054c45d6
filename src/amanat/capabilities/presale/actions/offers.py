"""Offers: units of the permit's stock held for one buyer, until paid for or passed on."""

from datetime import datetime, timedelta

import structlog

from amanat.capabilities.payments import queries as payments
from amanat.capabilities.permits import queries as permits
from amanat.capabilities.presale import queries
from amanat.capabilities.presale.events import (
    PresaleOfferDeclined,
    PresaleOfferExtended,
    PresaleOfferLapsed,
    PresaleOfferMade,
    PresaleOfferSigned,
    PresaleOfferTaken,
)
from amanat.capabilities.presale.models import Campaign, DrawnSeat, PresaleOffer
from amanat.capabilities.presale.refusals import OfferBeingPaid, OfferTooLate, StillSuspended
from amanat.capabilities.presale.states import DRAWN, OFFERED
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, Refused, WrongState, refuse_unless

OFFERED_AT_ONCE = 200
MOST_ROUNDS = 50
HEARD_WITHIN = timedelta(minutes=15)  # A contract hears of a payment that is there.
say = structlog.get_logger("offers")


@atomic
def offer_to(
    act: Act,
    *,
    campaign_id: int,
    buyer_id: int,
    stock_hold_id: int,
    units: int = 1,
    price_units: int | None = None,
    ticket: str = "",
    place: int | None = None,
    pay_by: datetime | None = None,
) -> PresaleOffer:
    """PresaleOffer a buyer units that the ledger already holds for them, to be paid for in time.

    Without a price it is the one the campaign has now.
    """
    campaign = queries.campaign(campaign_id)
    if price_units is None:
        price_units = queries.price(campaign_id, campaign.price_n)
    until = pay_by or act.at + timedelta(hours=campaign.pay_hours)
    offer = PresaleOffer(
        campaign=campaign, permit_id=campaign.permit_id, buyer_id=buyer_id, units=units,
        price_units=price_units, stock_hold_id=stock_hold_id, ticket=ticket, place=place,
        offered_at=act.at,
    )  # fmt: skip
    event = PresaleOfferMade(campaign_id, buyer_id, units, price_units, until.isoformat())
    move(act.wearing(Role.HOUSE), offer, "offer_to", event, due_at=until)
    return offer


@atomic
def offer_round(act: Act, *, campaign_id: int, most: int = OFFERED_AT_ONCE) -> int:
    """PresaleOffer free seats of a drawn lottery to the next in line; how many offers were made.

    One round is one transaction: killed in the middle, nothing of it happened; called again, it
    goes on where the last one stopped.
    """
    campaign = Campaign.objects.lock(campaign_id)
    refuse_unless(campaign.state == DRAWN, WrongState)
    permit = permits.in_force(campaign.permit_id, act.at)
    free = campaign.total_seats - queries.live_offers(campaign_id)
    waiting = DrawnSeat.objects.filter(campaign_id=campaign_id, is_offered=False)
    following = list(waiting.order_by("place")[: max(0, min(free, most))])
    if not following:
        return 0
    assert permit.stock_account_id and permit.sold_account_id, "A permit in force has its stock."
    holds = [
        book.Hold(number, permit.stock_account_id, permit.sold_account_id, None,
                  seat.person_id, 1)
        for number, seat in zip(book.next_ids(len(following)), following, strict=True)
    ]  # fmt: skip
    book.write(act, *holds, key=f"campaign:{campaign_id}:offers:{holds[0].hold_id}")
    prices = {one.n: one.units for one in queries.prices(campaign_id)}
    for seat, hold in zip(following, holds, strict=True):
        offer_to(
            act, campaign_id=campaign_id, buyer_id=seat.person_id, stock_hold_id=hold.hold_id,
            price_units=prices[seat.price_n], ticket=seat.ticket, place=seat.place,
        )  # fmt: skip
    DrawnSeat.objects.filter(pk__in=[seat.pk for seat in following]).update(is_offered=True)
    return len(following)


def run_offers(act: Act, most_rounds: int = MOST_ROUNDS) -> int:
    """The worker's round over all drawn lotteries; how many offers were made."""
    made = 0
    for campaign_id in queries.to_offer():
        for _ in range(most_rounds):
            count = _round(act, campaign_id)
            made += count
            if not count:
                break
    return made


def _round(act: Act, campaign_id: int) -> int:
    try:
        return offer_round(act, campaign_id=campaign_id)
    except Refused as no:
        say.info("offers wait", campaign=campaign_id, refusal=no.code)
        return 0


@atomic
def sign_offer(act: Act, *, presale_offer_id: int, subject: str) -> PresaleOffer:
    """A contract is signed on this offer: `subject` is what its buyer pays for."""
    offer = PresaleOffer.objects.lock(presale_offer_id)
    refuse_unless(offer.due_at is None or act.at < offer.due_at, OfferTooLate)
    refuse_unless(not offer.subject or offer.subject == subject, WrongState)
    offer.subject = subject
    move(act, offer, "sign_offer", PresaleOfferSigned(subject), due_at=offer.due_at)
    return offer


@atomic
def take_offer(act: Act, *, presale_offer_id: int) -> PresaleOffer:
    """Its contract is paid: the caller's batch moved the held units to the sold ones.

    Also after the time to pay, when the bank's answer came late: the offer had waited for it.
    """
    offer = PresaleOffer.objects.lock(presale_offer_id)
    event = PresaleOfferTaken(offer.campaign_id, offer.buyer_id)
    move(act, offer, "take_offer", event)
    return offer


@atomic
def decline_offer(act: Act, *, presale_offer_id: int) -> PresaleOffer:
    """The buyer does not want it; it goes on to the next."""
    offer = PresaleOffer.objects.lock(presale_offer_id)
    refuse_unless(offer.buyer_id == act.by, NotFound)
    _not_being_paid(act, offer)
    move(act, offer, "decline_offer", PresaleOfferDeclined(offer.campaign_id, offer.buyer_id))
    _free(act, offer)
    return offer


@atomic
def lapse_offer(act: Act, *, presale_offer_id: int) -> PresaleOffer:
    """The time to pay has passed. While the bank is answering, the offer waits for its answer."""
    offer = PresaleOffer.objects.lock(presale_offer_id)
    _not_being_paid(act, offer)
    refuse_unless(queries.permit_sells(offer.permit_id, act.at), StillSuspended)
    move(act, offer, "lapse_offer", PresaleOfferLapsed(offer.campaign_id, offer.buyer_id))
    _free(act, offer)
    return offer


@atomic
def extend_offers(act: Act, *, permit_id: int) -> None:
    """The permit is in force again: whoever could not pay meanwhile has the whole time anew."""
    for offer_id in PresaleOffer.objects.filter(permit_id=permit_id, state=OFFERED).values_list(
        "pk", flat=True
    ):
        extend_offer(act, presale_offer_id=offer_id)


@atomic
def extend_offer(act: Act, *, presale_offer_id: int) -> PresaleOffer:
    """Give an open offer the campaign's whole time to pay, from now on."""
    offer = PresaleOffer.objects.lock(presale_offer_id)
    until = act.at + timedelta(hours=queries.campaign(offer.campaign_id).pay_hours)
    move(act, offer, "extend_offer", PresaleOfferExtended(until.isoformat()), due_at=until)
    return offer


def _not_being_paid(act: Act, offer: PresaleOffer) -> None:
    """Refuse while a payment for it is at the bank, or has just come and is not in the contract.

    What came longer ago is a part of a first instalment that never became whole.
    """
    if not offer.subject:
        return
    fresh = payments.payments_of(offer.subject).filter(
        state="paid", paid_at__gt=act.at - HEARD_WITHIN
    )
    is_paid = fresh.exists()
    refuse_unless(not is_paid and not payments.is_subject_being_paid(offer.subject), OfferBeingPaid)


def _free(act: Act, offer: PresaleOffer) -> None:
    """The held units are free again; no step when the ledger let them go by itself."""
    state = book.hold_state(offer.stock_hold_id)
    if state.open_units:
        step = book.Step(offer.stock_hold_id, state.turns + 1, book.StepKind.REFUND)
        book.write(act, step, key=f"offer:{offer.pk}:free")

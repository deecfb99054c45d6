"""Two people settle their quarrel by an amount: offered, answered, moved at once, to the rial."""

import pytest

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals.refusals import (
    OfferStale,
    SameOffer,
    ShareOutOfRange,
    TooManyOffers,
)
from amanat.capabilities.escrow import actions as escrow
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.escrow.queries import Split
from amanat.capabilities.escrow.refusals import SplitDoesNotAddUp
from amanat.capabilities.payments import queries as money
from amanat.capabilities.people.refusals import CodeNeeded
from amanat.config.demo.player import Player
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.refusal import NotYours, WrongState
from stories.quarrel import DAY, HOUR, PRICE, SECOND, Quarrel

#  Two hundred million released: fee two million, a million each; the rest goes back.
CUT = 200_000_000
SHARES = (199_000_000, 2_000_000, 120_600_000)


@pytest.fixture
def quarrel(play: Player) -> Quarrel:
    return Quarrel(play)


def test_a_price_cut_pays_both_sides_to_the_rial(quarrel: Quarrel) -> None:
    deal = quarrel.disputed()
    offer = quarrel.offer(deal, quarrel.buyer, CUT)
    deal = quarrel.accept(offer, quarrel.seller)
    assert deal.state == "splitting"
    assert quarrel.counted(deal) == SHARES
    quarrel.ends(deal, "split_closed")
    assert quarrel.counted(deal) == SHARES


def test_a_price_cut_is_open_during_inspection_too(quarrel: Quarrel) -> None:
    deal = quarrel.inspected()
    offer = quarrel.offer(deal, quarrel.seller, CUT)
    deal = quarrel.accept(offer, quarrel.buyer)
    quarrel.ends(deal, "split_closed")
    assert quarrel.counted(deal) == SHARES


def test_an_offer_to_return_everything_takes_no_fee(quarrel: Quarrel) -> None:
    deal = quarrel.disputed()
    deal = quarrel.accept(quarrel.offer(deal, quarrel.buyer, 0), quarrel.seller)
    quarrel.ends(deal, "refunded")
    assert quarrel.counted(deal) == (0, 0, 321_600_000)


def test_an_offer_to_release_everything_is_an_approval(quarrel: Quarrel) -> None:
    deal = quarrel.disputed()
    deal = quarrel.accept(quarrel.offer(deal, quarrel.seller, PRICE), quarrel.buyer)
    assert deal.state == "accepted"
    quarrel.ends(deal, "completed")
    assert quarrel.counted(deal) == (318_400_000, 3_200_000, 0)


def test_a_counter_offer_replaces_the_first_which_is_then_stale(quarrel: Quarrel) -> None:
    deal = quarrel.disputed()
    first = quarrel.offer(deal, quarrel.seller, 300_000_000)
    second = quarrel.offer(deal, quarrel.buyer, CUT)
    first.refresh_from_db()
    assert (first.state, second.state) == ("replaced", "open")
    with pytest.raises(OfferStale):
        deals.accept_offer(quarrel.buyer, offer_id=first.pk)
    with pytest.raises(SameOffer):
        deals.make_offer(quarrel.seller, deal_id=deal.pk, price_units=CUT)


def test_only_the_other_side_answers_an_offer(quarrel: Quarrel) -> None:
    deal = quarrel.disputed()
    offer = quarrel.offer(deal, quarrel.seller, CUT)
    stranger = quarrel.person("رهگذر")
    for nobody in (quarrel.seller, quarrel.act(stranger, Role.BUYER)):
        with pytest.raises(NotYours):
            deals.accept_offer(nobody, offer_id=offer.pk)
        with pytest.raises(NotYours):
            deals.refuse_offer(nobody, offer_id=offer.pk)
    assert holds.position(deal.subject).held_units == 321_600_000


def test_a_refused_offer_moves_nothing_and_the_deadline_stands(quarrel: Quarrel) -> None:
    deal = quarrel.disputed()
    offer = quarrel.offer(deal, quarrel.seller, CUT)
    deals.refuse_offer(quarrel.buyer, offer_id=offer.pk)
    after = quarrel.play.fresh(deal)
    assert (after.state, after.due_at) == ("disputed", deal.due_at)
    with pytest.raises(OfferStale):
        deals.accept_offer(quarrel.buyer, offer_id=offer.pk)


def test_an_offer_holds_for_two_days_to_the_second(quarrel: Quarrel) -> None:
    deal = quarrel.disputed()
    offer = quarrel.offer(deal, quarrel.buyer, 0)
    assert offer.due_at == offer.at + 48 * HOUR
    late = Act(quarrel.reza.pk, Role.SELLER, offer.at + 48 * HOUR)
    with pytest.raises(OfferStale):
        deals.accept_offer(late, offer_id=offer.pk)
    in_time = Act(quarrel.reza.pk, Role.SELLER, offer.at + 48 * HOUR - SECOND)
    assert deals.accept_offer(in_time, offer_id=offer.pk).state == "refunding"


def test_an_offer_nobody_answers_lapses_and_the_quarrel_goes_on(quarrel: Quarrel) -> None:
    deal = quarrel.disputed()
    offer = quarrel.offer(deal, quarrel.seller, CUT)
    quarrel.play.wait(49 * HOUR)
    offer.refresh_from_db()
    assert (offer.state, quarrel.play.fresh(deal).state) == ("lapsed", "disputed")


def test_the_two_have_72_hours_before_an_arbiter_looks(quarrel: Quarrel) -> None:
    deal = quarrel.disputed()
    assert deal.due_at == deal.problems.get().at + 72 * HOUR
    quarrel.play.wait(deal.due_at - clock.now() - SECOND)
    assert quarrel.play.fresh(deal).state == "disputed"
    quarrel.play.wait(2 * SECOND)
    assert quarrel.play.fresh(deal).state == "review"


def test_an_offer_ends_with_the_quarrel(quarrel: Quarrel) -> None:
    deal = quarrel.disputed()
    offer = quarrel.offer(deal, quarrel.buyer, CUT)
    quarrel.play.give_back(deal, quarrel.reza)
    offer.refresh_from_db()
    assert offer.state == "lapsed"
    with pytest.raises(WrongState):
        deals.accept_offer(quarrel.seller, offer_id=offer.pk)


def test_the_buyer_lets_money_go_only_with_a_code(quarrel: Quarrel) -> None:
    deal = quarrel.disputed()
    with pytest.raises(CodeNeeded):
        deals.make_offer(quarrel.buyer, deal_id=deal.pk, price_units=CUT)
    offer = quarrel.offer(deal, quarrel.seller, CUT)
    with pytest.raises(CodeNeeded):
        deals.accept_offer(quarrel.buyer, offer_id=offer.pk)
    assert quarrel.play.fresh(deal).state == "disputed"


@pytest.mark.parametrize("price_units", [-1, PRICE + 1, 10**19])
def test_an_amount_beyond_the_price_is_refused(quarrel: Quarrel, price_units: int) -> None:
    deal = quarrel.disputed()
    with pytest.raises(ShareOutOfRange):
        deals.make_offer(quarrel.seller, deal_id=deal.pk, price_units=price_units)


def test_no_offer_before_the_goods_arrive_or_after_the_end(quarrel: Quarrel) -> None:
    for deal in (quarrel.shipped(), quarrel.agreed()):
        with pytest.raises(WrongState):
            deals.make_offer(quarrel.seller, deal_id=deal.pk, price_units=CUT)


def test_after_twenty_offers_an_arbiter_decides(quarrel: Quarrel) -> None:
    deal = quarrel.disputed()
    for step in range(20):
        deals.make_offer(quarrel.seller, deal_id=deal.pk, price_units=PRICE - step)
    with pytest.raises(TooManyOffers):
        deals.make_offer(quarrel.seller, deal_id=deal.pk, price_units=1)


def test_each_part_of_a_large_deal_goes_back_to_its_own_card(quarrel: Quarrel) -> None:
    """180 million toman in four payments; half is released: two cards are refunded, not four."""
    deal = quarrel.disputed(price_units=1_800_000_000, fee_payer="buyer")
    deal = quarrel.accept(quarrel.offer(deal, quarrel.buyer, 900_000_000), quarrel.seller)
    shares = (900_000_000, 9_000_000, 909_000_000)
    assert quarrel.counted(deal) == shares
    back = [money.refunds_of(part.payment_id).count() for part in holds.plan(deal.subject)]
    assert back == [0, 0, 1, 1]
    quarrel.play.wait(HOUR)
    quarrel.approve_payouts()
    quarrel.ends(deal, "split_closed")
    assert quarrel.counted(deal) == shares


def test_one_side_that_has_arrived_does_not_close_a_split(quarrel: Quarrel) -> None:
    deal = quarrel.disputed()
    deal = quarrel.accept(quarrel.offer(deal, quarrel.buyer, CUT), quarrel.seller)
    quarrel.play.wait(HOUR / 2)
    assert quarrel.play.fresh(deal).state == "splitting", "The payout has not cooled off yet."
    assert not holds.has_arrived(deal.subject)
    quarrel.ends(deal, "split_closed", within=3 * DAY + 10 * DAY)


@pytest.mark.parametrize(
    "share",
    [Split(1, 0, 1), Split(0, 0, 321_600_000), Split(318_400_000, 3_200_000, 0)],
)
def test_a_split_that_does_not_add_up_is_refused(quarrel: Quarrel, share: Split) -> None:
    deal = quarrel.inspected()
    hold = holds.holds_of(deal.subject)[0]
    with pytest.raises(SplitDoesNotAddUp):
        escrow.split(quarrel.act(None, Role.HOUSE), hold_id=hold.pk, share=share)


def test_a_frozen_hold_is_never_split(quarrel: Quarrel) -> None:
    deal = quarrel.disputed()
    hold = holds.holds_of(deal.subject)[0]
    share = Split(199_000_000, 2_000_000, 120_600_000)
    with pytest.raises(WrongState):
        escrow.split(quarrel.act(None, Role.HOUSE), hold_id=hold.pk, share=share)
    with pytest.raises(NotYours):
        escrow.thaw(quarrel.act(None, Role.BANK), hold_id=hold.pk)

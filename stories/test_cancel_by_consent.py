"""Cancelling by consent: asked, agreed, refused or ignored; nobody loses time by a question."""

import pytest

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.refusals import CancelAskedBefore
from amanat.capabilities.escrow import queries as holds
from amanat.config.demo.player import Player, tracking_code
from amanat.words.act import Role
from amanat.words.refusal import NotYours, WrongState
from stories.quarrel import DAY, HOUR, SECOND, Quarrel


@pytest.fixture
def quarrel(play: Player) -> Quarrel:
    return Quarrel(play)


def paid_or_sent(quarrel: Quarrel, state: str) -> Deal:
    return quarrel.funded() if state == "funded" else quarrel.shipped()


@pytest.mark.parametrize("state", ["funded", "shipped"])
@pytest.mark.parametrize("asker", ["buyer", "seller"])
def test_both_want_to_cancel_and_all_money_goes_back(
    quarrel: Quarrel, state: str, asker: str
) -> None:
    deal = paid_or_sent(quarrel, state)
    sides = {"buyer": quarrel.buyer, "seller": quarrel.seller}
    asking, answering = sides.pop(asker), next(iter(sides.values()))
    asked = deals.ask_cancel(asking, deal_id=deal.pk, words="پشیمان شدم.")
    assert queries.turn(asked) == answering.role
    deals.agree_cancel(answering, deal_id=deal.pk)
    quarrel.play.settle()
    quarrel.ends(deal, "refunded")
    assert quarrel.counted(deal) == (0, 0, 321_600_000)


@pytest.mark.parametrize("state", ["funded", "shipped"])
def test_a_refused_cancel_gives_back_exactly_the_time_that_was_left(
    quarrel: Quarrel, state: str
) -> None:
    deal = paid_or_sent(quarrel, state)
    assert deal.due_at is not None and deal.ship_by is not None
    deals.ask_cancel(quarrel.buyer, deal_id=deal.pk)
    quarrel.play.wait(30 * HOUR)
    later = quarrel.seller
    back = deals.refuse_cancel(later, deal_id=deal.pk)
    ask = deal.cancel_asks.get()
    assert (back.state, back.cancel_by) == (state, "")
    assert back.due_at == deal.due_at + (later.at - ask.at)
    pause = later.at - ask.at if state == "funded" else 0 * HOUR
    assert back.ship_by == deal.ship_by + pause


def test_the_shipping_deadline_does_not_run_while_a_question_is_open(quarrel: Quarrel) -> None:
    deal = quarrel.funded(ship_hours=24)
    quarrel.play.wait(71 * HOUR)
    deals.ask_cancel(quarrel.seller, deal_id=deal.pk)
    quarrel.play.wait(47 * HOUR)
    assert quarrel.play.fresh(deal).state == "cancel_asked"
    deals.refuse_cancel(quarrel.buyer, deal_id=deal.pk)
    assert quarrel.play.fresh(deal).state == "funded"
    quarrel.ends(deal, "refunded", within=2 * HOUR + 10 * DAY)


@pytest.mark.parametrize("state", ["funded", "shipped"])
def test_silence_for_two_days_becomes_a_dispute_to_the_second(quarrel: Quarrel, state: str) -> None:
    deal = paid_or_sent(quarrel, state)
    asked = deals.ask_cancel(quarrel.buyer, deal_id=deal.pk)
    ask = deal.cancel_asks.get()
    assert asked.due_at == ask.at + 48 * HOUR
    due = {pk for pk in Deal.due(ask.at + 48 * HOUR - SECOND).values_list("pk", flat=True)}
    assert deal.pk not in due
    assert deal.pk in Deal.due(ask.at + 48 * HOUR).values_list("pk", flat=True)
    quarrel.play.wait(48 * HOUR)
    after = quarrel.play.fresh(deal)
    assert after.state == "disputed"
    assert holds.position(deal.subject).held_units == 321_600_000, "Silence moves no money."
    after = quarrel.play.give_back(deal, quarrel.reza)
    quarrel.ends(deal, "refunded")


def test_only_the_side_that_was_asked_answers(quarrel: Quarrel) -> None:
    deal = quarrel.funded()
    deals.ask_cancel(quarrel.buyer, deal_id=deal.pk)
    stranger = quarrel.act(quarrel.person("رهگذر"), Role.SELLER)
    for nobody in (quarrel.buyer, stranger):
        for verb in (deals.agree_cancel, deals.refuse_cancel):
            with pytest.raises(NotYours):
                verb(nobody, deal_id=deal.pk)


def test_each_side_asks_once_so_that_asking_is_no_way_to_win_time(quarrel: Quarrel) -> None:
    deal = quarrel.funded()
    deals.ask_cancel(quarrel.buyer, deal_id=deal.pk)
    deals.refuse_cancel(quarrel.seller, deal_id=deal.pk)
    with pytest.raises(CancelAskedBefore):
        deals.ask_cancel(quarrel.buyer, deal_id=deal.pk)
    assert deals.ask_cancel(quarrel.seller, deal_id=deal.pk).state == "cancel_asked"


def test_nothing_is_shipped_while_a_cancel_is_asked(quarrel: Quarrel) -> None:
    deal = quarrel.funded()
    deals.ask_cancel(quarrel.buyer, deal_id=deal.pk)
    with pytest.raises(WrongState):
        deals.ship(quarrel.seller, deal_id=deal.pk, carrier="post", code=tracking_code(deal.pk))
    with pytest.raises(WrongState):
        deals.ask_cancel(quarrel.seller, deal_id=deal.pk)


def test_goods_in_hand_are_past_cancelling(quarrel: Quarrel) -> None:
    deal = quarrel.inspected()
    with pytest.raises(WrongState):
        deals.ask_cancel(quarrel.buyer, deal_id=deal.pk)
    unasked = quarrel.funded()
    with pytest.raises(WrongState):
        deals.agree_cancel(quarrel.buyer, deal_id=unasked.pk)

"""What goes back before the money does: by agreement or by a ruling, taken, contested, or not sent."""

import pytest

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.refusals import FreightPayerNeeded, NothingTravels, TrackingCodeUsed
from amanat.capabilities.escrow import queries as holds
from amanat.config.demo.player import Player, tracking_code
from amanat.words.refusal import NotYours, WrongState
from stories.damage import DAY, MINUTE, Damage
from stories.quarrel import HOUR, REASONS, WORDS
from stories.virtual import ACCOUNT

TOTAL = 321_600_000
BACK = tracking_code(10**9 + 7)


@pytest.fixture
def damage(play: Player) -> Damage:
    return Damage(play)


def agreed(damage: Damage, freight_by: str = "seller") -> Deal:
    """Both agree while the goods are inspected: they go back, then the money."""
    deal = damage.play.receive(damage.shipped(), damage.sara)
    offer = deals.make_offer(
        damage.buyer, deal_id=deal.pk, price_units=0, return_freight_by=freight_by
    )
    deals.accept_offer(damage.seller, offer_id=offer.pk)
    damage.play.settle()
    return damage.play.fresh(deal)


def sent(damage: Damage) -> Deal:
    deal = agreed(damage)
    deals.send_return(damage.buyer, deal_id=deal.pk, carrier="post", code=BACK)
    return damage.play.fresh(deal)


def test_goods_that_both_agree_to_send_back_are_taken_and_then_the_money_goes(
    damage: Damage,
) -> None:
    deal = sent(damage)
    assert (deal.state, holds.position(deal.subject).held_units) == ("return_sent", TOTAL)
    with pytest.raises(NotYours):
        deals.take_return(damage.buyer, deal_id=deal.pk)
    deals.take_return(damage.seller, deal_id=deal.pk)
    damage.play.settle()
    damage.ends(deal, "refunded")
    assert damage.counted(deal) == (0, 0, TOTAL)
    back = queries.return_of(deal)
    assert back is not None and (back.freight_by, back.outcome) == ("seller", "refunded")


def test_what_is_not_sent_back_in_time_is_kept_and_paid(damage: Damage) -> None:
    deal = agreed(damage, "buyer")
    damage.play.wait(96 * HOUR - MINUTE)
    assert damage.play.fresh(deal).state == "returning"
    damage.ends(deal, "completed", within=10 * DAY)
    assert damage.counted(deal) == (318_400_000, 3_200_000, 0)


def test_a_seller_who_is_silent_after_proven_delivery_lets_the_money_go(damage: Damage) -> None:
    deal = sent(damage)
    deals.prove_return(damage.buyer, deal_id=deal.pk, file_id=damage.file(damage.sara))
    damage.play.wait(48 * HOUR - MINUTE)
    assert damage.play.fresh(deal).state == "return_here"
    damage.ends(deal, "refunded")


def test_a_contested_return_keeps_the_money_and_goes_to_an_arbiter(damage: Damage) -> None:
    deal = sent(damage)
    deals.contest_return(damage.seller, deal_id=deal.pk, words="در جعبه یک آجر است، نه لپ‌تاپ.")
    assert deal.problems.latest("pk").kind == "return_contested"
    assert holds.position(deal.subject).held_units == TOTAL
    deals.escalate(damage.clock(deal), deal_id=deal.pk)
    assert damage.play.fresh(deal).state == "review"


def test_a_return_that_nobody_saw_arrive_becomes_a_dispute(damage: Damage) -> None:
    deal = sent(damage)
    deals.lose_return(damage.clock(deal), deal_id=deal.pk)
    assert damage.play.fresh(deal).state == "disputed"


def test_an_arbiter_may_rule_that_the_goods_go_back_first_and_hear_it_again(
    damage: Damage,
) -> None:
    deal = damage.disputed()
    deals.escalate(damage.clock(deal), deal_id=deal.pk)
    case = queries.case_on(deal)
    deals.close_evidence(damage.clock(case), case_id=case.pk)
    act = damage.signed(case, damage.officer())
    with pytest.raises(FreightPayerNeeded):
        deals.rule(
            act, case_id=case.pk, price_units=1, clause="C2", reasons=REASONS,
            return_freight_by="seller",
        )  # fmt: skip
    deals.rule(
        act, case_id=case.pk, price_units=0, clause="C2", reasons=REASONS,
        return_freight_by="seller",
    )  # fmt: skip
    for side in ("buyer", "seller"):
        deals.note_call(act, case_id=case.pk, side=side, words=REASONS)
    deals.enforce(damage.clock(case), case_id=case.pk)
    assert damage.play.fresh(deal).state == "returning"
    deals.send_return(damage.buyer, deal_id=deal.pk, carrier="post", code=BACK)
    deals.contest_return(damage.seller, deal_id=deal.pk, words=WORDS)
    deals.escalate(damage.clock(deal), deal_id=deal.pk)
    assert queries.case_on(deal).pk != case.pk


def test_only_what_travels_goes_back_and_under_a_code_of_its_own(damage: Damage) -> None:
    deal = agreed(damage)
    used = deal.shipments.get().code
    with pytest.raises(TrackingCodeUsed):
        deals.send_return(damage.buyer, deal_id=deal.pk, carrier="post", code=used)
    with pytest.raises(WrongState):
        deals.take_return(damage.seller, deal_id=deal.pk)
    account = damage.funded(**ACCOUNT)
    with pytest.raises(NothingTravels):
        deals.pack(damage.seller, deal_id=account.pk, weight_grams=1, has_word=True, file_ids=(1,))

"""Freelance work in stages: each is paid, handed in and judged alone; together they are the whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.refusals import (
    LinksNotKept,
    NoStageWaits,
    NothingHandedIn,
    RevisionsUsedUp,
    StagesDoNotAddUp,
    StageWordsNeeded,
    TooManyStages,
)
from amanat.capabilities.deals.rules import (
    LOWEST_PRICE_UNITS,
    MOST_STAGES,
    Terms,
    check_terms,
    stage_terms,
)
from amanat.config.demo.player import Player
from amanat.words.act import Role
from amanat.words.refusal import NotYours, WrongState
from stories.market import DAY
from stories.work import STAGE_PRICES, Workshop, project

SPLIT_UNITS = 40_000_000


@pytest.fixture
def shop(play: Player) -> Workshop:
    return Workshop(play)


def test_three_stages_one_revised_one_split_one_by_silence(shop: Workshop) -> None:
    whole = shop.hired()
    assert whole.state == "under_way"
    assert shop.states(whole) == ["agreed", "planned", "planned"]
    first = shop.pay(whole, 1)
    assert (first.state, shop.position(whole).held_units) == ("funded", 30_150_001)
    shop.hand_in(whole, 1)
    offer = deals.make_offer(shop.seller, deal_id=first.pk, price_units=SPLIT_UNITS // 2)
    assert shop.revise(whole, 1).state == "funded"
    offer.refresh_from_db()
    assert offer.state == "lapsed", "It was for the work as it was."
    assert shop.hand_in(whole, 1, "رنگ‌ها درست شد.").state == "inspection"
    with pytest.raises(RevisionsUsedUp):
        shop.revise(whole, 1)
    shop.approve(whole, 1)
    assert shop.states(whole) == ["accepted", "agreed", "planned"]

    shop.pay(whole, 2)
    shop.hand_in(whole, 2)
    second = shop.play.report(shop.stage(whole, 2), shop.sara, "نیمی از صفحه‌ها کار نمی‌کند.")
    offer = deals.make_offer(shop.seller, deal_id=second.pk, price_units=SPLIT_UNITS)
    shop.play.confirm(second, shop.sara)
    deals.accept_offer(shop.buyer, offer_id=offer.pk)
    shop.play.settle()
    assert shop.states(whole)[1:] == ["splitting", "agreed"]

    shop.pay(whole, 3)
    shop.hand_in(whole, 3)
    whole = shop.play.wait_until(whole, "finished", within=9 * DAY)
    assert shop.states(whole) == ["completed", "split_closed", "completed"]
    end = shop.position(whole)
    assert end.with_payee_units + end.fee_units + end.returned_units == end.total_units
    assert end.with_payee_units == 30_000_001 - 150_000 + SPLIT_UNITS - 200_000 + 19_900_000
    assert end.returned_units == 50_250_003 - 40_200_000


def test_a_stage_is_cancelled_for_free_and_the_next_one_opens(shop: Workshop) -> None:
    whole = shop.hired()
    deals.cancel(shop.seller, deal_id=shop.stage(whole, 2).pk)
    deals.cancel(shop.buyer, deal_id=shop.stage(whole, 1).pk)
    shop.play.settle()
    assert shop.states(whole) == ["cancelled", "cancelled", "agreed"]
    deals.stop_work(shop.buyer, deal_id=whole.pk)
    assert shop.play.fresh(whole).state == "finished"
    assert shop.position(whole).with_payer_units == shop.position(whole).total_units
    assert not queries.is_ratable(shop.play.fresh(whole)), "No money moved."


def test_ending_the_project_lets_a_paid_stage_run_to_its_own_end(shop: Workshop) -> None:
    whole = shop.hired()
    shop.pay(whole, 1)
    deals.stop_work(shop.seller, deal_id=whole.pk)
    assert shop.states(whole) == ["funded", "cancelled", "cancelled"]
    with pytest.raises(NoStageWaits):
        deals.stop_work(shop.buyer, deal_id=whole.pk)
    deals.decline(shop.seller, deal_id=shop.stage(whole, 1).pk)
    shop.play.settle()
    whole = shop.play.wait_until(whole, "finished", within=3 * DAY)
    assert shop.position(whole).returned_units == 30_150_001


def test_the_buyer_may_fund_every_stage_at_once(shop: Workshop) -> None:
    whole = shop.hired()
    with pytest.raises(NotYours):
        deals.open_all(shop.seller, deal_id=whole.pk)
    deals.open_all(shop.buyer, deal_id=whole.pk)
    shop.play.settle()
    assert shop.states(whole) == ["agreed"] * 3
    for place in (3, 1, 2):
        shop.pay(whole, place)
    total = queries.bill(queries.terms(whole)).buyer_pays.units
    assert shop.position(whole).held_units == total


def test_a_stage_nobody_pays_ends_the_project(shop: Workshop) -> None:
    whole = shop.hired()
    whole = shop.play.wait_until(whole, "finished", within=6 * DAY)
    assert shop.states(whole) == ["expired", "cancelled", "cancelled"]


def test_work_that_is_not_handed_in_returns_the_money_of_its_stage(shop: Workshop) -> None:
    whole = shop.hired()
    stage = shop.pay(whole, 1)
    shop.play.wait_until(stage, "refunded", within=9 * DAY)
    assert shop.states(whole)[1] == "agreed"


def test_what_is_handed_in_is_something_and_stays(shop: Workshop) -> None:
    whole = shop.hired()
    stage = shop.pay(whole, 1)
    with pytest.raises(NothingHandedIn):
        deals.hand_in(shop.seller, deal_id=stage.pk)
    with pytest.raises(LinksNotKept):
        deals.hand_in(shop.seller, deal_id=stage.pk, words="ببینید: https://example.com/x")
    with pytest.raises(NotYours):
        deals.hand_in(shop.buyer, deal_id=stage.pk, words="x")
    with pytest.raises(WrongState):
        deals.ship(shop.seller, deal_id=stage.pk, carrier="post", code="4" * 24)
    with pytest.raises(WrongState):
        deals.revise(shop.buyer, deal_id=stage.pk, words="هنوز چیزی نیامده است")
    shop.hand_in(whole, 1)
    one = stage.handovers.get()
    told = [m["message"] for m in shop.play.outside.inbox(shop.sara.phone)]
    assert any("تحویل شد" in text for text in told)
    assert len(one.sha256) == 64


def test_goods_are_not_handed_in(shop: Workshop) -> None:
    deal = shop.funded()
    with pytest.raises(WrongState):
        deals.hand_in(shop.seller, deal_id=deal.pk, words="این کالاست.")


@pytest.mark.parametrize(
    ("fields", "refusal", "param"),
    [
        (project(*STAGE_PRICES, price_units=100_000_000), StagesDoNotAddUp, "price_units"),
        (project(*[10_000_000] * (MOST_STAGES + 1)), TooManyStages, "stages"),
        (project(*STAGE_PRICES, title="الف") | {"more": {
            "stages": [{"title": " ", "price_units": 100_000, "days": 1, "test": "ببیند"}],
            "revisions": 0, "revision_days": 3}, "price_units": 100_000},
         StageWordsNeeded, "title_1"),
    ],
    ids=["wrong sum", "21 stages", "a stage without a name"],
)  # fmt: skip
def test_stages_that_are_not_right_are_refused(
    fields: dict[str, object], refusal: type[Exception], param: str
) -> None:
    with pytest.raises(refusal) as no:
        check_terms(fields, complete=False)
    assert no.value.param == param


def test_a_counter_offer_of_stages_adds_up_again(shop: Workshop) -> None:
    deal = shop.play.offer(shop.sara, Role.BUYER, shop.reza, **project(*STAGE_PRICES))
    more = project(60_000_000, 50_000_000)["more"]
    with pytest.raises(StagesDoNotAddUp):
        deals.counter(shop.seller, deal_id=deal.pk, price_units=90_000_000)
    deals.counter(shop.seller, deal_id=deal.pk, more=more)
    assert queries.terms(shop.play.fresh(deal)).price_units == 110_000_000
    whole = shop.play.accept(deal, shop.sara)
    assert shop.states(whole) == ["agreed", "planned"]


@settings(max_examples=100, deadline=None)
@given(
    prices=st.lists(st.integers(LOWEST_PRICE_UNITS, 10**9), min_size=1, max_size=MOST_STAGES),
    payer=st.sampled_from(["buyer", "seller", "half"]),
    bps=st.integers(0, 100),
)
def test_stages_of_any_amount_add_up_to_the_rial(prices: list[int], payer: str, bps: int) -> None:
    whole = Terms(**project(*prices, fee_payer=payer, fee_basis_points=bps))
    parts = [queries.bill(one) for one in stage_terms(whole)]
    bill = queries.bill(whole)
    assert bill.price.units == sum(prices) == sum(part.price.units for part in parts)
    assert bill.buyer_pays.units == sum(part.buyer_pays.units for part in parts)
    assert bill.buyer_pays.units == bill.seller_gets.units + bill.fee.units
    assert bill.fee.units * 100 <= bill.price.units


def test_the_whole_is_rated_once_and_not_each_stage(shop: Workshop) -> None:
    whole = shop.hired(30_000_000)
    shop.done(whole, 1)
    whole = shop.play.wait_until(whole, "finished", within=3 * DAY)
    with pytest.raises(WrongState):
        deals.rate(shop.buyer, deal_id=shop.stage(whole, 1).pk, stars=5)
    deals.rate(shop.buyer, deal_id=whole.pk, stars=5)
    assert shop.play.fresh(whole).ended_at is not None

"""The market desk: what was sold, delivered and given back day by day, and stops by two people."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amanat.capabilities.businesses import actions as businesses
from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.ceilings.refusals import CeilingFrozenNow
from amanat.capabilities.ceilings.tests.cast import Shop, a_shop, as_, house
from amanat.capabilities.market import actions, queries
from amanat.capabilities.market.models import Day, TradeStop
from amanat.capabilities.market.refusals import (
    OwnBusinessWatched,
    StopReasonNeeded,
    StopSamePerson,
    StopWaiting,
)
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import joined
from amanat.capabilities.people.tests.program import Program
from amanat.capabilities.permits.tests.cast import Maker, permitted
from amanat.capabilities.presale import actions as presale
from amanat.capabilities.presale import queries as campaigns
from amanat.capabilities.presale.models import Campaign
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from amanat.words.act import Role
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotYours, WrongState

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHY = "تعهدها از سقف گذشت؛ تا روشن‌شدن می‌ایستانیم."


@pytest.fixture
def shop() -> Shop:
    return a_shop(units=10_000)


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def ahead(days: int) -> None:
    clock.advance(DAY * days)


def kept(shop: Shop) -> list[Day]:
    return actions.keep_figures(house(), business_id=shop.pk)


@pytest.fixture
def trade(shop: Shop) -> Shop:
    """Three sold on the first day; one delivered on the third; one called off on the fourth."""
    sales = [shop.paid(shop.reserve(units)) for units in (1_000, 2_000, 4_000)]
    with_days = ((2, ceilings.deliver, 0), (1, ceilings.release, 1))
    for days, verb, which in with_days:
        ahead(days)
        verb(house(), reservation_id=sales[which].pk)
    ahead(1)
    return shop


def test_each_day_has_its_totals_and_the_records_give_them_again(trade: Shop) -> None:
    rows = kept(trade)
    told = [(row.sold_units, row.delivered_units, row.returned_units) for row in rows]
    assert told == [
        (7_000, 0, 0), (7_000, 0, 0), (7_000, 1_000, 0), (7_000, 1_000, 2_000),
        (7_000, 1_000, 2_000),
    ]  # fmt: skip
    assert [row.is_final for row in rows] == [True] * 4 + [False]
    assert {row.ceiling_units for row in rows} == {10_000}
    assert queries.differing(trade.pk) == []


def test_the_gap_is_what_the_ledger_holds_as_the_gross_balance(trade: Shop) -> None:
    now = queries.whole(trade.pk, clock.now(), 30).now
    assert now.open_units == book.balance(trade.ceiling.gross_account_id).units == 4_000


def test_kept_days_and_days_reckoned_now_are_one_curve(trade: Shop) -> None:
    fresh = queries.curve(trade.pk, clock.now(), 30)
    kept(trade)
    assert queries.curve(trade.pk, clock.now(), 30) == fresh
    kept(trade)
    assert Day.objects.filter(business_id=trade.pk).count() == 5, "Done again, it writes no more."


def test_a_changed_figure_of_a_past_day_is_found_and_refused_by_the_database(trade: Shop) -> None:
    first, *_, today = kept(trade)
    with pytest.raises(Exception, match="figures of a day that is over stay"), transaction.atomic():
        Day.objects.filter(pk=first.pk).update(sold_units=7_001)
    Day.objects.filter(pk=today.pk).update(sold_units=7_001, is_final=True)
    [found] = queries.differing(trade.pk)
    assert "7001" in found


def test_most_of_the_ceiling_promised_and_nothing_delivered_raises_two_warnings(shop: Shop) -> None:
    shop.paid(shop.reserve(9_000))
    seen = queries.whole(shop.pk, clock.now(), 30)
    assert [one.kind for one in seen.alarms] == ["full", "fast"]
    assert [row.warnings for row in kept(shop)] == [["full", "fast"]]
    assert [one.business.pk for one in queries.sellers()] == [shop.pk]


def proposed(shop: Shop, kind: str = "stop") -> TradeStop:
    return actions.propose_stop(
        as_(shop.nader, Role.OFFICER), business_id=shop.pk, kind=kind, words=WHY
    )


def approved(shop: Shop, stop: TradeStop) -> TradeStop:
    return actions.approve_stop(as_(shop.parvin, Role.SUPERVISOR), trade_stop_id=stop.pk)


def test_two_people_stop_a_seller_and_two_people_let_it_go_on(shop: Shop) -> None:
    before = shop.paid(shop.reserve(1_000))
    stop = proposed(shop)
    shop.reserve(1)  # Nothing stops before the second person.
    approved(shop, stop)
    assert queries.is_stopped(shop.pk)
    with pytest.raises(CeilingFrozenNow):
        shop.reserve(1)
    ceilings.deliver(house(), reservation_id=before.pk)  # What was sold is served.
    actions.ask_to_lift_stop(
        as_(shop.parvin, Role.OFFICER), trade_stop_id=stop.pk, words="خط تولید راه افتاد."
    )
    with pytest.raises(StopSamePerson):
        actions.lift_stop(as_(shop.parvin, Role.SUPERVISOR), trade_stop_id=stop.pk)
    actions.keep_stop(as_(shop.nader, Role.OFFICER), trade_stop_id=stop.pk)
    actions.ask_to_lift_stop(
        as_(shop.nader, Role.OFFICER), trade_stop_id=stop.pk, words="خط تولید راه افتاد."
    )
    actions.lift_stop(as_(shop.parvin, Role.SUPERVISOR), trade_stop_id=stop.pk)
    assert shop.ceiling.state == "in_force" and not queries.is_stopped(shop.pk)
    shop.reserve(1)


def test_a_pause_leaves_the_ceiling_open(shop: Shop) -> None:
    approved(shop, proposed(shop, "pause"))
    assert shop.ceiling.state == "in_force"


def test_a_stop_opens_nothing_that_somebody_else_froze(shop: Shop) -> None:
    ceilings.freeze(house(), business_id=shop.pk, reason="burst")
    stop = approved(shop, proposed(shop))
    actions.ask_to_lift_stop(
        as_(shop.nader, Role.OFFICER), trade_stop_id=stop.pk, words="دلیل ما برطرف شد."
    )
    actions.lift_stop(as_(shop.parvin, Role.SUPERVISOR), trade_stop_id=stop.pk)
    assert shop.ceiling.state == "frozen"


def test_a_stop_suspends_permits_and_pauses_campaigns_and_lifting_sets_them_going() -> None:
    maker = permitted(quantity=10, ceiling=20_000_000_000)
    campaign = opened(maker)
    stop = approved(maker.shop, proposed(maker.shop))
    assert (maker.now.state, fresh(campaign).state) == ("suspended", "paused")
    assert {one.kind for one in stop.stopped.all()} == {"campaign", "permit", "ceiling"}
    actions.ask_to_lift_stop(
        as_(maker.shop.nader, Role.OFFICER), trade_stop_id=stop.pk, words="دلیل ما برطرف شد."
    )
    actions.lift_stop(as_(maker.shop.parvin, Role.SUPERVISOR), trade_stop_id=stop.pk)
    assert (maker.now.state, fresh(campaign).state) == ("permitted", "open")


def opened(maker: Maker) -> Campaign:
    """A campaign of its permit, first come first served, past its notice and open."""
    opens_at = clock.now() + 4 * DAY
    campaign = presale.announce_campaign(
        maker.holder(), permit_id=maker.pk, kind="first_come", maker="other", opens_at=opens_at,
        closes_at=opens_at + 3 * DAY, groups=[presale.Group("everybody", 5)],
    )  # fmt: skip
    ahead(4)
    return presale.open_campaign(maker.clock(), campaign_id=campaign.pk)


def fresh(campaign: Campaign) -> Campaign:
    return campaigns.campaign(campaign.pk)


def test_nobody_decides_their_own_proposal_and_nobody_tied_to_the_seller(shop: Shop) -> None:
    stop = actions.propose_stop(
        as_(shop.parvin, Role.OFFICER), business_id=shop.pk, kind="pause", words=WHY
    )
    with pytest.raises(StopSamePerson):
        approved(shop, stop)
    with pytest.raises(StopWaiting):
        proposed(shop)
    with pytest.raises(NotYours):
        actions.approve_stop(as_(shop.nader, Role.SUPERVISOR), trade_stop_id=stop.pk)
    actions.turn_down_stop(as_(shop.nader, Role.OFFICER), trade_stop_id=stop.pk)
    with pytest.raises(WrongState):
        actions.turn_down_stop(as_(shop.nader, Role.OFFICER), trade_stop_id=stop.pk)
    businesses.declare_conflict(
        as_(shop.nader, Role.OFFICER), business_id=shop.pk, words="برادرم سهام‌دار است."
    )
    with pytest.raises(OwnBusinessWatched):
        proposed(shop)


def test_the_database_too_wants_two_people(shop: Shop) -> None:
    stop = proposed(shop)
    with pytest.raises(IntegrityError, match="two_people_stop_trade"), transaction.atomic():
        TradeStop.objects.filter(pk=stop.pk).update(approved_by=shop.nader)


def test_an_undecided_proposal_lapses_and_stops_nothing(shop: Shop) -> None:
    stop = proposed(shop)
    actions.lapse_stop(as_(shop.nader, Role.CLOCK), trade_stop_id=stop.pk)
    assert shop.ceiling.state == "in_force"


def test_a_stop_without_a_reason_is_refused_beside_its_field(shop: Shop) -> None:
    with pytest.raises(StopReasonNeeded) as no:
        actions.propose_stop(
            as_(shop.nader, Role.OFFICER), business_id=shop.pk, kind="stop", words="بد"
        )
    assert no.value.param == "words"


def test_the_desk_is_for_staff_and_costs_the_same_for_one_seller_and_for_two(trade: Shop) -> None:
    assert browser(joined()).get("/desk/market").status_code == 404
    kept(trade)
    client = browser(trade.nader)
    client.get("/desk/market")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/desk/market").status_code == 200
        return len(asked)

    one = cost()
    other = a_shop(units=10_000, name="پارس دیگر")
    other.paid(other.reserve(9_000))
    kept(other)
    assert cost() == one


def test_the_seller_s_page_draws_the_gap_and_says_what_a_stop_does(trade: Shop) -> None:
    page = browser(trade.nader).get(f"/desk/market/{trade.business.code}").content.decode()
    assert "تعهد باز ۴۰ درصد سقف است" in page and '<polygon class="gap"' in page
    assert "همان دم می‌ایستد" in page and "خسارت دیرکرد" in page
    answer = browser(trade.nader).post(
        f"/desk/market/{trade.business.code}", {"kind": "stop", "words": WHY}
    )
    assert answer.status_code == 303
    stop = browser(trade.parvin).get(answer["Location"]).content.decode()
    assert "تأیید نفر دوم" in stop and WHY in stop


def test_the_holder_has_the_same_curve_on_one_screen_and_strangers_have_nothing(
    trade: Shop,
) -> None:
    address = f"/org/{trade.business.code}/sales"
    assert '<polygon class="gap"' in browser(trade.owner).get(address).content.decode()
    assert browser(joined()).get(address).status_code == 404


def test_everybody_sees_the_market_but_no_cell_of_fewer_than_five(trade: Shop) -> None:
    kept(trade)
    assert "کمتر از ۵ پرداخت" in Client().get("/presales/figures").content.decode()
    trade.rank(8000, 3, day=tehran_day(clock.now()) - DAY)  # Scores are computed daily.
    for _ in range(2):
        trade.paid(trade.reserve(500))
    ahead(1)
    kept(trade)
    page = Client().get("/presales/figures").content.decode()
    assert "پرداخت‌ها" in page and "کالا و خدمت" in page
    table = Client().get("/presales/figures.csv").content.decode()
    today = tehran_day(clock.now()) - DAY
    assert f"{today},6000,1000,5000,10000,5" in table


def test_a_program_reads_the_market_and_stops_a_seller_with_a_second_key(trade: Shop) -> None:
    kept(trade)
    first, second = Program.of(trade.nader), Program.of(trade.parvin)
    [row] = first.get("/api/market/sellers").json()["sellers"]
    assert row["days"][0]["open_units"] == "4000"
    code = trade.business.code
    made = first.did(
        f"/api/market/sellers/{code}/propose_stop", {"kind": "stop", "words": WHY}, status=201
    )
    done = second.did(f"/api/market/stops/{made['id']}/approve_stop")
    assert done["state"] == "in_force"
    assert first.get(f"/api/market/sellers/{code}").json()["is_stopped"] is True
    for verb, body in (("ask_to_lift_stop", {"words": "دلیل آن برطرف شد."}), ("keep_stop", None)):
        done = first.did(f"/api/market/stops/{made['id']}/{verb}", body)
    assert done["state"] == "in_force"

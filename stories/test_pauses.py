"""An outage or a holiday stops every clock, and nobody loses by it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.test import Client

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.refusals import ShipByNotPassed
from amanat.capabilities.desk import actions as desk
from amanat.capabilities.desk.refusals import PauseBackwards, PauseIsOver, PauseTooFarBack
from amanat.capabilities.people.models import Person
from amanat.flows import standstill, sweeper, watchman
from amanat.kernel.clock import pauses
from amanat.kernel.clock import time as clock
from amanat.kernel.clock.models import Pause, Pulse
from amanat.kernel.log.guard import things
from amanat.kernel.log.history import history
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, NotYours
from amanat.words.text import Text
from stories.market import DAY, HOUR, Market
from stories.quarrel import SECOND, Quarrel

WHY = Text("شبکهٔ مرکز داده قطع شد.", "The data centre lost its network.")
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def market(play) -> Market:
    return Market(play)


def house() -> Act:
    return Act(None, Role.HOUSE, clock.now())


def stop(market: Market, kind: str = "outage", length: timedelta | None = None) -> Pause:
    at = clock.now()
    made = desk.declare_pause(
        Act(None, Role.HOUSE, at), kind=kind, reason=WHY, begins_at=at,
        ends_at=at + length if length else None,
    )  # fmt: skip
    market.play.wait(SECOND)
    return Pause.objects.get(pk=made.pk)


def go_on(market: Market, pause: Pause) -> timedelta:
    """End the pause, let the deadlines be put off; answers how long it was."""
    ended = desk.end_pause(house(), pause_id=pause.pk)
    market.play._do_due()
    found = Pause.objects.get(pk=ended.pk)
    assert found.closed_at is not None and found.ends_at is not None
    return found.ends_at - found.begins_at


def due(market: Market, deal: Deal) -> datetime:
    found = market.play.fresh(deal).due_at
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("spans", "moment", "expected"),
    [
        ([(0, 4)], -1, -1),  # Over before the pause: it does not move.
        ([(0, 4)], 1, 5),
        ([(0, 4)], 9, 13),
        ([(0, 4), (3, 7)], 9, 16),  # Overlapping hours count once.
        ([(0, 4), (1, 2)], 9, 13),
        ([(0, 2), (4, 6)], 1, 3),
        ([(0, 2), (4, 6)], 3, 7),  # Put off into the next pause, it stands still there too.
    ],
)
def test_a_deadline_is_put_off_by_the_union_of_the_pauses_it_lives_through(
    spans: list[tuple[int, int]], moment: int, expected: int
) -> None:
    stops = [Pause(begins_at=NOON + a * HOUR, ends_at=NOON + b * HOUR) for a, b in spans]
    union = pauses.spans(stops, None, NOON + 100 * HOUR)
    assert pauses.put_off(NOON + moment * HOUR, union) == NOON + expected * HOUR


def test_nothing_fires_in_a_pause_and_every_deadline_moves_by_its_length(market: Market) -> None:
    deal = market.agreed()
    before = due(market, deal)
    market.play.wait(before - clock.now() - HOUR)
    pause = stop(market)
    market.play.wait(2 * DAY)
    assert market.play.fresh(deal).state == "agreed"
    length = go_on(market, pause)
    assert due(market, deal) == before + length
    market.play.wait(due(market, deal) - clock.now() - SECOND)
    assert market.play.fresh(deal).state == "agreed"
    market.play.wait(SECOND)
    assert market.play.fresh(deal).state == "expired"


def test_an_ended_pause_never_puts_off_twice(market: Market) -> None:
    deal = market.agreed()
    pause = stop(market)
    market.play.wait(3 * HOUR)
    go_on(market, pause)
    once = due(market, deal)
    Pause.objects.filter(pk=pause.pk).update(closed_at=None, moved={})  # As after a lost batch.
    for _ in range(3):
        standstill.keep(clock.now())
    Deal.objects.lock(deal.pk)
    assert due(market, deal) == once


def test_two_overlapping_pauses_count_once(market: Market) -> None:
    deal = market.agreed()
    before, began = due(market, deal), clock.now()
    first = stop(market)
    market.play.wait(2 * HOUR)
    second = stop(market, "holiday")
    market.play.wait(2 * HOUR)
    go_on(market, first)
    assert market.play.fresh(deal).state == "agreed"
    market.play.wait(2 * HOUR)
    go_on(market, second)
    whole = Pause.objects.get(pk=second.pk).ends_at - first.begins_at
    assert due(market, deal) == before + whole
    assert whole > 6 * HOUR and first.begins_at >= began


def test_a_step_taken_in_a_pause_gets_all_its_time(market: Market) -> None:
    """A deadline set in a pause begins to run when the pause ends."""
    deal = market.funded(ship_hours=96)
    pause = stop(market)
    market.play.wait(5 * HOUR)
    deal = market.play.ship(deal, market.reza)
    promised = due(market, deal)
    shipped_at = deal.shipped_at
    market.play.wait(3 * HOUR)
    go_on(market, pause)
    ended = Pause.objects.get(pk=pause.pk).ends_at
    moved = due(market, deal) - promised
    assert shipped_at is not None and ended is not None
    assert abs(moved - (ended - shipped_at)) < SECOND


def test_what_may_be_done_only_late_may_not_be_done_because_of_a_pause(market: Market) -> None:
    deal = market.funded(ship_hours=24)
    assert deal.ship_by is not None
    market.play.wait(deal.ship_by - clock.now() - HOUR)
    pause = stop(market)
    market.play.wait(2 * HOUR)
    with pytest.raises(ShipByNotPassed):
        deals.call_off(market.buyer, deal_id=deal.pk)
    length = go_on(market, pause)
    moved = market.play.fresh(deal).ship_by
    assert moved is not None and abs(moved - deal.ship_by - length) < SECOND


def test_a_pause_over_nowruz_is_declared_by_the_dated_rule_and_joins_an_outage(
    market: Market,
) -> None:
    nowruz = datetime(2027, 3, 20, 20, 30, tzinfo=UTC)  # Midnight of 1 Farvardin in Tehran.
    market.play.wait(nowruz - clock.now() - 30 * DAY)
    for _ in range(2):
        watchman.look_at_the_calendar()  # Once each, however often it is looked at.
    holiday = Pause.objects.get(kind="holiday")
    assert (holiday.begins_at, holiday.ends_at) == (nowruz, nowruz + 4 * DAY)
    market.play.wait(nowruz - clock.now() - 2 * HOUR)
    deal = market.agreed()
    before = due(market, deal)
    market.play.wait(HOUR)
    outage = stop(market)
    market.play.wait(DAY)
    go_on(market, outage)
    assert market.play.fresh(deal).state == "agreed"
    market.play.wait(3 * DAY + 12 * HOUR)
    assert due(market, deal) == before + (nowruz + 4 * DAY - outage.begins_at)


def test_a_gateway_that_is_silent_stops_only_who_is_about_to_pay(market: Market) -> None:
    agreed, funded = market.agreed(), market.funded()
    before = due(market, agreed), due(market, funded)
    pause = stop(market, "gateway")
    market.play.wait(3 * HOUR)
    length = go_on(market, pause)
    assert (due(market, agreed), due(market, funded)) == (before[0] + length, before[1])


def test_an_arbiters_case_and_an_offer_stand_still_with_their_deal(play) -> None:
    quarrel = Quarrel(play)
    deal = quarrel.disputed()
    offer = quarrel.offer(deal, quarrel.seller, 300_000_000)
    before = offer.due_at
    pause = stop(quarrel)
    play.wait(5 * DAY)
    assert (play.fresh(deal).state, type(offer).objects.get(pk=offer.pk).state) == (
        "disputed", "open",
    )  # fmt: skip
    length = go_on(quarrel, pause)
    assert before is not None
    assert type(offer).objects.get(pk=offer.pk).due_at == before + length


def test_both_sides_hear_of_it_and_the_page_says_how_long(market: Market) -> None:
    deal = market.funded()
    known = len(market.play.outside.inbox(market.sara.phone))
    pause = stop(market)
    market.play.wait(3 * HOUR)
    page = seen(market.sara, f"/deals/{deal.code}")
    assert "مهلت‌های این معامله ایستاده‌اند" in page
    assert WHY.fa in page
    go_on(market, pause)
    market.play.settle()
    names = deal_facts(deal)
    assert names.count("ClockStopped") == names.count("ClockStarted") == 1
    letters = market.play.outside.inbox(market.sara.phone)[: -known or None]
    assert len(letters) >= 2
    page = seen(market.sara, f"/deals/{deal.code}")
    assert "۳ ساعت" in page and "مهلت‌ها دوباره راه افتاد" in page


def deal_facts(deal: Deal) -> list[str]:
    return [line.name for line in history(deal.subject)]


def seen(person: Person | None, path: str) -> str:
    client = Client()
    if person is not None:
        client.force_login(person)
    reply = client.get(path)
    assert reply.status_code == 200, (path, reply.status_code)
    return reply.content.decode()


def test_deadlines_are_put_off_in_bounded_pieces_that_go_on_where_they_stopped(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = [market.agreed() for _ in range(3)]
    before = [due(market, deal) for deal in some]
    pause = stop(market)
    market.play.wait(HOUR)
    monkeypatch.setattr(standstill, "BATCH", 1)
    monkeypatch.setattr(standstill, "MOST_BATCHES", 1)
    desk.end_pause(house(), pause_id=pause.pk)
    at = clock.now()
    rounds = 0
    while Pause.objects.get(pk=pause.pk).closed_at is None:
        assert sweeper.due(Deal, at + 30 * DAY).count() == 0, "Until all have moved none fires."
        standstill.keep(at)
        rounds += 1
    assert rounds > 3
    length = Pause.objects.get(pk=pause.pk).ends_at - pause.begins_at
    assert [due(market, deal) for deal in some] == [moment + length for moment in before]


def test_the_platform_notices_its_own_outage(market: Market, monkeypatch) -> None:
    deal = market.agreed()
    before = due(market, deal)
    watchman.came_back()
    Pulse.objects.filter(pk="worker").update(at=watchman.real_now() - 3 * HOUR)
    watchman.came_back()
    market.play._do_due()
    moved = due(market, deal) - before
    assert timedelta() < moved <= 3 * HOUR + timedelta(minutes=1)
    watchman.came_back()
    assert Pause.objects.filter(kind="outage").count() == 1


def test_a_web_that_does_not_open_stops_the_clocks_until_it_does(
    market: Market, monkeypatch
) -> None:
    opens = [True]
    monkeypatch.setattr(watchman, "_opens", lambda: opens[0])
    watchman.look_at_the_web()
    Pulse.objects.filter(pk="web").update(at=watchman.real_now() - HOUR)
    opens[0] = False
    watchman.look_at_the_web()
    assert pauses.running("outage", clock.now()) is not None
    opens[0] = True
    watchman.look_at_the_web()
    assert pauses.running("outage", clock.now()) is None


def test_only_officers_declare_and_never_the_past(market: Market) -> None:
    officer = market.play.hat(market.person("نادر رستمی"), Role.OFFICER)
    act = market.act(officer, Role.OFFICER)
    with pytest.raises((NotYours, NotFound)):
        desk.declare_pause(market.act(market.sara, Role.OFFICER), kind="outage", reason=WHY)
    with pytest.raises(PauseTooFarBack):
        desk.declare_pause(act, kind="outage", reason=WHY, begins_at=act.at - 73 * HOUR)
    with pytest.raises(PauseBackwards):
        desk.declare_pause(act, kind="outage", reason=WHY, ends_at=act.at)
    client = Client()
    client.force_login(officer)
    sent = {"kind": "outage", "reason_fa": WHY.fa, "reason_en": WHY.en, "minutes_ago": "0",
            "hours_long": ""}  # fmt: skip
    assert client.post("/desk/pauses", sent).status_code == 303
    assert WHY.fa in seen(officer, "/desk/pauses") and WHY.fa in seen(None, "/status")
    pause = Pause.objects.get(kind="outage")
    assert client.post(f"/desk/pauses/{pause.pk}/end").status_code == 303
    with pytest.raises(PauseIsOver):
        desk.end_pause(market.act(officer, Role.OFFICER), pause_id=pause.pk)
    assert WHY.en in seen(None, "/en/status")


def test_everything_people_wait_for_stands_still_with_its_deal() -> None:
    """A new thing of the room of deals says on which deal's clock it runs."""
    rooms = {"deals"}
    own_clock = {"official_hold"}  # Officers' own deadlines run on.
    forgotten = [
        thing.MACHINE.name
        for thing in things(apps)
        if thing._meta.app_label in rooms
        and thing.MACHINE.timers and not thing.CLOCK and thing.MACHINE.name not in own_clock
    ]  # fmt: skip
    assert forgotten == [], "Say CLOCK = 'deal_id' in these models."

"""Every open deal is watched: rules open tasks, people call within phone hours, tasks close."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amanat.capabilities.deals.models import Deal
from amanat.capabilities.notices import queries as notices
from amanat.capabilities.notices.models import Notice
from amanat.capabilities.people import actions as people
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.cast import joined
from amanat.capabilities.watch import actions as watch
from amanat.capabilities.watch import jobs, queries
from amanat.capabilities.watch.models import Task
from amanat.capabilities.watch.queries import Wish
from amanat.capabilities.watch.refusals import (
    NotPhoneHours,
    NumberNotSeen,
    OwnDealWatched,
    TaskOfAnother,
)
from amanat.capabilities.watch.rules import REASONS, DealFacts, Limits, reasons
from amanat.kernel.clock import time as clock
from amanat.kernel.log.history import history
from amanat.words.act import Act, Role
from amanat.words.codes import new_code
from amanat.words.refusal import NotFound, NotYours
from stories.market import Market

HOUR = timedelta(hours=1)
LIMITS = Limits(first_ship=24 * HOUR, second_ship=72 * HOUR, evidence=24 * HOUR)
T = datetime(2026, 11, 21, 8, tzinfo=UTC)
FUNDED = DealFacts("funded", funded_at=T, ship_by=T + 96 * HOUR, due_at=T + 144 * HOUR)
SHIPPED = DealFacts("shipped", funded_at=T, shipped_at=T, due_at=T + 240 * HOUR)
REVIEW = DealFacts("review", evidence_due_at=T + 72 * HOUR, silent=frozenset({Role.BUYER}))
PAID = DealFacts("paying_out", troubles=frozenset({"slow", "came_back"}))


@pytest.mark.parametrize(("facts", "hours", "found"), [
    (FUNDED, 23, []), (FUNDED, 24, ["not_shipped"]), (FUNDED, 72, ["not_shipped_long"]),
    (FUNDED, 96, ["ship_late"]), (FUNDED, 145, ["late", "ship_late"]),
    (SHIPPED, 119, []), (SHIPPED, 120, ["no_arrival"]),
    (REVIEW, 47, []), (REVIEW, 48, ["evidence_missing"]),
    (PAID, 0, ["payout_returned", "payout_slow"]),
    (DealFacts("agreed", troubles=frozenset({"unclear"})), 0, ["payment_unclear"]),
    (DealFacts("funded", risk_score=49), 0, []),
    (DealFacts("funded", risk_score=50), 0, ["fraud_score"]),
    (DealFacts("refunding", troubles=frozenset({"stuck"}), is_parked=True), 0,
     ["parked", "refund_stuck"]),
    (DealFacts("refunding", troubles=frozenset({"payer_unknown"})), 0, ["refund_no_account"]),
])  # fmt: skip
def test_the_rules_name_what_is_stuck_the_most_urgent_first(
    facts: DealFacts, hours: int, found: list[str]
) -> None:
    assert reasons(facts, T + hours * HOUR, LIMITS) == found


@pytest.fixture
def clerk(db: None) -> Person:
    return with_hat(joined(), Role.SUPPORT)


def with_hat(person: Person, role: Role) -> Person:
    operator = Act(None, Role.OPERATOR, clock.now())
    people.give_hat(operator, person_id=person.pk, role=role)
    return person


def at_work(person: Person, role: Role = Role.SUPPORT) -> Act:
    """The same person in the middle of the next working day, when calls are made."""
    at = notices.phone_hours(clock.now()).next_open
    return Act(person.pk, role, at + HOUR if at > clock.now() else clock.now())


def task_on(deal: Deal) -> Task:
    return Task.objects.get(deal=deal, ended_at=None)


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def waiting(db: None) -> Deal:
    """As if paid for a day ago: the rows a real deal would have, without a bank."""
    deal = placed(joined(), joined())
    jobs.sweep(0)
    return deal


def placed(buyer: Person, seller: Person, state: str = "funded") -> Deal:
    """A deal that stands at a step; the database's guard sees every step on the way."""
    at = clock.now()
    deal = Deal.objects.create(
        code=new_code("D"), buyer=buyer, seller=seller, starter_role="buyer", created_at=at,
        funded_at=at - 25 * HOUR, ship_by=at + 70 * HOUR, due_at=at + 118 * HOUR, state="draft",
    )  # fmt: skip
    for step in ("proposed", "agreed", "funded")[: 3 if state == "funded" else 2]:
        Deal.objects.filter(pk=deal.pk).update(state=step)
    return Deal.objects.get(pk=deal.pk)


def test_a_seller_who_does_not_ship_is_called_and_the_task_ends_when_he_ships(
    market: Market, clerk: Person
) -> None:
    waiting = market.funded()
    market.play.wait(24 * HOUR)
    jobs.sweep(0)
    task = task_on(waiting)
    assert (task.reason, task.person_id, task.desk) == (
        "not_shipped", market.reza.pk, "support",
    )  # fmt: skip
    jobs.sweep(0)
    assert Task.objects.filter(deal=waiting).count() == 1, "The sweep may run as often as it likes."
    page = browser(clerk).get("/desk/watch").content.decode()
    assert waiting.code in page
    assert queries.board(clerk.pk, clock.now(), Wish()).rows[0].held_units == 321_600_000
    assert str(REASONS["not_shipped"].says.fa) in page
    assert market.reza.phone not in browser(clerk).get(f"/desk/watch/{task.pk}").content.decode()

    act = at_work(clerk)
    with pytest.raises(NumberNotSeen):
        watch.take_task(act, task_id=task.pk)
        watch.note_call(act, task_id=task.pk, outcome="not_reached")
    assert watch.show_number(act, task_id=task.pk) == market.reza.phone
    watch.note_call(act, task_id=task.pk, outcome="reached", words="فردا می‌فرستد.")
    seen = [line.by for line in history(f"task:{task.pk}") if line.name == "NumberShown"]
    assert seen == [clerk.pk]
    assert [line.name for line in history(waiting.subject)][-1] == "SideCalled"

    market.play.ship(waiting, market.reza)
    jobs.sweep(0)
    task.refresh_from_db()
    assert task.state == "closed"


def test_after_three_calls_without_an_answer_an_sms_goes_out_instead(
    waiting: Deal, clerk: Person
) -> None:
    task, act = task_on(waiting), at_work(clerk)
    watch.take_task(act, task_id=task.pk)
    for _ in range(3):
        watch.show_number(act, task_id=task.pk)
        watch.note_call(act, task_id=task.pk, outcome="not_reached")
    task.refresh_from_db()
    assert (task.state, task.outcome, task.tries) == ("done", "sms", 3)
    assert waiting.seller is not None
    told = notices.sent_to(waiting.seller.phone)[0].body
    assert "سه بار زنگ زدیم" in told and waiting.code in told
    jobs.sweep(0)
    assert not Task.objects.filter(deal=waiting, ended_at=None).exists(), "Not again so soon."


def test_nobody_is_called_on_a_free_day_or_after_six(waiting: Deal, clerk: Person) -> None:
    task = task_on(waiting)
    watch.take_task(at_work(clerk), task_id=task.pk)
    for moment in ("2026-11-24T18:00:00+03:30", "2026-11-24T07:59:00+03:30",
                   "2026-11-27T12:00:00+03:30"):  # fmt: skip
        late = Act(clerk.pk, Role.SUPPORT, datetime.fromisoformat(moment))
        with pytest.raises(NotPhoneHours):
            watch.show_number(late, task_id=task.pk)
    early = datetime.fromisoformat("2026-11-24T08:00:00+03:30")
    watch.show_number(Act(clerk.pk, Role.SUPPORT, early), task_id=task.pk)


def test_a_task_is_put_off_handed_over_and_finished_by_its_owner_alone(
    waiting: Deal, clerk: Person
) -> None:
    task, act = task_on(waiting), at_work(clerk)
    officer = with_hat(joined(), Role.OFFICER)
    watch.take_task(act, task_id=task.pk)
    with pytest.raises(TaskOfAnother):
        watch.finish_task(at_work(officer, Role.OFFICER), task_id=task.pk, words="تمام شد")
    watch.reschedule(act, task_id=task.pk, hours=4)
    assert task_on(waiting).state == "waiting"
    watch.wake(Act(None, Role.CLOCK, act.at + 4 * HOUR), task_id=task.pk)
    watch.hand_over(act, task_id=task.pk, desk="officers", words="فروشنده پاسخ نمی‌دهد.")
    assert (task_on(waiting).state, task_on(waiting).desk) == ("open", "officers")
    other = at_work(officer, Role.OFFICER)
    watch.take_task(other, task_id=task.pk)
    watch.finish_task(other, task_id=task.pk, words="با فروشنده روشن شد.")
    task.refresh_from_db()
    assert (task.state, task.outcome) == ("done", "با فروشنده روشن شد.")


def test_strangers_and_sides_of_the_deal_stay_outside(waiting: Deal) -> None:
    task, sara = task_on(waiting), waiting.buyer
    assert sara is not None
    for address in ("/desk/watch", f"/desk/watch/{task.pk}", f"/desk/watch/deals/{waiting.code}"):
        assert browser(sara).get(address).status_code == 404
    assert browser(sara).post(f"/desk/watch/{task.pk}/number").status_code == 404
    with pytest.raises(NotYours):
        watch.take_task(at_work(sara), task_id=task.pk)
    with_hat(sara, Role.SUPPORT)
    with pytest.raises(OwnDealWatched):
        watch.take_task(at_work(sara), task_id=task.pk)
    with pytest.raises(NotFound):
        queries.staff_role(waiting.seller_id)


@pytest.mark.django_db
def test_two_sms_in_a_row_that_do_not_arrive_become_a_call(client: Client) -> None:
    person, clerk = joined(), with_hat(joined(), Role.SUPPORT)
    house = Act(None, Role.HOUSE, clock.now())
    for number, state in enumerate(("undelivered", "delivered", "undelivered")):
        missed(person, number, state)
    assert watch.call_unreachable(house, notice_id=missed(person, 3, "accepted").pk) is None
    last = missed(person, 4, "undelivered")
    task = watch.call_unreachable(house, notice_id=last.pk)
    assert task is not None and (task.reason, task.person_id) == ("sms_missed", person.pk)
    assert watch.call_unreachable(house, notice_id=last.pk) is None
    client.force_login(clerk)
    assert str(REASONS["sms_missed"].says.fa) in client.get("/desk/watch").content.decode()
    missed(person, 5, "delivered")
    watch.sweep(house)
    task.refresh_from_db()
    assert task.state == "closed"


def missed(person: Person, number: int, state: str) -> Notice:
    """An SMS of this person that came so far; the guard lets a row take each step of its machine."""
    notice = Notice.objects.create(
        dedupe_key=f"watch:{person.pk}:{number}", person=person, phone=person.phone, kind="test",
        body="سلام", parts=1, created_at=clock.now(), state="queued",
    )  # fmt: skip
    for step in ("sending", "accepted", state):
        Notice.objects.filter(pk=notice.pk).update(state=step)
    return notice


def test_the_board_costs_the_same_for_one_deal_and_for_more(waiting: Deal, clerk: Person) -> None:
    desk = browser(clerk)
    desk.get("/desk/watch?show=all")
    costs = [cost(desk)]
    for _ in range(2):
        placed(joined(), joined(), "agreed")
    jobs.sweep(0)
    costs.append(cost(desk))
    assert costs[0] == costs[1]
    board = queries.board(clerk.pk, clock.now(), Wish(show="all"))
    assert [bool(row.tasks) for row in board.rows] == [True, False, False], "The stuck come first."
    found = queries.board(clerk.pk, clock.now(), Wish(show="all", reason="not_shipped"))
    assert [row.deal.code for row in found.rows] == [waiting.code]
    assert queries.board(clerk.pk, clock.now(), Wish(show="mine")).rows == []


def cost(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get("/en/desk/watch?show=all")
    return len(asked)

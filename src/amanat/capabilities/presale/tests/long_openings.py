"""Long stories of an opening hour, for the drill alone: the name keeps them out of every day.

A crowd is decided by allocators that are killed -9 in the middle of a batch; a permit is suspended
in the middle of its opening.
"""

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NoReturn

import psycopg
from django.db import connection, connections

from amanat.capabilities.permits import actions as permitting
from amanat.capabilities.permits import queries as permits
from amanat.capabilities.permits.tests.cast import Maker, permitted
from amanat.capabilities.presale import actions, queries
from amanat.capabilities.presale.models import Campaign, Opening
from amanat.capabilities.presale.states import FIRST_COME
from amanat.capabilities.presale.tests.cast import buyers, decide_all, new_opening
from amanat.capabilities.presale.tests.crowd import ONE_IN, come
from amanat.capabilities.presale.tests.kills import given_in_order
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from amanat.kernel.ledger.tests.scratch import owner_url
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role

CROWD = int(os.environ.get("AMANAT_CROWD", "1000000"))
MOST_KILLED_OVER = 200_000  # Of the crowd: so many are enough for all the kills.
KILLS = 12
LONGEST_SECONDS = 300
LOOK_SECONDS = 0.0005
AT_WORK = """
select count(*) from pg_stat_activity where state = 'active' and pid <> pg_backend_pid()
    and datname = %s and query like %s
"""
SEATS, CALLERS, CALL = 4_000, 4, 25
LONGEST_PAUSE_SECONDS = 0.2  # Of one caller between two calls, once half the seats are asked for.
PRICE = 1_000_000
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
Told = Callable[[str, object], None]


def test_allocators_killed_in_the_middle_of_a_batch_lose_nobody_and_decide_nobody_twice(
    committed: None, record_property: Told
) -> None:
    people = min(CROWD, MOST_KILLED_OVER)
    opening = new_opening(ceiling=people // ONE_IN, most_units=2)
    come(opening, people)
    in_the_middle = 0
    for _ in range(KILLS):
        with an_allocator(opening) as process:
            in_the_middle += waits_until_it_works()
            os.kill(process, signal.SIGKILL)
        seen, _ = queries.progress(opening.pk)
        assert seen % actions.DECIDED_AT_ONCE == 0 or seen == people, "Half a batch was decided."
    with an_allocator(opening):
        until(lambda: queries.progress(opening.pk)[0] == people)
    record_property("allocators killed -9", f"{KILLS}, {in_the_middle} in the middle of a batch")
    assert in_the_middle, "Nobody was killed in the middle: the drill showed nothing."
    assert given_in_order(opening, people // ONE_IN) == (people, people // ONE_IN)


@contextmanager
def an_allocator(opening: Opening) -> Iterator[int]:
    """A process of its own that decides batch after batch, as the platform's allocator does."""
    connections.close_all()
    process = os.fork()
    if process == 0:
        decide_for_ever(opening)
    try:
        yield process
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


def decide_for_ever(opening: Opening) -> NoReturn:
    try:
        while True:
            decided = actions.allocate(opening.pk)
            time.sleep(0 if decided else LOOK_SECONDS)
    finally:
        os._exit(1)


def waits_until_it_works() -> int:
    """1 as soon as a batch is being decided; 0 when everybody is decided already."""
    wanted = [connection.settings_dict["NAME"], "%presale_allocate%"]
    until_seconds = time.monotonic() + 5
    with psycopg.connect(owner_url("postgres"), autocommit=True) as raw:
        while time.monotonic() < until_seconds:
            ((count,),) = raw.execute(AT_WORK, wanted).fetchall()
            if count:
                return 1
            time.sleep(LOOK_SECONDS)
    return 0


def until(is_so: Callable[[], bool]) -> None:
    latest = time.monotonic() + LONGEST_SECONDS
    while not is_so():
        assert time.monotonic() < latest, "It does not come to an end."
        time.sleep(LOOK_SECONDS)


@dataclass
class Callers:
    """Who applies; whoever hears that it stands still comes again later."""

    line: Opening
    people: list[int]
    tickets: dict[int, int] = field(default_factory=dict)
    told_to_wait: int = 0
    goes_on: threading.Event = field(default_factory=threading.Event)

    def apply(self, some: list[int], pause_seconds: float) -> None:
        time.sleep(pause_seconds)
        try:
            answers = self.ask(some)
            while answers[0] == actions.STOPPED:
                self.told_to_wait += len(some)
                self.goes_on.wait(LONGEST_SECONDS)
                answers = self.ask(some)
            self.tickets.update(zip(some, answers, strict=True))
        finally:
            connection.close()

    def ask(self, some: list[int]) -> list[int]:
        return actions.apply_all([self.line.pk] * len(some), some, [1] * len(some))

    def come(self, hands: ThreadPoolExecutor) -> list[Future[None]]:
        """As many as half the seats at once, the others one call after the other."""
        dice = random.Random(7)
        calls = [self.people[n : n + CALL] for n in range(0, len(self.people), CALL)]
        early = SEATS // 2 // CALL
        pauses = [0.0] * early + [dice.random() * LONGEST_PAUSE_SECONDS for _ in calls[early:]]
        pairs = zip(calls, pauses, strict=True)
        return [hands.submit(self.apply, some, pause) for some, pause in pairs]


def test_a_permit_suspended_in_the_middle_stops_its_opening_and_costs_nobody_the_place(
    committed: None, record_property: Told
) -> None:
    maker = permitted(quantity=2 * SEATS, price_units=PRICE)
    callers = Callers(an_opening(maker), buyers(2 * SEATS))
    line = callers.line
    with an_allocator(line), ThreadPoolExecutor(CALLERS) as hands:
        heard = callers.come(hands)
        try:
            until(lambda: queries.progress(line.pk)[1] > SEATS // 2)
            stop(maker)
            before = queries.progress(line.pk)
            time.sleep(0.5)  # However long it stands still, nobody is decided.
            assert queries.progress(line.pk) == before and SEATS // 2 < before[1] < SEATS
            go_on(maker)
        finally:
            callers.goes_on.set()
        for one in heard:
            one.result(LONGEST_SECONDS)
    decide_all(line)
    told = f"{before[1]} of {SEATS} seats; {callers.told_to_wait} had to come again"
    record_property("suspended after", told)
    assert len(callers.tickets) == len(callers.people) and min(callers.tickets.values()) > 0
    assert given_in_order(line, SEATS) == (len(callers.people), SEATS)
    left = permits.free_stock(maker.pk), book.balance(line.ceiling_account_id).free_units
    assert left == (SEATS, 0)


def an_opening(maker: Maker) -> Opening:
    """A campaign of this permit for who comes first, opened by the queue's own clock."""
    begin = clock.now() + 4 * DAY
    made = actions.announce_campaign(
        maker.holder(), permit_id=maker.pk, opens_at=begin, closes_at=begin + DAY,
        groups=[actions.Group("everybody", SEATS)], kind=FIRST_COME,
    )  # fmt: skip
    actions.open_campaign(Act(None, Role.CLOCK, begin), campaign_id=made.pk)
    began = clock.now() - HOUR  # By the clock that the queue itself reads.
    opened = Campaign.objects.filter(pk=made.pk)
    opened.update(announced_at=began - 4 * DAY, opens_at=began)
    Opening.objects.filter(campaign_id=made.pk).update(opens_at=began)
    line = queries.opening_of(made.pk)
    assert line is not None
    return line


@atomic
def stop(maker: Maker) -> None:
    """What the house does when a report does not come, and what follows from it."""
    permitting.suspend_permit(maker.house(), permit_id=maker.pk, reason="production")
    actions.stand_still(maker.house(), permit_id=maker.pk)


@atomic
def go_on(maker: Maker) -> None:
    permitting.resume_permit(maker.house(), permit_id=maker.pk)
    actions.go_on(maker.house(), permit_id=maker.pk)

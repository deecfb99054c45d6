"""One opening hour in which connections are killed at random; nothing may be lost or oversold."""

import os
import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import psycopg
from django.db import connection

from amanat.capabilities.presale import queries
from amanat.capabilities.presale.models import Opening
from amanat.capabilities.presale.tests.cast import buyers, decide_all, new_opening
from amanat.kernel.ledger import book
from amanat.kernel.ledger.tests.scratch import owner_url

PEOPLE, BATCH, WRITERS, ALLOCATORS = 600, 20, 3, 2
DECIDED_AT_ONCE = 35
TRIES = 10_000
KILL = """
select pg_terminate_backend(pid) from pg_stat_activity
where application_name = %s order by random() limit 1
"""
APPLY = "select presale_apply_v2(%b::bigint[], %b::bigint[], %b::bigint[])"
IN_ORDER = """
select i.amount_units, h.amount_units from presale_intake i
left join ledger_hold h on h.id = i.ticket and h.result = 0
where i.opening_id = %s order by i.xid, i.ticket
"""
ROWS_AT_ONCE = 10_000


@dataclass
class Rush:
    """What was sent and what was answered, as the clients know it: kept outside the server."""

    opening: Opening
    wishes: dict[int, int]
    name: str
    tickets: dict[int, int] = field(default_factory=dict)
    kills: int = 0
    is_over: threading.Event = field(default_factory=threading.Event)

    def connect(self) -> psycopg.Connection:
        url = os.environ["DATABASE_APP_URL"]
        database = connection.settings_dict["NAME"]
        return psycopg.connect(url, dbname=database, autocommit=True, application_name=self.name)

    def insist(self, do: Callable[[psycopg.Connection], None]) -> None:
        """Do it until it was answered: after a lost connection the outcome is unknown."""
        for _ in range(TRIES):
            try:
                with self.connect() as raw:
                    return do(raw)
            except psycopg.OperationalError:
                continue
        raise AssertionError("Nobody answers.")


def play(seed: int) -> int:
    """Send, decide and kill at once; afterwards everything that was promised must be true.

    Answers how many connections were killed.
    """
    dice = random.Random(seed)
    people = buyers(PEOPLE)
    wishes = {buyer: dice.randint(1, 3) for buyer in people}
    ceiling = dice.choice([0, 1, 150, 600, 3 * PEOPLE])
    rush = Rush(new_opening(ceiling, most_units=3), wishes, f"rush-{os.getpid()}-{seed}")
    calls = [people[n : n + BATCH] for n in range(0, PEOPLE, BATCH)]
    calls += dice.sample(calls, 5)  # Some press the button twice.
    dice.shuffle(calls)
    with ThreadPoolExecutor(WRITERS + ALLOCATORS + 1) as hands:
        writers = [hands.submit(write, rush, calls[n::WRITERS]) for n in range(WRITERS)]
        others = [hands.submit(decide, rush) for _ in range(ALLOCATORS)]
        others.append(hands.submit(kill, rush, random.Random(seed + 1)))
        try:
            for one in writers:
                one.result()
        finally:
            rush.is_over.set()
        for one in others:
            one.result()
    decide_all(rush.opening)
    check(rush, ceiling)
    return rush.kills


def write(rush: Rush, calls: list[list[int]]) -> None:
    for some in calls:

        def send(raw: psycopg.Connection, some: list[int] = some) -> None:
            units = [rush.wishes[buyer] for buyer in some]
            row = raw.execute(APPLY, [[rush.opening.pk] * len(some), some, units]).fetchone()
            assert row is not None
            for buyer, ticket in zip(some, row[0], strict=True):
                assert rush.tickets.setdefault(buyer, ticket) == ticket > 0, "Another ticket."

        rush.insist(send)


def decide(rush: Rush) -> None:
    def run(raw: psycopg.Connection) -> None:
        while not rush.is_over.is_set():
            raw.execute("select presale_allocate_v2(%s, %s)", [rush.opening.pk, DECIDED_AT_ONCE])

    rush.insist(run)


def kill(rush: Rush, dice: random.Random) -> None:
    with psycopg.connect(owner_url("postgres"), autocommit=True) as raw:
        while not rush.is_over.wait(dice.random() / 50):
            rush.kills += raw.execute(KILL, [rush.name]).rowcount


def check(rush: Rush, ceiling: int) -> None:
    """Nobody lost, nobody twice, not one unit over, and the order alone explains who got it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select buyer_id, ticket, amount_units from presale_intake where opening_id = %s",
            [rush.opening.pk],
        )
        rows = cursor.fetchall()
    assert {buyer: ticket for buyer, ticket, _ in rows} == rush.tickets
    assert {buyer: units for buyer, _, units in rows} == rush.wishes
    seen, given = given_in_order(rush.opening, ceiling)
    assert book.balance(rush.opening.ceiling_account_id).free_units == ceiling - given >= 0
    counted = queries.count(rush.opening.pk)
    assert (counted.seen, counted.waiting) == (seen, 0)


def given_in_order(opening: Opening, ceiling: int) -> tuple[int, int]:
    """How many applied, and how many units they hold: exactly what first fit in order gives them."""
    free, seen = ceiling, 0
    url = owner_url(connection.settings_dict["NAME"])
    with psycopg.connect(url) as raw, raw.cursor(name="in_order") as cursor:
        cursor.itersize = ROWS_AT_ONCE
        for units, held in cursor.execute(IN_ORDER, [opening.pk]):
            seen += 1
            assert held == (units if units <= free else None), f"place {seen}: {units}, {held} held"
            free -= held or 0
    return seen, ceiling - free

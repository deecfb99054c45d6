"""One opening hour in which connections are killed at random; nothing may be lost or oversold."""

import os
import random
import threading
from collections.abc import Callable
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
    writers = [
        threading.Thread(target=write, args=(rush, calls[n::WRITERS])) for n in range(WRITERS)
    ]
    others = [threading.Thread(target=decide, args=(rush,)) for _ in range(ALLOCATORS)]
    others.append(threading.Thread(target=kill, args=(rush, random.Random(seed + 1))))
    for thread in writers + others:
        thread.start()
    for thread in writers:
        thread.join()
    rush.is_over.set()
    for thread in others:
        thread.join()
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
            "select i.buyer_id, i.amount_units, i.ticket, h.id is not null from presale_intake i"
            " left join ledger_hold h on h.id = i.ticket where i.opening_id = %s"
            " order by i.xid, i.ticket", [rush.opening.pk],
        )  # fmt: skip
        rows = cursor.fetchall()
    assert {buyer: ticket for buyer, _, ticket, _ in rows} == rush.tickets
    assert {buyer: units for buyer, units, _, _ in rows} == rush.wishes
    free = ceiling
    for _, units, ticket, is_held in rows:
        assert is_held == (units <= free), f"ticket {ticket}"
        free -= units if is_held else 0
    assert book.balance(rush.opening.ceiling_account_id).free_units == free >= 0
    counted = queries.count(rush.opening.pk)
    held = sum(is_held for *_, is_held in rows)
    assert (counted.seen, counted.accepted, counted.waiting) == (PEOPLE, held, 0)

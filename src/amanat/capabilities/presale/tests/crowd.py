"""A crowd in front of one opening, all waiting at once: how much memory does deciding them take?"""

import os
import time
from dataclasses import dataclass

import psycopg
from django.db import connection

from amanat.capabilities.presale import actions, queries
from amanat.capabilities.presale.models import Opening
from amanat.capabilities.presale.tests.cast import buyers, new_opening
from amanat.kernel.ledger.bench.measure import private_kb

SEND = "select presale_apply_v2(%b::bigint[], %b::bigint[], %b::bigint[])"
DECIDE = "select presale_allocate_v2(%s, %s)"
ONE_IN = 14  # 7,000 cars for 100,000 people.
WARM_CALLS = 3  # Plans and caches are made in the first calls.
STUCK_SECONDS = 120


@dataclass(frozen=True)
class Decided:
    """What deciding a crowd needed: the back end's own memory, at the start and at the most."""

    opening: Opening
    calls: int
    first_kb: int
    peak_kb: int


def come(opening: Opening, people: int) -> None:
    """So many apply, every second one for two units; nobody is decided meanwhile."""
    with psycopg.connect(_url(), autocommit=True) as raw:
        left = people
        while left:
            some = buyers(min(left, actions.MOST_TICKETS))
            raw.execute(SEND, [[opening.pk] * len(some), some, [1 + n % 2 for n in some]])
            left -= len(some)


def decided(people: int, most: int = actions.DECIDED_AT_ONCE) -> Decided:
    """Let so many apply before anybody is decided, and then decide them all over one connection."""
    opening = new_opening(ceiling=people // ONE_IN, most_units=2)
    come(opening, people)
    memory: list[int] = []
    moved_at = time.monotonic()
    with psycopg.connect(_url(), autocommit=True, prepare_threshold=0) as raw:
        while queries.progress(opening.pk)[0] < people:
            row = raw.execute(DECIDE, [opening.pk, most]).fetchone()
            if row is not None and row[0]:
                moved_at = time.monotonic()
            assert time.monotonic() - moved_at < STUCK_SECONDS, "The horizon never moved."
            memory.append(private_kb(raw.info.backend_pid))
    warm = memory[: max(1, min(WARM_CALLS, len(memory) // 2))]
    return Decided(opening, len(memory), max(warm), max(memory))


def _url() -> str:
    return psycopg.conninfo.make_conninfo(
        os.environ["DATABASE_APP_URL"], dbname=connection.settings_dict["NAME"]
    )

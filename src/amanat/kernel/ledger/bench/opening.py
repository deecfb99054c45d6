"""Case D: an opening hour. Applications sent by two writers, decided in order by one allocator.

It works on the queue of the presale room by its SQL functions only, and is left out of the bench
while that room is switched off. A unit is one application, from sent to durably decided.
"""

import threading
import time
from functools import partial
from itertools import count
from typing import LiteralString

import psycopg

from amanat.config.capabilities import STAIRS
from amanat.kernel.ledger.bench.cases import Case, Ground, value_of
from amanat.kernel.ledger.bench.server import LEDGER

APPLICATIONS = 100_000
WRITERS = 2
DECIDED_AT_ONCE = 5_000
PAUSE_SECONDS = 0.003
CARS = 7_000
_openings = count(1)
_buyers = count(10**9, APPLICATIONS)

OPEN = """
with a as (
    select ledger_open_account_v1('grants:' || %(asset)s, %(asset)s, true, null) as grants,
        ledger_open_account_v1('permit:' || %(asset)s, %(asset)s, false, 0) as permit,
        ledger_open_account_v1('sold:' || %(asset)s, %(asset)s, false, 0) as sold
), o as (
    insert into presale_opening (ceiling_account_id, sold_account_id, opens_at, closes_at,
        most_units, pay_minutes)
    select permit, sold, clock_now_v1() - interval '1 hour', clock_now_v1() + interval '1 day',
        1, 60 from a returning id
)
select o.id, a.grants, a.permit from o, a
"""
GRANT = "select ledger_post_v1(ledger_ids_v1(1), array[%s::bigint], array[%s::bigint], array[%s::bigint], '{}', '{}')"
APPLY = """select presale_apply_v2(array_fill(%(opening)s::bigint, array[%(n)s]),
    array(select generate_series(%(first)s::bigint, %(first)s + %(n)s - 1)),
    array_fill(1::bigint, array[%(n)s]))"""


def connect(ground: Ground) -> psycopg.Connection:
    url = ground.cluster.url(LEDGER).replace("user=amanat", "user=amanat_app")
    return psycopg.connect(url, autocommit=True, prepare_threshold=0)


def new_opening(raw: psycopg.Connection, ceiling: int) -> int:
    row = raw.execute(OPEN, {"asset": f"D{next(_openings)}"}).fetchone()
    assert row is not None
    raw.execute(GRANT, [row[1], row[2], ceiling])
    return int(row[0])


def send_all(ground: Ground, opening: int, firsts: list[int], batch: int) -> None:
    with connect(ground) as raw:
        for first in firsts:
            raw.execute(APPLY, {"opening": opening, "first": first, "n": batch})


def decide_all(raw: psycopg.Connection, opening: int) -> None:
    """Full batch: again at once; nearly empty: a short pause."""
    done = 0
    while done < APPLICATIONS:
        some = value_of(raw, "select presale_allocate_v2(%s, %s)", opening, DECIDED_AT_ONCE)
        done += some
        if some < DECIDED_AT_ONCE // 10:
            time.sleep(PAUSE_SECONDS)


def rush(ceiling: int, batch: int, ground: Ground) -> float:
    opening, start = new_opening(ground.raw, ceiling), next(_buyers)
    firsts = list(range(start, start + APPLICATIONS, batch))
    writers = [
        threading.Thread(target=send_all, args=(ground, opening, firsts[n::WRITERS], batch))
        for n in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    with connect(ground) as raw:
        decide_all(raw, opening)
    for writer in writers:
        writer.join()
    held = "select accepted from presale_cursor where opening_id = %s"
    assert value_of(ground.raw, held, opening) == min(ceiling, APPLICATIONS), "Over or under-sold."
    return APPLICATIONS


CASES: dict[str, Case] = {
    "D.100k.batch1000": partial(rush, CARS, 1000),
    "D.100k.batch100": partial(rush, CARS, 100),
    "D.100k.all": partial(rush, APPLICATIONS, 1000),
}
BROKEN: tuple[LiteralString, ...] = (
    "select * from presale_broken_v1()",
)  # Asked once, after all cases.
if "presale" not in STAIRS:
    CASES, BROKEN = {}, ()

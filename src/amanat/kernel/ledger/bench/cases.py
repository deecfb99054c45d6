"""What is measured. Each case opens its own accounts and does units until its time is over."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import LiteralString

import psycopg

from amanat.config.postgres import Cluster
from amanat.kernel.ledger import book
from amanat.kernel.ledger.bench.server import LEDGER, pgbench, tps
from amanat.kernel.ledger.combine import HoldLane
from amanat.kernel.ledger.items import Hold

BATCH = 1000
SECONDS = 2.5
MANY_ACCOUNTS = 100_000
PLENTY = 10**15
RELEASE = 1
SEQUENCED_BATCHES = 200


@dataclass
class Ground:
    """The accounts every case works on, and an open connection of the application's role."""

    cluster: Cluster
    raw: psycopg.Connection
    asset: int
    bank: int  # Debit-normal, without a limit.
    control: int  # Rich, limit 0: a permit, or the money under control.
    seller: int
    empty: int  # Limit 0 and nothing in it.
    first: int  # Serial number of the first of MANY_ACCOUNTS.
    a_hold: int = 0  # For the reads.

    def account(self, n: int) -> int:
        return (self.first + n) * 1_000_000 + self.asset


Case = Callable[[Ground], float]
ARRAYS = {"n": BATCH}

POST = """select ledger_post_v1(ledger_ids_v1(%(n)s), {debits}, {credits},
    array_fill(1::bigint, array[%(n)s]), '{{}}', '{{}}')"""
SAME = "array_fill(%({0})s::bigint, array[%(n)s])"
RANDOM = (
    "array(select (%(first)s + floor(random() * %(many)s)::bigint) * 1000000 + %(asset)s"
    " from generate_series(1, %(n)s))"
)
RANDOM_CREDIT = (
    "array(select (%(first)s + %(many)s / 2 + floor(random() * %(many)s / 2)::bigint) * 1000000"
    " + %(asset)s from generate_series(1, %(n)s))"
)
RANDOM_DEBIT = (
    "array(select (%(first)s + floor(random() * %(many)s / 2)::bigint) * 1000000 + %(asset)s"
    " from generate_series(1, %(n)s))"
)
SOME_EMPTY = (
    "array(select case when i %% 20 = 0 then %(empty)s else %(control)s end"
    " from generate_series(1, %(n)s) as i)"
)
IDS = "array(select generate_series(%(start)s::bigint, %(start)s + %(n)s - 1))"
HOLD = """select ledger_hold_v1({ids}, {debits}, {credits}, '{{}}', '{{}}',
    array_fill(1::bigint, array[%(n)s]), {groups}, '{{}}', false)"""
STEP = """select ledger_step_v1({ids}, array_fill(1::smallint, array[%(n)s]),
    array_fill(1::smallint, array[%(n)s]), '{{}}', '{{}}', false)"""
SPREAD = (
    "array(select (%(first)s + i %% 1000 + {}) * 1000000 + %(asset)s"
    " from generate_series(1, %(n)s) as i)"
)


def facts(ground: Ground, **more: object) -> dict[str, object]:
    names = ("asset", "bank", "control", "seller", "empty", "first")
    return (
        {name: getattr(ground, name) for name in names} | {"n": BATCH, "many": MANY_ACCOUNTS} | more
    )


def until_time_is_over(round_of_units: Callable[[], int]) -> float:
    """Repeat whole rounds for the time of a case; how many units were done."""
    units, until = 0, time.monotonic() + SECONDS
    while time.monotonic() < until:
        units += round_of_units()
    return units


def posting(debits: str, credits: str) -> Case:
    statement = POST.format(debits=debits, credits=credits)

    def case(ground: Ground) -> float:
        def one_round() -> int:
            ground.raw.execute(statement, facts(ground))
            return BATCH

        return until_time_is_over(one_round)

    return case


def holding(debits: str, credits: str, groups: str = "'{}'") -> Case:
    """Hold a batch, release it, and so on: two units for each hold."""
    hold = HOLD.format(ids=IDS, debits=debits, credits=credits, groups=groups)
    release = STEP.format(ids=IDS)

    def case(ground: Ground) -> float:
        def one_round() -> int:
            more = facts(ground, start=value_of(ground.raw, "select (ledger_ids_v1(1))[1]"))
            ground.raw.execute(hold, more)
            ground.raw.execute(release, more)
            return 2 * BATCH

        return until_time_is_over(one_round)

    return case


HOT_CONTROL, HOT_SELLER = SAME.format("control"), SAME.format("seller")
FOURS = "array(select i / 4 from generate_series(0, %(n)s - 1) as i)"
SQL_CASES: dict[str, Case] = {
    "A.hot": posting(HOT_CONTROL, RANDOM),
    "A.scattered": posting(RANDOM_DEBIT, RANDOM_CREDIT),
    "A.refused5": posting(SOME_EMPTY, RANDOM),
    "B.hot": holding(HOT_CONTROL, HOT_SELLER),
    "B.1000": holding(SPREAD.format(0), SPREAD.format(1000)),
    "L.hot": holding(HOT_CONTROL, HOT_SELLER, FOURS),
}


NAIVE = """\\set buyer random(1, 1000000)
begin;
update bench_permit set used = used + 1 where id = 1 and used + 1 <= ceiling;
insert into bench_hold (permit_id, buyer_id, units) values (1, :buyer, 1);
commit;
"""
NAIVE_TABLES = """
create table if not exists bench_permit (id int primary key, ceiling bigint, used bigint);
create table if not exists bench_hold (id bigserial primary key, permit_id int, buyer_id bigint, units bigint);
insert into bench_permit values (1, 1000000000000, 0) on conflict do nothing;
"""


def naive(callers: int) -> Case:
    """What most platforms do: update the hot row and insert the hold, one commit for each."""

    def case(ground: Ground) -> float:
        script = ground.cluster.home / "naive.sql"
        script.write_text(NAIVE)
        printed = pgbench(ground.cluster, "-M", "prepared", "-n", "-c", str(callers), "-j", "2",
            "-T", str(round(SECONDS)), "-f", str(script), database=LEDGER)  # fmt: skip
        return tps(printed) * round(SECONDS)

    return case


def combined(callers: int) -> Case:
    """Threads that hold one unit each through one lane, answered after the commit."""

    def case(ground: Ground) -> float:
        lane, counts, until = HoldLane(), [0] * callers, time.monotonic() + SECONDS
        blocks = [ids_of(ground) for _ in range(callers)]

        def caller(number: int) -> None:
            for hold_id in blocks[number]:
                if time.monotonic() > until:
                    return
                lane.hold(Hold(hold_id, ground.control, ground.seller, None, number, 1))
                counts[number] += 1

        threads = [threading.Thread(target=caller, args=(n,)) for n in range(callers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        lane.close()
        return sum(counts)

    return case


def ids_of(ground: Ground, count: int = 8000) -> list[int]:
    row = ground.raw.execute("select ledger_ids_v1(%s)", [count]).fetchone()
    assert row is not None
    return list(row[0])


def python_posting(ground: Ground) -> float:
    """A.hot with the arrays made in Python and sent through the public face."""
    accounts = [ground.account(n) for n in range(MANY_ACCOUNTS)]
    turn = iter(range(0, 10**9, 7919))

    def one_round() -> int:
        start = next(turn) % (MANY_ACCOUNTS - BATCH)
        credits = accounts[start : start + BATCH]
        answers = book.post_batch(
            book.next_ids(BATCH), [ground.control] * BATCH, credits, [1] * BATCH
        )
        assert answers == []
        return BATCH

    return until_time_is_over(one_round)


def python_holding(ground: Ground) -> float:
    """B.hot with the arrays made in Python and sent through the public face."""

    def one_round() -> int:
        ids = book.next_ids(BATCH)
        debits, credits = [ground.control] * BATCH, [ground.seller] * BATCH
        ones = [1] * BATCH
        assert book.hold_batch(ids, debits, credits, ones, parties=ids) == []
        assert book.step_batch(ids, ones, [RELEASE] * BATCH) == []
        return 2 * BATCH

    return until_time_is_over(one_round)


def prepare_reads(ground: Ground) -> None:
    """One open hold to look at, and statements filled from some of what was written before."""
    if not ground.a_hold:
        ground.a_hold = ids_of(ground, 1)[0]
        book.hold_batch([ground.a_hold], [ground.control], [ground.seller], [1])
        book.sequence(SEQUENCED_BATCHES)


def reading(read: str) -> Case:
    """Reads through the public face, one after the other."""

    def case(ground: Ground) -> float:
        hold_id = ground.a_hold
        verbs: dict[str, Callable[[], object]] = {
            "balance": lambda: book.balance(ground.control),
            "statement": lambda: book.statement(ground.seller),
            "hold": lambda: book.hold_state(hold_id),
        }

        def one_round() -> int:
            verbs[read]()
            return 1

        return until_time_is_over(one_round)

    return case


CASES: dict[str, Case] = {
    "A.hot": SQL_CASES["A.hot"],
    "A.hot.python": python_posting,
    "A.scattered": SQL_CASES["A.scattered"],
    "A.refused5": SQL_CASES["A.refused5"],
    "B.hot.1000": SQL_CASES["B.hot"],
    "B.hot.1000.python": python_holding,
    "B.1000permits": SQL_CASES["B.1000"],
    "L.groups4": SQL_CASES["L.hot"],
    "S.naive.8": naive(8),
    "S.naive.32": naive(32),
    "S.combined.8": combined(8),
    "S.combined.32": combined(32),
    "R.balance": reading("balance"),
    "R.statement": reading("statement"),
    "R.hold": reading("hold"),
}
TARGETS: dict[str, tuple[float, float]] = {
    "A.hot": (12, 20),
    "B.hot.1000": (40, 60),
    "S.combined.32": (2, 3),
    "D.100k.batch1000": (20, 30),
}


NAMED = (("bank", True, None), ("control", False, 0), ("seller", False, 0), ("empty", False, 0))
LOAD = """
insert into ledger_account (id, is_debit_normal, limit_units)
select n * 1000000 + %s, false, 0 from generate_series(%s::bigint, %s) as n
"""
FUND = """
select ledger_post_v1(ledger_ids_v1(%(n)s), array_fill(%(bank)s::bigint, array[%(n)s]), %(some)s,
    array_fill(%(units)s::bigint, array[%(n)s]), '{}', '{}')
"""


def set_up(cluster: Cluster, owner_url: str, app_url: str) -> Ground:
    """Open the accounts as their owner would load them, and connect as the application."""
    with psycopg.connect(owner_url, autocommit=True) as owner:
        opened = {
            name: value_of(
                owner, "select ledger_open_account_v1(%s, 'BENCH', %s, %s)", name, debit, limit
            )
            for name, debit, limit in NAMED
        }
        asset = opened["bank"] % 1_000_000
        first = value_of(owner, "select nextval('ledger_account_number')")
        last = first + MANY_ACCOUNTS - 1
        owner.execute("select setval('ledger_account_number', %s)", [last])
        owner.execute(LOAD, [asset, first, last])
        #  Loaded half full, then filled: updates find room on their own page.
        owner.execute("alter table ledger_account set (fillfactor = 100)")
        many = [serial * 1_000_000 + asset for serial in range(first, last + 1)]
        fund(owner, opened["bank"], [opened["control"], *many])
        owner.execute(NAIVE_TABLES)
        owner.execute("vacuum analyze")
        owner.execute("checkpoint")
    raw = psycopg.connect(app_url, autocommit=True, prepare_threshold=0)
    return Ground(cluster, raw, asset, first=first, **opened)


def fund(owner: psycopg.Connection, bank: int, accounts: list[int]) -> None:
    """Pay every account enough for the whole bench."""
    for start in range(0, len(accounts), 8000):
        some = accounts[start : start + 8000]
        owner.execute(FUND, {"n": len(some), "bank": bank, "some": some, "units": PLENTY // 100})


def value_of(owner: psycopg.Connection, text: LiteralString, *arguments: object) -> int:
    row = owner.execute(text, arguments).fetchone()
    assert row is not None
    return int(row[0])

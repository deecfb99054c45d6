"""What is measured. Each case opens its own accounts and does units until its time is over."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import psycopg

from amanat.config.postgres import Cluster

BATCH = 1000
SECONDS = 2.5
MANY_ACCOUNTS = 100_000
PLENTY = 10**15
RELEASE = 1


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
    held: list[int] = field(default_factory=list)

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
HOLD = """select ledger_hold_v1(%(ids)s, {debits}, {credits}, '{{}}', '{{}}',
    array_fill(1::bigint, array[%(n)s]), {groups}, '{{}}', false)"""
STEP = """select ledger_step_v1(%(ids)s, array_fill(1::smallint, array[%(n)s]),
    array_fill(1::smallint, array[%(n)s]), '{}', '{}', false)"""
SPREAD = (
    "array(select (%(first)s + i %% 1000 + {}) * 1000000 + %(asset)s"
    " from generate_series(1, %(n)s) as i)"
)


def facts(ground: Ground, **more: object) -> dict[str, object]:
    names = ("asset", "bank", "control", "seller", "empty", "first")
    return {name: getattr(ground, name) for name in names} | {"n": BATCH, "many": MANY_ACCOUNTS} | more


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
    statement = HOLD.format(debits=debits, credits=credits, groups=groups)

    def case(ground: Ground) -> float:
        def one_round() -> int:
            row = ground.raw.execute("select ledger_ids_v1(%s)", [BATCH]).fetchone()
            assert row is not None
            more = facts(ground, ids=row[0])
            ground.raw.execute(statement, more, binary=True)
            ground.raw.execute(STEP, more, binary=True)
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


def set_up(cluster: Cluster, owner_url: str, app_url: str) -> Ground:
    """Open the accounts as their owner would load them, and connect as the application."""
    with psycopg.connect(owner_url, autocommit=True) as owner:
        value = lambda text, *a: owner.execute(text, a).fetchone()[0]  # type: ignore[index] # noqa: E731
        opened = {
            name: value("select ledger_open_account_v1(%s, 'BENCH', %s, %s)", name, debit, limit)
            for name, debit, limit in (
                ("bank", True, None), ("control", False, 0), ("seller", False, 0), ("empty", False, 0),
            )
        }  # fmt: skip
        asset = opened["bank"] % 1_000_000
        first = value("select nextval('ledger_account_number')")
        owner.execute("select setval('ledger_account_number', %s)", [first + MANY_ACCOUNTS])
        owner.execute(
            "insert into ledger_account (id, is_debit_normal, limit_units)"
            " select n * 1000000 + %s, false, 0 from generate_series(%s::bigint, %s) as n",
            [asset, first, first + MANY_ACCOUNTS - 1],
        )
        owner.execute("alter table ledger_account set (fillfactor = 100)")
        targets = [opened["control"]] + [(first + n) * 1_000_000 + asset for n in range(MANY_ACCOUNTS)]
        for start in range(0, len(targets), 8000):
            some = targets[start : start + 8000]
            owner.execute(
                "select ledger_post_v1(ledger_ids_v1(%s), array_fill(%s::bigint, array[%s]), %s,"
                " array_fill(%s::bigint, array[%s]), '{}', '{}')",
                [len(some), opened["bank"], len(some), some, PLENTY // 100, len(some)],
            )
        owner.execute("vacuum analyze")
        owner.execute("checkpoint")
    raw = psycopg.connect(app_url, autocommit=True, prepare_threshold=0)
    return Ground(cluster, raw, asset, first=first, **opened)


random.seed(7)

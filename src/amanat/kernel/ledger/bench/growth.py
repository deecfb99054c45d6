"""Does a transfer cost more when there are many? Processor time per unit at two sizes of the book.

Form B on one permit, in a small and in a large book, each in a database of its own: filled, vacuumed,
checkpointed, then measured slice by slice, turn by turn, so that a machine that is slower now than a
minute ago is so for both: holds; releases of the oldest, in order; of the newest 100,000, in random
order; and over all rows, in random order, which misses pages and has no target. A ratio is the cost of
a slice of the large book against that of the small one beside it.

AMANAT_BENCH_GROWTH says the large size: 1,000,000, or 10,000,000 as the guide asks, which fills for
some minutes and needs 6 GB of disk.
"""

import os
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, LiteralString

import psycopg
from psycopg import sql

from amanat.config.postgres import Cluster
from amanat.kernel.ledger.bench.cases import value_of
from amanat.kernel.ledger.bench.server import LEDGER

SMALL = 100_000
LARGE = int(os.environ.get("AMANAT_BENCH_GROWTH", "1000000"))
CASES = ("G.hold", "G.release.in_order", "G.release.newest", "G.release.all")
TARGET = 1.25
WITHOUT_TARGET = ("G.release.all",)
FILLED_AT_ONCE, BATCH, NEWEST = 8_000, 1_000, 100_000
SLICES, PER_SLICE = 6, 5_000  # Units of each case at each size.
PLENTY = 10**15
NANOSECONDS_PER_US = 1000

OPEN = "select ledger_open_account_v1(%s, 'GROWTH', %s, %s)"
GRANT = "select ledger_post_v1(ledger_ids_v1(1), array[%s::bigint], array[%s::bigint], array[%s::bigint], '{}', '{}')"
HOLD = """select ledger_hold_v1(ledger_ids_v1(%(n)s), array_fill(%(permit)s::bigint, array[%(n)s]),
    array_fill(%(sold)s::bigint, array[%(n)s]), '{}', '{}',
    array_fill(1::bigint, array[%(n)s]), '{}', '{}', false)"""
RELEASE = """select ledger_step_v1(%(ids)s::bigint[], array_fill(1::smallint, array[%(n)s]),
    array_fill(1::smallint, array[%(n)s]), '{}', '{}', false)"""
OLDEST = """select h.id from ledger_hold h
    where not exists (select from ledger_step s where s.hold_id = h.id) order by h.id limit %s"""
LATEST = "select id from ledger_hold order by id desc limit %s"
SOME = """select h.id from ledger_hold h where h.id = any(%s::bigint[])
    and not exists (select from ledger_step s where s.hold_id = h.id)"""


class Book:
    """One permit in a database of its own, and the processor time of the one who writes it."""

    def __init__(self, cluster: Cluster, name: str) -> None:
        self.name, self.url = name, cluster.url(name)
        self.raw = psycopg.connect(self.url, autocommit=True, prepare_threshold=0)
        source, self.permit, self.sold = (
            value_of(self.raw, OPEN, name, is_debit, limit)
            for name, is_debit, limit in (
                ("source", True, None), ("permit", False, 0), ("sold", False, 0))
        )  # fmt: skip
        self.raw.execute(GRANT, [source, self.permit, PLENTY])

    def hold(self, count: int, at_once: int) -> None:
        for start in range(0, count, at_once):
            some = min(at_once, count - start)
            self.raw.execute(HOLD, {"n": some, "permit": self.permit, "sold": self.sold})

    def release(self, ids: list[int]) -> None:
        for start in range(0, len(ids), BATCH):
            some = ids[start : start + BATCH]
            self.raw.execute(RELEASE, {"ids": some, "n": len(some)})

    def cpu_ns(self) -> int:
        """Time on a processor of our back end, as the scheduler counts it."""
        text = Path(f"/proc/{self.raw.info.backend_pid}/schedstat").read_text()
        return int(text.split()[0])

    def cost_us(self, units: int, do: Callable[[], None]) -> float:
        before = self.cpu_ns()
        do()
        return (self.cpu_ns() - before) / NANOSECONDS_PER_US / units

    def settle(self) -> None:
        """Quiet ground: statistics, no dead rows, everything on disk. A fresh connection as well."""
        for word in (sql.SQL("vacuum analyze"), sql.SQL("checkpoint")):
            self.raw.execute(word)
        self.raw.close()
        self.raw = psycopg.connect(self.url, autocommit=True, prepare_threshold=0)
        self.hold(BATCH, BATCH)  # Its plans and caches are warm before anything is measured.

    def ids(self, text: LiteralString, argument: object) -> list[int]:
        return [number for (number,) in self.raw.execute(text, [argument])]

    def newest(self, dice: random.Random) -> list[int]:
        """Some of the newest, in random order."""
        return dice.sample(self.ids(LATEST, NEWEST), SLICES * PER_SLICE)

    def anywhere(self, dice: random.Random) -> list[int]:
        """Open holds from everywhere, in random order."""
        low, high = self.span()
        found: set[int] = set()
        while len(found) < SLICES * PER_SLICE:
            tried = [dice.randint(low, high) for _ in range(2 * PER_SLICE)]
            found.update(self.ids(SOME, tried))
        chosen = sorted(found)
        dice.shuffle(chosen)
        return chosen[: SLICES * PER_SLICE]

    def span(self) -> tuple[int, int]:
        row = self.raw.execute("select min(id), max(id) from ledger_hold").fetchone()
        assert row is not None
        return row[0], row[1]


def measured(cluster: Cluster, say: Callable[[str], None]) -> list[dict[str, Any]]:
    """The rows of the report. Before any other case: the database is copied while it is empty."""
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as owner:
        small, large = (filled(owner, cluster, size, say) for size in (SMALL, LARGE))
        found = {name: turn_by_turn(name, small, large) for name in CASES}
        broken = [
            row[0]
            for one in (small, large)
            for row in one.raw.execute("select * from ledger_broken_v1()")
        ]
        for one in (small, large):
            one.raw.close()
            owner.execute(sql.SQL("drop database {}").format(sql.Identifier(one.name)))
    return [row(name, found[name], broken) for name in CASES]


def filled(
    owner: psycopg.Connection, cluster: Cluster, size: int, say: Callable[[str], None]
) -> Book:
    """A book of its own with so many holds, on quiet ground."""
    name = f"bench_growth_{size}"
    copied = sql.SQL("create database {} template {}")
    owner.execute(copied.format(sql.Identifier(name), sql.Identifier(LEDGER)))
    book = Book(cluster, name)
    say(f"Filling a book to {size:,} holds …")
    book.hold(size, FILLED_AT_ONCE)
    book.settle()
    return book


def turn_by_turn(name: str, *books: Book) -> list[tuple[float, ...]]:
    """What a unit cost in each slice, in each of the books."""
    work = [slices(name, book) for book in books]
    return [
        tuple(book.cost_us(PER_SLICE, some[n]) for book, some in zip(books, work, strict=True))
        for n in range(SLICES)
    ]


def slices(name: str, book: Book) -> list[Callable[[], None]]:
    """What a case does in each of its slices; its holds are looked up before anybody measures."""
    if name == "G.hold":
        return [partial(book.hold, PER_SLICE, BATCH)] * SLICES
    dice = random.Random(name)
    ids = {
        "G.release.in_order": lambda: book.ids(OLDEST, SLICES * PER_SLICE),
        "G.release.newest": lambda: book.newest(dice),
        "G.release.all": lambda: book.anywhere(dice),
    }[name]()
    return [partial(book.release, ids[n * PER_SLICE :][:PER_SLICE]) for n in range(SLICES)]


def row(name: str, pairs: list[tuple[float, ...]], broken: list[str]) -> dict[str, Any]:
    told: dict[str, Any] = {"case": name, "invariants": not broken}
    if broken:
        return told
    ratios = [large / small for small, large in pairs]
    ratio = median(ratios)
    told |= {
        "ratio": round(ratio, 2),
        "low": round(min(ratios), 2),
        "high": round(max(ratios), 2),
        "cpu_us": round(median(large for _, large in pairs), 1),
        "reference": f"processor time of a unit at {LARGE:,} holds against {SMALL:,}",
    }
    if name not in WITHOUT_TARGET:
        told |= {"target": [TARGET], "met": int(ratio <= TARGET)}
    return told

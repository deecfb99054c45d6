"""A cast is played once a worker, by the real verbs; after that its rows are laid down again.

A story that is rolled back begins with people, shops and permits that took a hundred verbs. What
those wrote is read from PostgreSQL the first time, and put back in one call for every other story:
the same rows, numbers and balances, the same objects in Python. Kept is what stands at the beginning
of a story, and what follows straight on what is kept: as soon as the story itself has written
anything, or the clock was moved, the verbs play everything again. Nor is anything laid down when the
rows it changed do not stand as they stood.
"""

import functools
import json
import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import psycopg
from django.db import DatabaseError, connection, transaction
from psycopg.types.json import Jsonb

from amanat.kernel.clock import time as clock

P = ParamSpec("P")
R = TypeVar("R")
INSTALL = Path(__file__).with_suffix(".sql")
WRITES = """
    select pg_current_xact_id_if_assigned()::text, pg_snapshot_xmax(pg_current_snapshot())::text,
           written, deleted
    from kept.writes(%s)
"""
WRITTEN = "select kept.written(%s, %s)"
Rows = dict[str, list[Any]]
BARE = 0  # The ground before anything is written.


@dataclass(frozen=True)
class Kept:
    """What a cast wrote: new rows, rows before and after; and itself with what it returned."""

    number: int
    new: Rows
    changed: Rows
    pickled: bytes


@dataclass(frozen=True)
class Ground:
    """Where a transaction stands: itself, the next one, and how much it wrote and took away."""

    xid: str | None
    next_xid: str
    writes: int
    deleted: int


@dataclass
class Standing:
    """What was laid last, in which transaction, and where that began."""

    mark: tuple[str | None, int]
    number: int
    since: str


_kept: dict[object, Kept | None] = {}  # None: cannot be kept.
_last = Standing(("", 0), BARE, "")


def install(url: str) -> None:
    """Put the functions into a test database, as its owner."""
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute(INSTALL.read_bytes())


def kept(build: Callable[P, R]) -> Callable[P, R]:
    """Play `build` once for each ground and way it is called; a method changes only its object."""

    @functools.wraps(build)
    def again(*args: P.args, **more: P.kwargs) -> R:
        number = _stands_on()
        if number is None:
            return build(*args, **more)
        key = (build.__module__, build.__qualname__, number, _pickled((args, more)))
        found = _kept.get(key)
        if key[-1] is None or (found is None and key in _kept):
            return build(*args, **more)
        if found is None or not _lay(found):
            result, found = _play(key, args, lambda: build(*args, **more))
        else:
            there, result = pickle.loads(found.pickled)
            for old, new in zip(args, there, strict=True):
                getattr(old, "__dict__", {}).update(getattr(new, "__dict__", {}))
        if found is not None:
            _stand(found.number)
        return result

    return again


def _pickled(what: object) -> bytes | None:
    try:
        return pickle.dumps(what)
    except (pickle.PicklingError, AttributeError, TypeError):
        return None


@functools.cache
def _tables() -> list[int]:
    """Their numbers are the same in every copy; migrations are over when the first story begins."""
    with connection.cursor() as cursor:
        cursor.execute("select kept.tables()::int[]")
        found: list[int] = cursor.fetchone()[0]
    return found


@functools.cache
def _beside(url: str) -> psycopg.Connection:
    """What others see: a connection that knows nothing of the story's transaction."""
    return psycopg.connect(url, autocommit=True)


def _ground() -> Ground:
    with connection.cursor() as cursor:
        cursor.execute(WRITES, [_tables()])
        return Ground(*cursor.fetchone())


def _stands_on() -> int | None:
    """The number of what was laid last, when nothing was written since; None on other ground."""
    around = connection.atomic_blocks
    if not around or not around[0]._from_testcase:
        return None  # What is written here stays.
    here = _ground()
    if here.xid is None:
        _last.since = here.next_xid
        return None if clock.ahead() else BARE
    return _last.number if (here.xid, here.writes) == _last.mark else None


def _stand(number: int) -> None:
    here = _ground()
    _last.mark, _last.number = (here.xid, here.writes), number


def _lay(found: Kept) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select kept.lay(%s, %s)", [Jsonb(found.new), Jsonb(found.changed)])
    except DatabaseError:
        return False  # The ground is another one now.
    return True


def _play(key: object, args: tuple[object, ...], build: Callable[[], R]) -> tuple[R, Kept | None]:
    """The verbs; and what they wrote, unless they took rows away or return what cannot be kept."""
    since, start = _last.since, _ground()
    tables = _tables()
    before = _asked(WRITTEN, int(since), tables) if start.xid else {}
    result = build()
    pickled, end = _pickled((args, result)), _ground()
    _kept[key] = None
    if pickled is None or end.deleted > start.deleted:
        return result, None
    after = _less(_asked(WRITTEN, int(since), tables), before)
    others = _beside(os.environ["DATABASE_URL"])
    row = others.execute("select kept.standing(%s)", [Jsonb(after)]).fetchone()
    stood = {table: rows + before.get(table, []) for table, rows in (row[0] if row else {}).items()}
    changed = _asked("select kept.pairs(%s, %s)", Jsonb(before | stood), Jsonb(after))
    new = _less(after, {table: [row for _, row in pairs] for table, pairs in changed.items()})
    found = Kept(len(_kept), new, changed, pickled)
    _kept[key] = found
    return result, found


def _less(rows: Rows, others: Rows) -> Rows:
    """The rows that are not, exactly so, among the others."""
    left = {}
    for table, found in rows.items():
        known = {json.dumps(row, sort_keys=True) for row in others.get(table, ())}
        left[table] = [row for row in found if json.dumps(row, sort_keys=True) not in known]
    return {table: found for table, found in left.items() if found}


def _asked(question: str, *given: object) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(question, given)
        found: Rows = json.loads(cursor.fetchone()[0])
    return found

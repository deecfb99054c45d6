"""A cast is played once a worker, by the real verbs; after that its rows are laid down again.

A story that is rolled back begins with people, shops and permits that took a hundred verbs. What
those wrote is read from PostgreSQL the first time, and put back in one call for every other story:
the same rows, numbers and balances, the same objects in Python. Kept is what stands at the beginning
of a story, and what follows straight on what is kept: as soon as the story itself has written
anything, or the clock was moved, the verbs play everything again. Nor is anything laid down when the
rows it changed do not stand as they stood. What stands beside the database, the outside world of a
story, is kept with it: its new and changed rows are put back, too.
"""

import functools
import json
import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ParamSpec, Protocol, TypeVar

import psycopg
from django.conf import UserSettingsHolder, settings
from django.db import DatabaseError, connection, transaction
from psycopg.types.json import Jsonb

from amanat.kernel.clock import time as clock

P = ParamSpec("P")
R = TypeVar("R")
INSTALL = Path(__file__).with_suffix(".sql")
WRITES = """
    select pg_current_xact_id_if_assigned()::text, pg_snapshot_xmax(pg_current_snapshot())::text,
           kept.writes(%s)
"""
WRITTEN, DELETED = "select kept.written(%s, %s)", "select kept.deleted(%s)"
Rows = dict[str, list[Any]]
BARE = 0  # The ground before anything is written.
Memory = dict[str, dict[int, tuple[Any, ...]]]  # Rows by table and number.
Ends = dict[str, int]  # The last number of each table.


class Beside(Protocol):
    """What stands beside the database."""

    def writes(self) -> int:
        """How much was ever written there."""
        ...

    def rows(self) -> Memory:
        """All it remembers."""
        ...

    def lay(self, rows: Memory, ends: Ends) -> None:
        """These rows are as they were, whatever became of them; what came after `ends` is gone."""
        ...


class Nothing:
    """Beside the database of a story that needs no outside world."""

    def writes(self) -> int:
        return 0

    def rows(self) -> Memory:
        return {}

    def lay(self, rows: Memory, ends: Ends) -> None:
        assert not rows and not ends, "There was something beside the database."


@dataclass(frozen=True)
class Kept:
    """What a cast wrote: new rows, rows before and after; and itself with what it returned."""

    number: int
    on: int  # The ground it was played on.
    new: Rows
    changed: Rows
    beside: Memory
    ends: Ends
    pickled: bytes


@dataclass(frozen=True)
class Ground:
    """Where a transaction stands: itself, the next one, and how much it wrote."""

    xid: str | None
    next_xid: str
    writes: int


@dataclass
class Standing:
    """What was laid last, in which transaction, and where that began; and whether all that was
    written beside the database since the story began was laid, too."""

    mark: tuple[str | None, int]
    number: int
    since: str
    beside: int = 0
    is_clean: bool = True


_kept: dict[object, Kept | None] = {}  # None: cannot be kept.
_numbered: dict[int, Kept] = {}
_last = Standing(("", 0), BARE, "")
_beside_it: Beside = Nothing()


def install(url: str) -> None:
    """Put the functions into a test database, as its owner."""
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute(INSTALL.read_bytes())


def stands_beside(world: Beside) -> None:
    """From here on this is kept, too."""
    global _beside_it
    _beside_it = world


def story_begins() -> None:
    """What was written beside the database so far is of no story."""
    _last.beside, _last.is_clean = _beside_it.writes(), True


def kept(build: Callable[P, R]) -> Callable[P, R]:
    """Play `build` once for each ground and way it is called; a method changes only its object."""

    @functools.wraps(build)
    def again(*args: P.args, **more: P.kwargs) -> R:
        name = (build.__module__, build.__qualname__, _pickled((args, more)))
        if name[-1] is None:
            return build(*args, **more)
        there, result = _once(name, lambda: (args, build(*args, **more)))
        for old, new in zip(args, there, strict=True):
            if new is not old:
                getattr(old, "__dict__", {}).update(getattr(new, "__dict__", {}))
        return result

    return again


def recall(name: tuple[object, ...], build: Callable[[], R]) -> R:
    """Play `build` once for each ground and name; it changes nothing but what is kept."""
    return _once(name, build)


def _once(name: tuple[object, ...], build: Callable[[], R]) -> R:
    number = _stands_on()
    key = (number, _settings(), *name)
    found = _kept.get(key)
    if number is None or (found is None and key in _kept):
        return build()
    if found is None or not _lay(found):
        result, found = _play(number, key, build)
    else:
        result = pickle.loads(found.pickled)
    if found is not None:
        _stand(found.number)
    return result


def _settings() -> str:
    """What this test has set otherwise: under other settings another play may be given."""
    found, here = {}, settings._wrapped
    while isinstance(here, UserSettingsHolder):
        others = vars(here).items()
        found = {name: value for name, value in others if name.isupper()} | found
        here = here.default_settings
    return repr(sorted(found.items()))


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
    _last.is_clean = _last.is_clean and _beside_it.writes() == _last.beside
    if here.xid is None:
        _last.since = here.next_xid
        return None if clock.ahead() else BARE
    return _last.number if _last.is_clean and (here.xid, here.writes) == _last.mark else None


def _stand(number: int) -> None:
    here = _ground()
    _last.mark, _last.number = (here.xid, here.writes), number
    _last.beside = _beside_it.writes()


def _lay(found: Kept) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select kept.lay(%s, %s)", [Jsonb(found.new), Jsonb(found.changed)])
    except DatabaseError:
        return False  # The ground is another one now.
    #  Beside the database nothing is rolled back: what other stories made of this is taken away.
    _beside_it.lay(found.beside, found.ends if _last.is_clean else {})
    return True


def _play(number: int, key: object, build: Callable[[], R]) -> tuple[R, Kept | None]:
    """The verbs; and what they wrote, unless they took rows away or return what cannot be kept."""
    since, before, around = _last.since, _rows_at(number), _beside_it.rows()
    deleted = _asked(DELETED, _tables())
    result = build()
    pickled, told = _pickled(result), _beside_it.rows()
    _kept[key] = None
    beside = _told_since(around, told)
    if pickled is None or beside is None or _asked(DELETED, _tables()) > deleted:
        return result, None
    after = _less(_asked(WRITTEN, int(since), _tables()), before)
    changed = _changed(before, after)
    new = _less(after, {table: [row for _, row in pairs] for table, pairs in changed.items()})
    ends = {table: max(rows, default=0) for table, rows in told.items()}
    found = Kept(len(_kept), number, new, changed, beside, ends, pickled)
    _kept[key] = _numbered[found.number] = found
    return result, found


def _rows_at(number: int) -> Rows:
    """All that was written since the story began, on this ground."""
    if number == BARE:
        return {}
    here = _numbered[number]
    rows = dict(_rows_at(here.on))
    for table, pairs in here.changed.items():
        olds, news = ([pair[side] for pair in pairs] for side in (0, 1))
        rows[table] = [row for row in rows.get(table, []) if row not in olds] + news
    for table, found in here.new.items():
        rows[table] = rows.get(table, []) + found
    return rows


def _changed(before: Rows, after: Rows) -> Rows:
    """Rows that stood before with another content, before and after, by table."""
    touched = set(_asked("select kept.updated(%s)", _tables()))
    some = {table: rows for table, rows in after.items() if table in touched}
    if not some:
        return {}
    others = _beside(os.environ["DATABASE_URL"])
    row = others.execute("select kept.standing(%s)", [Jsonb(some)]).fetchone()
    stood: Rows = row[0] if row else {}
    old = {table: stood.get(table, []) + before.get(table, []) for table in some}
    pairs: Rows = _asked("select kept.pairs(%s, %s)", Jsonb(old), Jsonb(some))
    return pairs


def _told_since(before: Memory, after: Memory) -> Memory | None:
    """What is new or other in `after`; None when something is gone."""
    if any(number not in after[table] for table, rows in before.items() for number in rows):
        return None
    told = {
        table: {n: row for n, row in rows.items() if before.get(table, {}).get(n) != row}
        for table, rows in after.items()
    }
    return {table: rows for table, rows in told.items() if rows}


def _less(rows: Rows, others: Rows) -> Rows:
    """The rows that are not, exactly so, among the others."""
    left = {}
    for table, found in rows.items():
        known = {json.dumps(row, sort_keys=True) for row in others.get(table, ())}
        left[table] = [row for row in found if json.dumps(row, sort_keys=True) not in known]
    return {table: found for table, found in left.items() if found}


def _asked(question: str, *given: object) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question, given)
        found = cursor.fetchone()[0]
    return json.loads(found) if isinstance(found, str) else found

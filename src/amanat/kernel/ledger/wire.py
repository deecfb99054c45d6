"""How the ledger's SQL functions are called: packed arrays, one error table, bounded retries.

`ask` and `rows` are for single calls and reads, through Django's cursor. `send` is the hot path:
one function, arrays bound in PostgreSQL's own binary form, which costs a fifth of text.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from struct import Struct
from typing import Any, ClassVar, TypeVar

import psycopg
from django.db import Error, OperationalError, connection
from psycopg import sql
from psycopg.adapt import Dumper
from psycopg.pq import Format

from amanat.kernel.ledger.refusals import STATES

TRIES = 3
FIRST_PAUSE_SECONDS = 0.05
DEADLOCK, SERIALIZATION, UNIQUE = "40P01", "40001", "23505"
LOST = ("08", "57P")  # Connection exceptions, and a server that goes away.
REPEATABLE = {DEADLOCK, SERIALIZATION, UNIQUE}

T = TypeVar("T")


class Packed:
    """Whole numbers on their way into an array parameter."""

    oid: ClassVar[int]
    item_oid: ClassVar[int]
    item: ClassVar[str]
    width: ClassVar[int]

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers = numbers

    def packed(self) -> bytes:
        """PostgreSQL's binary array: header, then length and value of each item."""
        count = len(self.numbers)
        if not count:
            return EMPTY.pack(0, 0, self.item_oid)
        fields = [self.width] * (2 * count)
        fields[1::2] = self.numbers
        return layout(self.item, count).pack(1, 0, self.item_oid, count, 1, *fields)


EMPTY, COUNT = Struct(">iiI"), Struct(">i")


@lru_cache(maxsize=512)
def layout(item: str, count: int) -> Struct:
    return Struct(">iiIii" + f"i{item}" * count)


def numbers_in(array: bytes) -> list[int]:
    """The other way: whole numbers out of PostgreSQL's binary array, none of them null."""
    if len(array) == EMPTY.size:
        return []
    item = ITEMS[EMPTY.unpack_from(array)[2]]
    (count,) = COUNT.unpack_from(array, EMPTY.size)
    return list(layout(item, count).unpack(array)[6::2])


class Bigints(Packed):
    oid, item_oid, item, width = 1016, 20, "q", 8


class Ints(Packed):
    oid, item_oid, item, width = 1007, 23, "i", 4


class Smallints(Packed):
    oid, item_oid, item, width = 1005, 21, "h", 2


class PackedDumper(Dumper):
    """Hands the bytes of a Packed to the wire."""

    format = Format.BINARY

    def dump(self, obj: Packed) -> bytes:
        return obj.packed()


class BigintsDumper(PackedDumper):
    oid = Bigints.oid


class IntsDumper(PackedDumper):
    oid = Ints.oid


class SmallintsDumper(PackedDumper):
    oid = Smallints.oid


DUMPERS = ((Bigints, BigintsDumper), (Ints, IntsDumper), (Smallints, SmallintsDumper))


@lru_cache(maxsize=64)
def query(function: str, casts: tuple[str, ...]) -> sql.Composed:
    places = sql.SQL(", ").join(sql.SQL(f"%s::{cast}") for cast in casts)
    return sql.SQL("select {}({})").format(sql.Identifier(function), places)


ITEMS = {kind.item_oid: kind.item for kind in (Bigints, Ints, Smallints)}
CASTS = {Bigints: "bigint[]", Ints: "int[]", Smallints: "smallint[]"}


def send(function: str, *arguments: tuple[str, Any] | Packed) -> list[int]:
    """Call one batch function; its answers, empty when everything was accepted."""
    casts = tuple(a[0] if isinstance(a, tuple) else CASTS[type(a)] for a in arguments)
    values = [a[1] if isinstance(a, tuple) else a for a in arguments]
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.format = Format.BINARY
        for kind, dumper in DUMPERS:
            cursor.adapters.register_dumper(kind, dumper)
        cursor.execute(query(function, casts), values)
        answer = cursor.fetchone()
    assert answer is not None
    return list(answer[0])


def rows(text: str, *arguments: Any) -> list[tuple[Any, ...]]:
    """Every row of one read."""
    with connection.cursor() as cursor:
        cursor.execute(text, arguments)
        return list(cursor.fetchall())


def ask(text: str, *arguments: Any) -> Any:
    """The single value of one read or one call."""
    return rows(text, *arguments)[0][0]


def state_of(error: Error) -> str:
    """The five-character code of a database error, or an empty string."""
    return getattr(error.__cause__, "sqlstate", None) or ""


@contextmanager
def said_no() -> Iterator[None]:
    """Turn the ledger's own error codes into refusals; anything else stays an error."""
    try:
        yield
    except Error as error:
        refusal = STATES.get(state_of(error))
        if refusal is None:
            raise
        raise refusal from error


def is_lost(error: Error) -> bool:
    """Whether the connection went away: the outcome is unknown, the same call must be repeated.

    Told by the error, since Django may have connected again while leaving its transaction.
    """
    state = state_of(error)
    return isinstance(error, OperationalError) and (not state or state.startswith(LOST))


def again(call: Callable[[], T]) -> T:
    """Do `call`, and repeat it whole after a deadlock, a lost race for a key, or a lost
    connection. Harmless, since every call of the ledger is idempotent by its numbers or its key.
    A connection lost inside a caller's transaction is the caller's to repeat."""
    for attempt in range(TRIES):
        try:
            return call()
        except Error as error:
            lost = is_lost(error) and not connection.in_atomic_block
            if attempt == TRIES - 1 or not (lost or state_of(error) in REPEATABLE):
                raise
            if lost and connection.connection is not None and connection.connection.closed:
                connection.close()
        time.sleep(FIRST_PAUSE_SECONDS * 2**attempt)
    raise AssertionError("unreachable")

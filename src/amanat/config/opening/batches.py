"""One function of the database, called with all that waits, over a connection of its own.

psycopg's cursor costs a third of a millisecond a call, which small batches cannot hide: here the same
libpq is spoken to without it. One statement, prepared once; whole numbers in PostgreSQL's binary form
both ways; one look at the socket for each answer.
"""

import asyncio
from collections.abc import Callable, Sequence

import psycopg
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, Format
from psycopg.pq.abc import PGconn, PGresult

from amanat.kernel.ledger.wire import Bigints, numbers_in

Item = tuple[int, ...]
NAME = b"batch"
FINE = {ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK}


class Batches:
    """Opened when first needed, and again after it was lost."""

    def __init__(self, url: str, function: str, columns: int) -> None:
        places = ", ".join(f"${n + 1}" for n in range(columns))
        self._query = f"select {function}({places})".encode()
        self._url, self._columns = url, columns
        self._raw: psycopg.AsyncConnection | None = None

    async def __call__(self, items: Sequence[Item]) -> list[int]:
        """The answers, in order. Called again after an unknown outcome, it does no harm."""
        given = [Bigints([item[n] for item in items]).packed() for n in range(self._columns)]
        try:
            raw = self._raw or await self._open()
            raw.pgconn.send_query_prepared(
                NAME, given, param_formats=[Format.BINARY] * len(given), result_format=Format.BINARY
            )
            found = await self._answer(raw.pgconn)
        except psycopg.OperationalError:
            await self.close()
            raise
        answers = found.get_value(0, 0)
        assert answers is not None
        return numbers_in(answers)

    async def close(self) -> None:
        raw, self._raw = self._raw, None
        if raw is not None:
            await raw.close()

    async def _open(self) -> psycopg.AsyncConnection:
        raw = await psycopg.AsyncConnection.connect(self._url, autocommit=True)
        self._raw = raw
        raw.pgconn.send_prepare(NAME, self._query, [Bigints.oid] * self._columns)
        await self._answer(raw.pgconn)
        return raw

    async def _answer(self, line: PGconn) -> PGresult:
        """What the server says to what was sent; its error, when it says one."""
        loop = asyncio.get_running_loop()
        while line.flush():
            await _ready(line.socket, loop.add_writer, loop.remove_writer)
        while line.is_busy():
            await _ready(line.socket, loop.add_reader, loop.remove_reader)
            line.consume_input()
        found = line.get_result()
        while line.get_result() is not None:
            pass
        if found is None:
            raise psycopg.OperationalError("The server said nothing.")
        if found.status not in FINE:
            raise error_from_result(found)
        return found


async def _ready(
    socket: int, add: Callable[[int, Callable[[], None]], None], remove: Callable[[int], bool]
) -> None:
    """Watched only while somebody waits: a line that was hung up on would else never be silent."""
    ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def is_ready() -> None:
        if not ready.done():
            ready.set_result(None)

    add(socket, is_ready)
    try:
        await ready
    finally:
        remove(socket)

"""Lanes: what arrives while a batch is being written becomes the next batch.

A lane is a task with a connection of its own. It takes all that waits, calls one function of the
database with it, and answers each caller after the commit. No timer, no wait when idle; while one
lane flushes, another collects, so that batches grow with the load.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

import psycopg
import structlog

from amanat.kernel.ledger.wire import DUMPERS, Bigints, query

MOST_AT_ONCE = 2_000
MOST_WAITING = 20_000
ANSWER_SECONDS = 10.0  # Whoever has waited so long is told that the outcome is not known.
LOOK_SECONDS = 0.25
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.05, 2.0
say = structlog.get_logger("lanes")

Item = tuple[int, ...]
Asked = tuple[Item, "asyncio.Future[int]"]
Ask = Callable[[Sequence[Item]], Awaitable[list[int]]]


class Full(Exception):
    """So many wait already that whoever comes now should come again."""


class Closed(Exception):
    """We are going away: what had been taken is answered, nothing more is taken."""


class Batches:
    """One function of the database, called over a connection of its own, opened when needed."""

    def __init__(self, url: str, function: str, columns: int) -> None:
        self._url, self._columns = url, columns
        self._query = query(function, ("bigint[]",) * columns)
        self._raw: psycopg.AsyncConnection | None = None

    async def __call__(self, items: Sequence[Item]) -> list[int]:
        """The answers, in order. Called again after an unknown outcome, it does no harm."""
        raw = self._raw
        if raw is None or raw.closed:
            raw = self._raw = await connect(self._url)
        columns = [Bigints([item[n] for item in items]) for n in range(self._columns)]
        cursor = await raw.execute(self._query, columns, binary=True)
        answer = await cursor.fetchone()
        assert answer is not None
        return list(answer[0])

    async def close(self) -> None:
        if self._raw is not None:
            await self._raw.close()


async def connect(url: str) -> psycopg.AsyncConnection:
    raw = await psycopg.AsyncConnection.connect(url, autocommit=True, prepare_threshold=0)
    for kind, dumper in DUMPERS:
        raw.adapters.register_dumper(kind, dumper)
    return raw


class Lanes:
    """A queue with a bound, and one task for each of `asks` that empties it.

    One more looks at the clock for all who wait: a timer of its own for each would cost more than
    its place in the queue.
    """

    def __init__(
        self, *asks: Ask, most_waiting: int = MOST_WAITING, seconds: float = ANSWER_SECONDS
    ) -> None:
        self._waiting: deque[Asked] = deque()
        self._promised: deque[tuple[float, asyncio.Future[int]]] = deque()
        self._most_waiting, self._seconds = most_waiting, seconds
        self._bell = asyncio.Event()
        self._is_open = True
        self._tasks = [asyncio.create_task(self._run(ask)) for ask in asks]
        self._clock = asyncio.create_task(self._keep_time())

    def put(self, *item: int) -> "asyncio.Future[int]":
        """The answer to come, or TimeoutError. Who stops waiting for it cancels it, and stops
        nobody else."""
        if not self._is_open:
            raise Closed
        if len(self._waiting) >= self._most_waiting:
            raise Full
        answer = asyncio.get_running_loop().create_future()
        self._waiting.append((item, answer))
        self._promised.append((time.monotonic() + self._seconds, answer))
        self._bell.set()
        return answer

    async def close(self, seconds: float) -> None:
        """Take nothing more; write and answer what waits, for so long at most."""
        self._is_open = False
        self._bell.set()
        _, unfinished = await asyncio.wait(self._tasks, timeout=seconds)
        for task in (*unfinished, self._clock):
            task.cancel()

    async def _keep_time(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            now, promised = time.monotonic(), self._promised
            while promised and (promised[0][1].done() or promised[0][0] < now):
                _fail(promised.popleft()[1], TimeoutError())

    async def _run(self, ask: Ask) -> None:
        while True:
            count = min(MOST_AT_ONCE, len(self._waiting))
            if count:
                await self._settle(ask, [self._waiting.popleft() for _ in range(count)])
            elif self._is_open:
                self._bell.clear()
                await self._bell.wait()
            else:
                return

    async def _settle(self, ask: Ask, taken: list[Asked]) -> None:
        """Answer these. A batch that fails for a reason in its data is halved until the bad item
        is alone: it gets the error, the others what they came for."""
        try:
            answers = await self._insist(ask, taken)
        except psycopg.Error as error:
            if len(taken) == 1:
                say.error("an application fails", item=taken[0][0], exc_info=error)
                _fail(taken[0][1], error)
                return
            half = len(taken) // 2
            await self._settle(ask, taken[:half])
            await self._settle(ask, taken[half:])
            return
        for (_, future), answer in zip(taken, answers, strict=True):
            if not future.done():
                future.set_result(answer)

    async def _insist(self, ask: Ask, taken: list[Asked]) -> list[int]:
        """Send the same again while the database is away; nobody left who waits for it: stop."""
        pause = FIRST_PAUSE_SECONDS
        while True:
            try:
                return await ask([item for item, _ in taken])
            except (psycopg.OperationalError, OSError) as error:
                say.warning("sent again", items=len(taken), error=str(error).strip())
                if all(future.done() for _, future in taken):
                    return [0] * len(taken)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


def _fail(future: "asyncio.Future[int]", error: Exception) -> None:
    if not future.done():
        future.set_exception(error)

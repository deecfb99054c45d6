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

from amanat.config.opening.batches import Item

MOST_AT_ONCE = 2_000
MOST_WAITING = 20_000
ANSWER_SECONDS = 10.0  # Whoever has waited so long is told that the outcome is not known.
LOOK_SECONDS = 0.25
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.05, 2.0
say = structlog.get_logger("lanes")

Tell = Callable[["int | Exception"], None]
Ask = Callable[[Sequence[Item]], Awaitable[list[int]]]


class Full(Exception):
    """So many wait already that whoever comes now should come again."""


class Closed(Exception):
    """We are going away: what had been taken is answered, nothing more is taken."""


class Waiting:
    """One item, until when its answer is of use, and who is told: once, the answer or what went
    wrong."""

    __slots__ = ("is_over", "item", "tell", "until")

    def __init__(self, item: Item, tell: Tell, until: float) -> None:
        self.item, self.tell, self.until = item, tell, until
        self.is_over = False

    def hears(self, found: "int | Exception") -> None:
        if self.is_over:
            return
        self.is_over = True
        try:
            self.tell(found)
        except Exception as error:  # Who cannot be told must not stop those behind.
            say.exception("nobody heard", item=self.item, error=str(error))


class Lanes:
    """A queue with a bound, and one task for each of `asks` that empties it.

    One more looks at the clock for all who wait: a timer of its own for each would cost more than
    its place in the queue.
    """

    def __init__(
        self, *asks: Ask, most_waiting: int = MOST_WAITING, seconds: float = ANSWER_SECONDS
    ) -> None:
        self._waiting: deque[Waiting] = deque()
        self._promised: deque[Waiting] = deque()
        self._most_waiting, self._seconds = most_waiting, seconds
        self._bell = asyncio.Event()
        self._is_open = True
        self._tasks = [asyncio.create_task(self._run(ask)) for ask in asks]
        self._clock = asyncio.create_task(self._keep_time())

    def put(self, item: Item, tell: Tell) -> None:
        """Told is the answer, after its commit, or TimeoutError: then the outcome is not known."""
        if not self._is_open:
            raise Closed
        if len(self._waiting) >= self._most_waiting:
            raise Full
        one = Waiting(item, tell, time.monotonic() + self._seconds)
        self._waiting.append(one)
        self._promised.append(one)
        self._bell.set()

    def ask(self, *item: int) -> "asyncio.Future[int]":
        """The same for a task that waits. If it stops waiting, that stops nobody else."""
        answer = asyncio.get_running_loop().create_future()

        def tell(found: "int | Exception") -> None:
            if answer.done():
                return
            if isinstance(found, Exception):
                answer.set_exception(found)
            else:
                answer.set_result(found)

        self.put(item, tell)
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
            while promised and (promised[0].is_over or promised[0].until < now):
                promised.popleft().hears(TimeoutError())

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

    async def _settle(self, ask: Ask, taken: list[Waiting]) -> None:
        """Answer these. A batch that fails for a reason in its data is halved until the bad item
        is alone: it gets the error, the others what they came for."""
        try:
            answers = await self._insist(ask, taken)
        except psycopg.Error as error:
            if len(taken) == 1:
                say.error("an application fails", item=taken[0].item, exc_info=error)
                taken[0].hears(error)
                return
            half = len(taken) // 2
            await self._settle(ask, taken[:half])
            await self._settle(ask, taken[half:])
            return
        for one, answer in zip(taken, answers, strict=True):
            one.hears(answer)

    async def _insist(self, ask: Ask, taken: list[Waiting]) -> list[int]:
        """Send the same again while the database is away; nobody left who waits for it: stop."""
        pause = FIRST_PAUSE_SECONDS
        while True:
            try:
                return await ask([one.item for one in taken])
            except (psycopg.OperationalError, OSError) as error:
                say.warning("sent again", items=len(taken), error=str(error).strip())
                if all(one.is_over for one in taken):
                    return [0] * len(taken)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)

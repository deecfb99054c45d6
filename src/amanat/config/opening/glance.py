"""What the door looks at besides its queue: the platform's clock, and how far openings are."""

import asyncio
import time

import psycopg
import structlog

OLD_SECONDS = 1.0
CLOCK = "select clock_now_v1()"
COUNT = "select seen, accepted from presale_cursor where opening_id = %s"
say = structlog.get_logger("opening")


class Glance:
    """One connection for slow looks. Each is taken once a second, however many want to know."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._raw: psycopg.AsyncConnection | None = None
        self._ahead = 0.0
        self._counts: dict[int, tuple[float, asyncio.Task[tuple[int, int]]]] = {}

    def now(self) -> float:
        """Platform time in seconds of the epoch, by the last look: the sandbox runs ahead."""
        return time.time() + self._ahead

    async def keep_the_clock(self) -> None:
        """Look at the database's clock again and again; while it is away, the last look counts."""
        while True:
            await asyncio.sleep(OLD_SECONDS)
            try:
                await self.look_at_the_clock()
            except (psycopg.Error, OSError) as error:
                say.warning("no clock", error=str(error).strip())

    async def look_at_the_clock(self) -> None:
        row = await (await (await self._connection()).execute(CLOCK)).fetchone()
        assert row is not None
        self._ahead = row[0].timestamp() - time.time()

    async def count(self, opening_id: int) -> tuple[int, int]:
        """How many were decided and accepted, at most a second ago."""
        until, task = self._counts.get(opening_id, (0.0, None))
        if task is None or time.monotonic() > until:
            task = asyncio.create_task(self._counted(opening_id))
            self._counts[opening_id] = time.monotonic() + OLD_SECONDS, task
        return await asyncio.shield(task)

    async def close(self) -> None:
        if self._raw is not None:
            await self._raw.close()

    async def _counted(self, opening_id: int) -> tuple[int, int]:
        try:
            row = await (await (await self._connection()).execute(COUNT, [opening_id])).fetchone()
        except (psycopg.Error, OSError) as error:
            say.warning("not counted", error=str(error).strip())
            row = None
        return (row[0], row[1]) if row else (0, 0)

    async def _connection(self) -> psycopg.AsyncConnection:
        if self._raw is None or self._raw.closed:
            self._raw = await psycopg.AsyncConnection.connect(
                self._url, autocommit=True, prepare_threshold=0
            )
        return self._raw

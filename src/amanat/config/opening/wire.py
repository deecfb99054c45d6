"""The door's own end of a connection: HTTP/1.1, one request after the other, bounded in everything.

A general server in front of this costs more processor time than all the door does: it hands each
request twice from its threads to ours. Here a request is read, put into its lane and answered in one
thread, without a copy. What is understood, and what is refused, stands in asked.py.
"""

import asyncio
import resource
import signal
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from email.utils import formatdate
from http import HTTPStatus
from typing import Protocol

import structlog

from amanat.config.opening.asked import LARGEST_BODY_BYTES, LARGEST_HEAD_BYTES, Asked, heard
from amanat.face.problems import TooSlow
from amanat.words.refusal import Refused

READ_SECONDS = 5  # From the first byte of a request to its last.
IDLE_SECONDS = 30  # Between two requests of one connection.
LOOK_SECONDS = 0.5
POLL_SECONDS = 0.01
MOST_CONNECTIONS = 20_000
BACKLOG = 4096  # Connections that wait to be taken, when all come at the same second.
CHUNK = 16 * 1024
MOST_UNREAD = 2 * (LARGEST_HEAD_BYTES + LARGEST_BODY_BYTES)
REASONS = {status.value: status.phrase for status in HTTPStatus}
say = structlog.get_logger("wire")

Answer = tuple[int, str, dict[str, str], bytes]  # Status, kind, more headers, body.


Tell = Callable[[Answer], None]


class Room(Protocol):
    """What stands behind the wire."""

    def answer(self, asks: Asked, tell: Tell, /) -> None:
        """Tell the answer, once: at once or later. No task for each request: it would cost more
        than all that is done for most of them."""

    def refuse(self, asks: Asked, no: Refused, /) -> Answer: ...

    def broken(self, asks: Asked, /) -> Answer: ...


class Street:
    """All connections there are, the clock that looks at them, and the buffer they read into."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.wires: set[Wire] = set()
        self.desk = memoryview(bytearray(CHUNK))
        self.now, self.date = 0.0, ""
        self.is_open = True
        self.look()

    def look(self) -> None:
        """What time it is; and who has taken too long."""
        self.now, self.date = time.monotonic(), formatdate(usegmt=True)
        for wire in [one for one in self.wires if one.until < self.now]:
            wire.is_late()

    async def keep_time(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            self.look()

    async def empty(self, seconds: float) -> None:
        """Hang up, once whoever waits for an answer has it."""
        for wire in [one for one in self.wires if one.asks is None]:
            wire.hang_up()
        until = time.monotonic() + seconds
        while any(one.asks for one in self.wires) and time.monotonic() < until:
            await asyncio.sleep(POLL_SECONDS)


class Wire(asyncio.BufferedProtocol):
    """One connection. While a request is under way the next one waits, read or unread.

    `asks` is the request under way; `until` is when its turn is over for whoever lets us wait.
    """

    def __init__(self, street: Street) -> None:
        self._street = street
        self._got = b""
        self._transport: asyncio.Transport
        self.asks: Asked | None = None
        self.until = 0.0
        self._stays = self._is_asking = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        if len(self._street.wires) >= MOST_CONNECTIONS or not self._street.is_open:
            transport.abort()
        self._street.wires.add(self)
        self.until = self._street.now + READ_SECONDS

    def connection_lost(self, _exc: Exception | None) -> None:
        self._street.wires.discard(self)
        self.asks = None  # Nobody is left to be told.

    def get_buffer(self, _sizehint: int) -> memoryview:
        """One for all: what was read is taken out before anybody else reads."""
        return self._street.desk

    def buffer_updated(self, nbytes: int) -> None:
        if self.asks is None and not self._got:
            self.until = self._street.now + READ_SECONDS
        self._got += self._street.desk[:nbytes]
        if self.asks is None:
            self._next()
        elif len(self._got) > MOST_UNREAD:
            self._transport.pause_reading()

    def hang_up(self) -> None:
        self._transport.close()

    def is_late(self) -> None:
        """A request that does not come to its end is told so; a silent connection ends."""
        if self._transport.is_closing():
            self._transport.abort()  # It does not even read our last words.
        elif self._got:
            self._write(self._street.room.refuse(Asked(), TooSlow(seconds=READ_SECONDS)), False)
        else:
            self.hang_up()

    def pause_writing(self) -> None:
        """Somebody asks and does not read: nothing more is read from there either."""
        self._transport.pause_reading()

    def resume_writing(self) -> None:
        self._transport.resume_reading()

    def _next(self) -> None:
        """Ask what is there, one after the other; whoever is asking already goes on by itself."""
        if self._is_asking:
            return
        self._is_asking = True
        while self.asks is None and self._got and self._ask():
            pass
        self._is_asking = False

    def _ask(self) -> bool:
        """Whether the next request was all there."""
        try:
            found = heard(self._got)
        except Refused as no:
            self._write(self._street.room.refuse(Asked(), no), False)
            return False
        if found is None:
            return False
        self._got = self._got[found.size :]
        self.until = float("inf")
        self.asks, self._stays = found.asks, found.stays
        try:
            self._street.room.answer(found.asks, self._tell)
        except Exception as error:  # A bug: who asked must hear that it is unknown.
            say.exception("the door is broken", path=found.asks.parts[:2], error=str(error))
            self._tell(self._street.room.broken(found.asks))
        return True

    def _tell(self, answer: Answer) -> None:
        asks, self.asks = self.asks, None
        if asks is not None:
            stays = self._stays and self._street.is_open
            self._write(answer, stays, with_body=asks.method != "HEAD")

    def _write(self, answer: Answer, stays: bool, *, with_body: bool = True) -> None:
        status, kind, more, body = answer
        fields = "".join([f"{name}: {value}\r\n" for name, value in more.items()])
        end = "\r\n" if stays else "connection: close\r\n\r\n"
        head = (
            f"HTTP/1.1 {status} {REASONS[status]}\r\ndate: {self._street.date}\r\n"
            f"content-type: {kind}\r\ncontent-length: {len(body)}\r\n{fields}{end}"
        ).encode("latin-1")
        self._transport.write(head + body if with_body else head)
        if not stays:
            self._got, self.until = b"", self._street.now + READ_SECONDS
            self.hang_up()
            return
        self.until = self._street.now + (READ_SECONDS if self._got else IDLE_SECONDS)
        if self._got:
            self._transport.resume_reading()
            self._next()


Hour = Callable[[], Awaitable[None]]


async def serve(room: Room, host: str, port: int, open_up: Hour, say_goodbye: Hour) -> None:
    """Answer on this port until somebody asks to stop; then answer what waits, and go."""
    allow_connections()
    await open_up()
    loop, street, over = asyncio.get_running_loop(), Street(room), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, over.set)
    clock = asyncio.create_task(street.keep_time())
    server = await loop.create_server(
        lambda: Wire(street), host, port, backlog=BACKLOG, reuse_port=True
    )
    await over.wait()
    server.close()
    street.is_open = False
    await say_goodbye()
    await street.empty(LOOK_SECONDS)
    clock.cancel()


def allow_connections() -> None:
    """As many open files as the machine lets us have, up to what we take."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + 1000
    most = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))

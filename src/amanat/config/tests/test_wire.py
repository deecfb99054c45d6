"""The wire of the opening hour: what is a request, what is none, and what becomes of slow ones."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amanat.config.opening import wire
from amanat.config.opening.asked import (
    LARGEST_BODY_BYTES,
    LARGEST_HEAD_BYTES,
    Asked,
    Heard,
    heard,
)
from amanat.config.opening.door import refused
from amanat.words.refusal import Refused

POST = b"POST /apply/7?x=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\npass=x"
GET = b"GET /en/apply/7/A/place HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n"


def test_a_request_is_read_when_all_of_it_is_there() -> None:
    for size in range(len(POST)):
        assert heard(POST[:size]) is None
    found = heard(POST + GET)
    assert found is not None and (found.size, found.stays) == (len(POST), True)
    assert (found.asks.method, found.asks.parts) == ("POST", ["apply", "7"])
    assert found.asks.body == b"pass=x"
    following = heard(GET)
    assert following is not None and following.asks.wants_page
    assert (following.asks.language, following.asks.prefix) == ("en", "/en")


@pytest.mark.parametrize(
    "head", ["GET / HTTP/1.0", "GET / HTTP/1.1\r\nConnection: Close", "GET /%61 HTTP/1.0\r\na: b"]
)
def test_whoever_does_not_ask_again_is_told_goodbye(head: str) -> None:
    found = heard(f"{head}\r\n\r\n".encode())
    assert found is not None and not found.stays


NO_REQUESTS = (
    "GET / HTTP/2.0", "GET  / HTTP/1.1", "get / HTTP/1.1", "GET http://a/ HTTP/1.1", "GET /",
    "GET / HTTP/1.1\nHost: a", "GET / HTTP/1.1\r\nHost : a", "GET / HTTP/1.1\r\n Host: a",
    "GET / HTTP/1.1\r\nHost: a\r\n b", "GET / HTTP/1.1\r\nHost", "GET / HTTP/1.1\r\nA: \0",
    "GET /\x7f HTTP/1.1", "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1",
    "POST / HTTP/1.1\r\nContent-Length: 1, 1", "POST / HTTP/1.1\r\nContent-Length: +1",
    "POST / HTTP/1.1\r\nContent-Length: ۱", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked",
    "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked",
    f"POST / HTTP/1.1\r\nContent-Length: {LARGEST_BODY_BYTES + 1}",
    f"POST / HTTP/1.1\r\nContent-Length: {'9' * 30}",
)  # fmt: skip


@pytest.mark.parametrize("head", NO_REQUESTS)
def test_what_could_be_understood_in_two_ways_is_none(head: str) -> None:
    with pytest.raises(Refused):
        heard(f"{head}\r\n\r\nx".encode())


def test_a_head_without_an_end_is_not_kept() -> None:
    with pytest.raises(Refused):
        heard(b"GET / HTTP/1.1\r\nA: " + b"b" * LARGEST_HEAD_BYTES)


@given(got=st.binary(max_size=80) | st.builds(lambda a, b: POST[:a] + b + POST[a:],
       st.integers(0, len(POST)), st.binary(max_size=3)))  # fmt: skip
@settings(max_examples=150, deadline=None, database=None)
def test_whatever_comes_is_a_request_or_part_of_one_or_refused(got: bytes) -> None:
    try:
        found = heard(got)
    except Refused:
        return
    assert found is None or (isinstance(found, Heard) and 0 < found.size <= len(got))


class Echo:
    """A room that says what it heard, and keeps whoever asks for /slow waiting."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def answer(self, asks: Asked, tell: wire.Tell) -> None:
        if asks.parts == ["broken"]:
            raise ValueError("a bug")
        said = f"{asks.method} {asks.parts[-1]} ".encode() + asks.body
        if asks.parts == ["slow"]:
            self.waiting.append(lambda: tell((200, "text/plain", {}, said)))
        else:
            tell((200, "text/plain", {}, said))

    def open_the_gate(self) -> None:
        while self.waiting:
            self.waiting.pop()()

    def refuse(self, asks: Asked, no: Refused) -> wire.Answer:
        return refused(asks, no)

    def broken(self, _asks: Asked) -> wire.Answer:
        return 503, "text/plain", {}, b"again"


Visit = Callable[["House"], Awaitable[None]]


class House:
    """An echo behind a wire on a free port."""

    def __init__(self) -> None:
        self.room = Echo()
        self.street = wire.Street(self.room)
        self.port = 0

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self.port)

    async def said(self, *parts: bytes) -> bytes:
        """All that comes back until they hang up, when the parts are sent one by one."""
        reader, writer = await self.connect()
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(0)
        return await reader.read()

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not is_so():
                await asyncio.sleep(0.001)


def visit(story: Visit) -> None:
    async def play() -> None:
        house = House()
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: wire.Wire(house.street), "127.0.0.1", 0)
        house.port = server.sockets[0].getsockname()[1]
        await story(house)
        server.close()

    with ThreadPoolExecutor(1) as pool:  # A browser of this worker may keep a loop in our thread.
        pool.submit(asyncio.run, play()).result()


def asking(path: str, body: bytes = b"", *, last: bool = False) -> bytes:
    more = "connection: close\r\n" if last else ""
    head = f"POST /{path} HTTP/1.1\r\nhost: a\r\n{more}content-length: {len(body)}\r\n\r\n"
    return head.encode() + body


def bodies(said: bytes) -> list[bytes]:
    return [part.split(b"\r\n\r\n", 1)[1] for part in said.split(b"HTTP/1.1 ")[1:]]


def test_however_requests_are_cut_into_pieces_they_are_answered_in_order() -> None:
    async def story(house: House) -> None:
        asked = b"".join(asking(f"{n}", b"x" * n, last=n == 9) for n in range(10))
        dice = random.Random(7)
        for _ in range(20):
            cuts = sorted({0, len(asked), *dice.sample(range(len(asked)), dice.randint(0, 30))})
            parts = [asked[a:b] for a, b in pairwise(cuts)]
            told = bodies(await house.said(*parts))
            assert told == [f"POST {n} ".encode() + b"x" * n for n in range(10)]
        assert not house.street.wires

    visit(story)


def test_hundreds_of_requests_in_one_piece_are_answered_one_after_the_other() -> None:
    async def story(house: House) -> None:
        most = wire.MOST_UNREAD // len(asking("100"))
        told = bodies(
            await house.said(*(asking(f"{n}") for n in range(most)), asking("x", last=True))
        )
        assert told == [*(f"POST {n} ".encode() for n in range(most)), b"POST x "]

    visit(story)


def test_what_is_no_request_is_said_so_and_the_connection_ends() -> None:
    async def story(house: House) -> None:
        for wrong, status in ((b"nonsense\r\n\r\n", b"422"), (asking("1", b"x" * 1025), b"413")):
            said = await house.said(asking("0"), wrong)
            assert said.count(b"HTTP/1.1 ") == 2 and b"HTTP/1.1 " + status in said
            assert b"connection: close" in said and b"detail_fa" in said
        head = await house.said(b"HEAD /1 HTTP/1.0\r\n\r\n")
        assert head.endswith(b"content-length: 7\r\nconnection: close\r\n\r\n")
        assert bodies(await house.said(asking("broken", last=True))) == [b"again"]

    visit(story)


def test_a_slow_request_and_a_silent_connection_end() -> None:
    async def story(house: House) -> None:
        silent, _ = await house.connect()
        slow, writer = await house.connect()
        writer.write(asking("1", b"all")[:-1])
        await house.until(lambda: any(one._got for one in house.street.wires))
        for one in house.street.wires:
            one.until = 0
        house.street.look()
        assert await silent.read() == b"" and b"HTTP/1.1 408 " in await slow.read()

    visit(story)


def test_who_goes_away_frees_the_place_and_a_goodbye_answers_who_waits() -> None:
    async def story(house: House) -> None:
        _, leaves = await house.connect()
        leaves.write(asking("slow"))
        await house.until(lambda: any(one.asks for one in house.street.wires))
        leaves.close()
        await house.until(lambda: not house.street.wires)
        house.room.open_the_gate()  # Nobody is there to hear it.
        waits, writer = await house.connect()
        writer.write(asking("slow") + asking("too late"))
        await house.until(lambda: any(one.asks for one in house.street.wires))
        assert {one.until for one in house.street.wires} == {float("inf")}  # Nobody is late.
        idle, _ = await house.connect()
        await house.until(lambda: len(house.street.wires) == 2)
        house.street.is_open = False
        asyncio.get_running_loop().call_soon(house.room.open_the_gate)
        await house.street.empty(5)
        assert bodies(await waits.read()) == [b"POST slow "] and await idle.read() == b""

    visit(story)

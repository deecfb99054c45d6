"""The door at opening hour: durable before it answers, bounded, and nobody is counted twice."""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import thread_time
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from amanat.capabilities.presale import queries, refusals
from amanat.capabilities.presale.models import Opening
from amanat.capabilities.presale.queries import Place
from amanat.capabilities.presale.tests.cast import buyers, decide_all, new_opening
from amanat.config.opening import door as rooms
from amanat.config.opening import waiting
from amanat.config.opening.asked import Asked
from amanat.config.opening.lanes import Closed, Full, Lanes
from amanat.config.opening.wire import Answer
from amanat.kernel.clock import time

pytestmark = pytest.mark.usefixtures("committed")
LARGEST_PAGE_BYTES = 15 * 1024
Story = Callable[["Visitor"], Awaitable[None]]


@dataclass
class Told:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


QUIET_SECONDS = 0.5
HANG_UP = """
    select count(pg_terminate_backend(pid)) from pg_stat_activity
    where datname = %s and query like '%%presale_apply%%' and pid <> pg_backend_pid()
"""


class Visitor:
    """Somebody in front of the door, without a socket between."""

    def __init__(self, door: rooms.Door) -> None:
        self.door = door

    async def asks(
        self, method: str, path: str, body: bytes | dict[str, Any] = b"", **headers: str
    ) -> Told:
        if isinstance(body, dict):
            body = urlencode(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self.door.answer(Asked(method, path, named, body), answer.set_result)
        status, kind, more, told = await answer
        return Told(status, {"content-type": kind, **more}, told)

    async def applies(self, line: Opening, buyer: int, units: object = 1, **headers: str) -> Told:
        sent = {"pass": queries.pass_for(line, buyer), "units": units}
        return await self.asks("POST", f"/apply/{line.pk}", sent, **headers)


def apart(story: Coroutine[Any, Any, None]) -> None:
    """Play it in a thread of its own: a browser of this worker may keep a loop in ours."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, story).result()


@asynccontextmanager
async def opened():
    """A door between its start and its goodbye."""
    url = make_conninfo(os.environ["DATABASE_APP_URL"], dbname=connection.settings_dict["NAME"])
    door = rooms.Door(url, "http://site.test")
    await door.open_up()
    try:
        yield Visitor(door)
    finally:
        await door.say_goodbye()


def at_the_door(story: Story) -> None:
    async def play() -> None:
        async with opened() as visitor:
            await story(visitor)

    apart(play())


def test_a_thousand_come_and_each_ticket_was_durable_before_it_was_given_out() -> None:
    line, people = new_opening(ceiling=10), buyers(1000)

    async def story(visitor: Visitor) -> None:
        told = await asyncio.gather(*(visitor.applies(line, buyer) for buyer in people))
        again = await visitor.applies(line, people[7])
        assert {one.status for one in told} == {202} and again.json == told[7].json
        tickets.extend(one.json["ticket"] for one in told)

    tickets: list[int] = []
    at_the_door(story)
    assert decide_all(line) == 1000
    found = [queries.application(line.pk, buyer) for buyer in people]
    assert [one.ticket for one in found if one] == tickets
    assert sum(one.place is Place.ACCEPTED for one in found if one) == 10


def hang_up() -> int:
    """The server ends the connections of every door; answers how many."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as owner:
        found = owner.execute(HANG_UP, [connection.settings_dict["NAME"]]).fetchone()
    assert found is not None
    return int(found[0])


def test_a_line_that_the_database_hung_up_on_costs_nobody_anything_and_no_processor() -> None:
    line, people = new_opening(ceiling=10), buyers(3)

    async def story(visitor: Visitor) -> None:
        first = await visitor.applies(line, people[0])
        assert await asyncio.to_thread(hang_up) >= 1
        before = thread_time()
        await asyncio.sleep(QUIET_SECONDS)
        assert thread_time() - before < QUIET_SECONDS / 2, "It listens to a dead line."
        told = [await visitor.applies(line, buyer) for buyer in people]
        assert {one.status for one in told} == {202} and told[0].json == first.json
        place = await visitor.asks("GET", f"{first.headers['location']}place")
        assert place.json["place"] == "waiting"

    at_the_door(story)


def test_a_place_is_followed_by_its_address_and_an_edited_one_is_nobody_s() -> None:
    line, (first, second) = new_opening(ceiling=1), buyers(2)

    async def story(visitor: Visitor) -> None:
        for buyer in (first, second):
            told = await visitor.applies(line, buyer)
            follow.append(told.headers["location"])
        waits = await visitor.asks("GET", f"{follow[0]}place")
        assert waits.json["place"] == "waiting" and "next" not in waits.json
        await asyncio.to_thread(decide)
        told = [(await visitor.asks("GET", f"{path}place")).json for path in follow]
        assert [one["place"] for one in told] == ["accepted", "refused"]
        assert told[0]["next"] == f"http://site.test/presales/openings/{line.pk}"
        edited = follow[0].replace(follow[0][-3], "A" if follow[0][-3] != "A" else "B")
        other_line = follow[0].replace(f"/{line.pk}/", f"/{line.pk + 1}/")
        for wrong in (edited, other_line, f"/apply/{line.pk}/nothing/"):
            assert (await visitor.asks("GET", f"{wrong}place")).status == 404

    def decide() -> None:
        decide_all(line)
        connection.close()

    follow: list[str] = []
    at_the_door(story)


def test_a_browser_without_scripts_uses_the_same_address() -> None:
    line, (buyer,) = new_opening(ceiling=1), buyers(1)

    async def story(visitor: Visitor) -> None:
        told = await visitor.applies(line, buyer, "۱", accept="text/html")
        assert told.status == 303
        page = await visitor.asks("GET", told.headers["location"])
        assert page.status == 200 and "public" in page.headers["cache-control"]
        cached = await visitor.asks(
            "GET", told.headers["location"], if_none_match=page.headers["etag"]
        )
        assert (cached.status, cached.body) == (304, b"")
        place = await visitor.asks("GET", told.headers["location"] + "place", accept="text/html")
        assert "محفوظ است" in place.body.decode() and 'http-equiv="refresh"' in place.body.decode()
        no = await visitor.applies(line, buyer, 2, accept="text/html")
        assert no.status == 409 and 'name="pass"' in no.body.decode()

    at_the_door(story)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_waiting_page_is_small_and_needs_nothing_else(language: str) -> None:
    body = waiting.static_page(language)
    assert len(body) < LARGEST_PAGE_BYTES
    assert b"[[" not in body and b"src=" not in body and b"<link" not in body


def test_what_the_door_refuses_it_refuses_with_a_sentence_and_a_code() -> None:
    line, (buyer,) = new_opening(ceiling=1, most_units=2), buyers(1)
    early, stopped = new_opening(ceiling=1, hours=(1, 2)), new_opening(ceiling=1)
    Opening.objects.filter(pk=stopped.pk).update(stopped_at=time.now())
    paper = queries.pass_for(line, buyer)

    async def story(visitor: Visitor) -> None:
        def told(line_id: int, **sent: object) -> Awaitable[Told]:
            return visitor.asks("POST", f"/apply/{line_id}", sent)

        wrong = {
            "opening.pass_not_ours": (
                told(line.pk, units=1), told(line.pk, **{"pass": paper[:-1] + "!"}),
                told(line.pk, **{"pass": paper[:-1] + ("A" if paper[-1] != "A" else "Q")}),
                told(line.pk + 1, **{"pass": paper}),
            ),
            "opening.too_many_units": tuple(
                told(line.pk, **{"pass": paper, "units": units})
                for units in ("3", "0", "-1", "x", "9" * 30)
            ),
            "opening.shut": (visitor.applies(early, buyer),),
            "opening.stopped": (visitor.applies(stopped, buyer),),
            "opening.missing": (told(0), visitor.asks("POST", "/apply/x")),
            "not_well_formed": (
                visitor.asks("POST", f"/apply/{line.pk}", b"[]", content_type="application/json"),
                visitor.asks("POST", f"/apply/{line.pk}", b"\xff=1"),
            ),
            "wrong_method": (visitor.asks("PUT", f"/apply/{line.pk}"),),
        }  # fmt: skip
        for code, answers in wrong.items():
            for answer in answers:
                one = await answer
                assert (one.json["code"], one.status) == (code, one.json["status"]), one.json
                assert one.json["detail_fa"]
                assert one.headers.get("allow") == ("POST" if code == "wrong_method" else None)

    at_the_door(story)
    assert queries.application(line.pk, buyer) is None


def in_lanes(story: Callable[[], Awaitable[None]]) -> None:
    apart(story())


async def number_of(items: Sequence[tuple[int, ...]]) -> list[int]:
    return [number for (number,) in items]


def test_whoever_comes_when_too_many_wait_is_asked_to_come_again() -> None:
    async def story() -> None:
        gate = asyncio.Event()

        async def slow(items: Sequence[tuple[int, ...]]) -> list[int]:
            await gate.wait()
            return await number_of(items)

        lanes = Lanes(slow, most_waiting=2)
        first = lanes.ask(1)
        await asyncio.sleep(0)
        rest = [lanes.ask(2), lanes.ask(3)]
        with pytest.raises(Full):
            lanes.ask(4)
        rest[0].cancel()  # A client goes away; its neighbours do not notice.
        gate.set()
        assert [await first, await rest[1]] == [1, 3]
        await lanes.close(1)
        with pytest.raises(Closed):
            lanes.ask(5)

    in_lanes(story)


def test_a_bad_item_of_a_batch_is_found_and_stops_nobody_else() -> None:
    async def story() -> None:
        async def picky(items: Sequence[tuple[int, ...]]) -> list[int]:
            if (13,) in items:
                raise psycopg.DataError("thirteen")
            return await number_of(items)

        lanes = Lanes(picky)
        asked = [lanes.ask(n) for n in range(20)]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        assert isinstance(answers.pop(13), psycopg.DataError)
        assert answers == [*range(13), *range(14, 20)]
        await lanes.close(1)

    in_lanes(story)


def test_a_lost_connection_is_sent_again_and_a_goodbye_answers_what_waits() -> None:
    async def story() -> None:
        sent: list[int] = []

        async def shaky(items: Sequence[tuple[int, ...]]) -> list[int]:
            sent.append(len(items))
            if len(sent) == 1:
                raise psycopg.OperationalError("gone")
            return await number_of(items)

        lanes = Lanes(shaky)
        asked = [lanes.ask(n) for n in range(5)]
        await asyncio.gather(lanes.close(1), *asked)
        assert sent == [5, 5] and [one.result() for one in asked] == [*range(5)]

    in_lanes(story)


def test_too_long_a_wait_says_that_the_outcome_is_not_known() -> None:
    async def story() -> None:
        gate = asyncio.Event()

        async def stuck(items: Sequence[tuple[int, ...]]) -> list[int]:
            await gate.wait()
            return await number_of(items)

        lanes = Lanes(stuck, seconds=0)
        with pytest.raises(refusals.OutcomeUnknown) as no:
            await rooms.answered(lanes, 7)
        assert 1 < no.value.facts["seconds"] <= rooms.MOST_PAUSE_SECONDS
        gate.set()  # It was written after all: the same again would find its ticket.
        await lanes.close(1)
        with pytest.raises(refusals.OutcomeUnknown):
            await rooms.answered(lanes, 8)

    in_lanes(story)

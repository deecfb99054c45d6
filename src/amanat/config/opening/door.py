"""The door of the opening hour: POST /apply/{opening} → 202 with a ticket that is durable.

A small process of its own, no framework and no session. The pass says who asks,
in which opening and for how much at most; it is checked in memory. The handler puts the application
into a queue and goes on; a lane writes the queue, and answers after the commit.

    POST /apply/7                    form or JSON: pass, units; browsers go on to the waiting page
    GET  /apply/7/{address}/         the waiting page: the same for everybody, so caches keep it
    GET  /apply/7/{address}/place    where this application stands
    GET  /healthz                    "ok" while it takes applications

English pages lie under /en/apply/…
"""

import asyncio
import json
import secrets
from functools import partial

import psycopg
import structlog

from amanat.capabilities.presale import actions, queries, refusals
from amanat.config.opening import waiting
from amanat.config.opening.asked import JSON, Asked, opening_of, whole
from amanat.config.opening.batches import Batches
from amanat.config.opening.glance import Glance
from amanat.config.opening.lanes import Closed, Full, Lanes
from amanat.config.opening.wire import Answer, Tell
from amanat.face.problems import PROBLEM, WrongMethod, problem_body
from amanat.words.refusal import Refused

GOODBYE_SECONDS = 8
LEAST_PAUSE_SECONDS, MOST_PAUSE_SECONDS = 2, 12
ADDRESS_OF_APPLYING = 2  # Parts: apply, and the opening.
NO_STORE = {"cache-control": "no-store"}
say = structlog.get_logger("door")

NO: dict[int, type[Refused]] = {
    actions.MISSING: refusals.NoSuchOpening,
    actions.SHUT: refusals.OpeningShut,
    actions.OTHER: refusals.OtherApplication,
    actions.STOPPED: refusals.OpeningStopped,
}


class Door:
    """The room behind the wire. Its lanes live from the server's start to its goodbye."""

    def __init__(self, url: str, site: str) -> None:
        self._url, self._site = url, site
        self._glance = Glance(url)
        self._batches: list[Batches] = []
        self._looks: set[asyncio.Task[None]] = set()
        self._applies: Lanes
        self._places: Lanes
        self._clock: asyncio.Task[None]

    async def open_up(self) -> None:
        """Start the lanes."""
        await self._glance.look_at_the_clock()
        writer = Batches(self._url, "presale_apply_v2", 3)
        reader = Batches(self._url, "presale_places_v1", 2)
        self._batches = [writer, reader]
        self._applies, self._places = Lanes(writer), Lanes(reader)
        self._clock = asyncio.create_task(self._glance.keep_the_clock())

    async def say_goodbye(self) -> None:
        """Take nothing more, commit what waits, answer, and go."""
        await self._applies.close(GOODBYE_SECONDS)
        await self._places.close(1)
        self._clock.cancel()
        for each in self._batches:
            await each.close()
        await self._glance.close()

    def answer(self, asks: Asked, tell: Tell) -> None:
        """Look at what can be told at once; what must wait is told by its lane."""
        try:
            match asks.method, asks.parts:
                case "POST", ["apply", opening]:
                    self._apply(asks, opening_of(opening), tell)
                case "GET" | "HEAD", ["apply", _, _, ""]:
                    tell(waiting.page(asks.language, asks.header("if-none-match")))
                case "GET" | "HEAD", ["apply", opening, address, "place"]:
                    self._look(asks, opening_of(opening), address, tell)
                case "GET" | "HEAD", ["healthz"]:
                    tell((200, "text/plain", NO_STORE, b"ok"))
                case _, ["apply", _] | ["apply", _, _, _]:
                    raise WrongMethod
                case _:
                    raise refusals.NoSuchApplication("ticket")
        except Refused as no:
            tell(refused(asks, no))

    def refuse(self, asks: Asked, no: Refused) -> Answer:
        """What the wire itself refuses, said as everything else is."""
        return refused(asks, no)

    def broken(self, asks: Asked) -> Answer:
        """Nobody knows how far it came; whoever sends the same again loses nothing."""
        return refused(asks, refusals.OutcomeUnknown(seconds=pause()))

    def _apply(self, asks: Asked, opening_id: int, tell: Tell) -> None:
        asks.read()
        paper = self._checked(asks.sent.get("pass", ""), opening_id)
        units = whole(asks.sent.get("units", "1"))
        if not 1 <= units <= paper.most_units:
            raise refusals.TooManyUnits("units", most=paper.most_units)
        item = (opening_id, paper.buyer_id, units)
        try:
            self._applies.put(item, partial(self._tell_ticket, asks, paper, tell))
        except (Full, Closed) as error:
            raise no_answer(error) from None

    def _tell_ticket(
        self, asks: Asked, paper: queries.Pass, tell: Tell, found: int | Exception
    ) -> None:
        """After the commit, or when nobody knows whether there was one."""
        try:
            answer = ticketed(asks, paper, found)
        except Exception as error:  # A refusal, or a bug: whoever asked must hear of it.
            answer = self._no(asks, error)
        tell(answer)

    def _no(self, asks: Asked, error: Exception) -> Answer:
        """A refusal; of what a bug has done nobody knows, and that is said."""
        if isinstance(error, Refused):
            return refused(asks, error)
        say.error("the door is broken", path=asks.parts[:2], error=str(error), exc_info=error)
        return self.broken(asks)

    def _checked(self, text: str, opening_id: int) -> queries.Pass:
        """The pass, when it is ours, for this opening, and in its time."""
        try:
            paper = queries.read_pass(text)
        except queries.NotOurs:
            raise refusals.PassNotOurs("pass") from None
        if paper.opening_id != opening_id:
            raise refusals.PassNotOurs("pass")
        if not paper.is_in_time(self._glance.now()):
            raise refusals.OpeningShut("opening_id")
        return paper

    def _look(self, asks: Asked, opening_id: int, text: str, tell: Tell) -> None:
        """A task of its own: the glance may have to ask the database, too."""
        task = asyncio.create_task(self._told_place(asks, opening_id, text, tell))
        self._looks.add(task)
        task.add_done_callback(self._looks.discard)

    async def _told_place(self, asks: Asked, opening_id: int, text: str, tell: Tell) -> None:
        try:
            answer = await self._place(asks, opening_id, text)
        except Exception as error:  # As above.
            answer = self._no(asks, error)
        tell(answer)

    async def _place(self, asks: Asked, opening_id: int, text: str) -> Answer:
        """Where an application stands, by its key; a ticket edited in its address is none."""
        try:
            address = queries.read_address(text)
        except queries.NotOurs:
            raise refusals.NoSuchApplication("ticket") from None
        if address.opening_id != opening_id:
            raise refusals.NoSuchApplication("ticket")
        place = queries.PLACES[await answered(self._places, opening_id, address.buyer_id)]
        if place is None:
            raise refusals.NoSuchApplication("ticket")
        seen, accepted = await self._glance.count(opening_id)
        told = waiting.told(place, address.ticket, seen, accepted, pause(), asks.language)
        if place in waiting.GO_ON:
            told["next"] = f"{self._site}{asks.prefix}/presales/openings/{opening_id}"
        if asks.wants_page:
            return 200, waiting.HTML, waiting.policy() | NO_STORE, waiting.place(told, asks)
        return 200, JSON, NO_STORE, json.dumps(told, ensure_ascii=False).encode()


def ticketed(asks: Asked, paper: queries.Pass, ticket: int | Exception) -> Answer:
    """What is told for a ticket, or for the reason why there is none."""
    if isinstance(ticket, Exception):
        raise no_answer(ticket)
    if ticket == actions.TOO_MANY:
        raise refusals.TooManyUnits("units", most=paper.most_units)
    if ticket < 0:
        raise NO[ticket]("units" if ticket == actions.OTHER else "opening_id")
    address = queries.address_of(paper.opening_id, paper.buyer_id, ticket)
    here = f"{asks.prefix}/apply/{paper.opening_id}/{address}/"
    if asks.wants_page:
        return 303, waiting.HTML, {"location": here} | NO_STORE, b""
    told = f'{{"ticket": {ticket}, "place": "waiting", "follow": "{here}"}}'
    return 202, JSON, {"location": here}, told.encode()


async def answered(lanes: Lanes, *item: int) -> int:
    """The lane's answer, after its commit."""
    try:
        return await lanes.ask(*item)
    except (Full, TimeoutError, Closed, psycopg.Error) as error:
        raise no_answer(error) from None


def no_answer(error: Exception) -> Refused:
    """Full: come again. Too long, or the database is away: send the same again."""
    if isinstance(error, Full):
        return refusals.OpeningCrowded(seconds=pause())
    return refusals.OutcomeUnknown(seconds=pause())


def pause() -> int:
    """For how many seconds to stay away: not the same for everybody, or all come back at once."""
    span = MOST_PAUSE_SECONDS - LEAST_PAUSE_SECONDS + 1
    return LEAST_PAUSE_SECONDS + secrets.randbelow(span)


def refused(asks: Asked, no: Refused) -> Answer:
    """A sentence and what to do: for browsers with a button that sends the same again."""
    more = dict(NO_STORE)
    if "seconds" in no.facts:
        more["retry-after"] = str(no.facts["seconds"])
    if isinstance(no, WrongMethod):
        more["allow"] = "POST" if len(asks.parts) == ADDRESS_OF_APPLYING else "GET, HEAD"
    if asks.wants_page:
        return int(no.status), waiting.HTML, waiting.policy() | more, waiting.refused(no, asks)
    return int(no.status), PROBLEM, more, problem_body(no).encode()

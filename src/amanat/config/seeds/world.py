"""The outside of one seed: banks without a wire, a clock that jumps, dice that fall the same way.

The banks are the simulators' own code, asked in this process; our adapters speak to them in
SOAP and XML as ever. What stands between them, and loses answers, is the weather of `faults`.
"""

import base64
import random
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from http import HTTPStatus
from typing import Any

import httpx
from django.conf import settings
from procrastinate import utils as queue

from amanat.capabilities.payments.actions import asking
from amanat.config.nearby import Wire
from amanat.config.seeds.faults import Weather
from amanat.flows.reactions import REACTIONS, Reaction
from amanat.kernel import outside
from amanat.kernel.clock import time as clock
from simulators.clock import Clock, to_ms
from simulators.faults import Faults, parse
from simulators.main import SCHEMAS
from simulators.store import SETTING_SCHEMA, Store
from simulators.web import Answer
from simulators.world import World

PLACE = "http://outside.test"
GATEWAYS = {
    "mellat": {
        "service": f"{PLACE}/mellat/pgwchannel/services/pgw",
        "page": f"{PLACE}/mellat/pgwchannel/startpay.mellat",
        "terminal_id": "1234567", "user_name": "amanat", "password": "amanat",
    },
    "parsian": {
        "services": f"{PLACE}/parsian/NewIPGServices", "page": f"{PLACE}/parsian/NewIPG/",
        "pin": "amanat00000000000000",
    },
}  # fmt: skip
BANK = {"address": f"{PLACE}/bank", "our_name": "Amanat", "our_sheba": "IR820540102680020817909002"}
SMS = {"address": f"{PLACE}/kavenegar", "key": "amanat", "sender": "10008663"}


class Memory(Store):
    """What the banks remember, for as long as the seed is played."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        for schema in (SETTING_SCHEMA, *SCHEMAS):
            self._db.executescript(schema)


class BankClock(Clock):
    """The banks' time is the seed's."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now, self._offset_ms = now, 0

    def now_ms(self) -> int:
        return to_ms(self._now())


class Weathered(Wire):
    """From our adapters to the banks, through the weather."""

    PLACE = PLACE

    def __init__(self, now: Callable[[], datetime], weather: Weather) -> None:
        self.store, self.weather = Memory(), weather
        super().__init__(World(self.store, BankClock(now), Faults(self.store)))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """One question: perhaps it never arrives, perhaps its answer is lost."""
        path = request.url.path
        self.weather.border(f"before {path}")
        fate = self.weather.fate(path)
        if fate in ("down", "lost before"):
            raise {"down": httpx.ConnectError, "lost before": httpx.ReadTimeout}[fate](fate)
        if fate == "500 before":
            return httpx.Response(500, content=b"Internal Server Error")
        reply = super().handle_request(request)
        if fate == "twice":  # The network hands it over a second time.
            super().handle_request(request)
        self.weather.border(f"after {path}")
        if fate == "lost after":
            raise httpx.ReadTimeout(fate)
        if fate == "500 after":
            return httpx.Response(500, content=b"Internal Server Error")
        return httpx.Response(200, content=b"<<not an answer>>") if fate == "garbage" else reply

    def arm(self, provider: str, call: str, fault: str) -> None:
        """The next such call goes wrong in the bank itself."""
        self.world.faults.arm(parse({"provider": provider, "call": call, "fault": fault}))

    def rows(self, text: str, *arguments: object) -> list[dict[str, Any]]:
        """What stands in the banks' own books."""
        with self.store.transaction() as db:
            return [dict(row) for row in db.execute(text, arguments)]

    def is_ok(self, answer: Answer) -> bool:
        return answer.status == HTTPStatus.OK


@contextmanager
def replaced(place: Any, **new: Any) -> Iterator[None]:
    """For a while, these names of a module or object mean something else."""
    usual = {name: getattr(place, name) for name in new}
    for name, value in new.items():
        setattr(place, name, value)
    try:
        yield
    finally:
        for name, value in usual.items():
            setattr(place, name, value)


@contextmanager
def around(wire: Wire, now: Callable[[], datetime], ids: random.Random) -> Iterator[None]:
    """The house inside this world: its time, its dice and its way out are the seed's."""

    def urlsafe(size: int = 16) -> str:
        return base64.urlsafe_b64encode(ids.randbytes(size)).rstrip(b"=").decode()

    with ExitStack() as stack:
        stack.enter_context(outside.by_way_of(wire))
        stack.enter_context(replaced(clock, now=now))
        stack.enter_context(replaced(queue, utcnow=now))
        stack.enter_context(replaced(asking, PAGE_WAIT_SECONDS=0))
        stack.enter_context(replaced(
            secrets,
            token_bytes=lambda size=16: ids.randbytes(size),
            token_hex=lambda size=16: ids.randbytes(size).hex(),
            token_urlsafe=urlsafe,
            randbelow=ids.randrange,
            choice=ids.choice,
        ))  # fmt: skip
        stack.enter_context(replaced(settings, GATEWAYS=GATEWAYS, BANK=BANK, KAVENEGAR=SMS))
        yield


ABOVE = frozenset({  # What stands above escrow follows; here its people are the seed's own.
    "fund_the_deal", "tell_the_deal_of_a_part", "start_the_deals_payout", "complete_the_deal",
    "close_the_refund",
})  # fmt: skip


def followed(reads_letters: bool) -> dict[str, tuple[Reaction, ...]]:
    """The house's own table of reactions, as far as escrow reaches."""

    def is_ours(reaction: Reaction) -> bool:
        is_letter = reaction.__name__.startswith("tell_")
        is_money = reaction.__module__ == "amanat.flows.follow.money"
        return is_money and reaction.__name__ not in ABOVE and (reads_letters or not is_letter)

    return {event.__name__: tuple(one for one in after if is_ours(one))
            for event, after in REACTIONS.items()}  # fmt: skip

"""One request to the door, as far as it is read: bounded in size and in time."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from amanat.capabilities.presale import refusals
from amanat.face.problems import BodyTooLarge, NotWellFormed, TooSlow

LARGEST_BODY_BYTES = 1024
MOST_FIELDS = 8
READ_SECONDS = 5
JSON = "application/json"
LONGEST_NUMBER = 16  # Digits.
CODED = frozenset(b"%+")  # Without these a form is what it says.

Receive = Callable[[], Awaitable[dict[str, Any]]]


class Asked:
    """Method, address and headers; `sent` is the form once it is read."""

    __slots__ = ("_headers", "language", "method", "parts", "sent")

    def __init__(self, scope: dict[str, Any]) -> None:
        self.method: str = scope["method"]
        self.parts: list[str] = scope["path"].split("/")[1:]
        self.language = "fa"
        if self.parts[0] == "en":
            self.language = "en"
            del self.parts[0]
        self._headers: list[tuple[bytes, bytes]] = scope["headers"]
        self.sent: dict[str, str] = {}

    def header(self, wanted: bytes) -> str:
        return next(
            (value.decode("latin-1") for name, value in self._headers if name == wanted), ""
        )

    @property
    def prefix(self) -> str:
        return "/en" if self.language == "en" else ""

    @property
    def wants_page(self) -> bool:
        """A browser that shows what comes back, and not a program that reads it."""
        return "text/html" in self.header(b"accept")

    async def read(self, receive: Receive) -> None:
        """The fields that were sent, as a form or as JSON."""
        try:
            async with asyncio.timeout(READ_SECONDS):
                body = await self._body(receive)
        except TimeoutError:
            raise TooSlow(seconds=READ_SECONDS) from None
        self.sent = self._fields(body)

    async def _body(self, receive: Receive) -> bytes:
        body = b""
        while True:
            part = await receive()
            if part["type"] == "http.disconnect":
                raise NotWellFormed
            more: bytes = part.get("body", b"")
            body += more
            if len(body) > LARGEST_BODY_BYTES:
                raise BodyTooLarge(most=LARGEST_BODY_BYTES)
            if not part.get("more_body"):
                return body

    def _fields(self, body: bytes) -> dict[str, str]:
        if not body:
            return {}
        try:
            if self.header(b"content-type").startswith(JSON):
                found = json.loads(body)
                return {name: str(value) for name, value in found.items()}
            if not CODED.isdisjoint(body):
                lists = parse_qs(body.decode(), max_num_fields=MOST_FIELDS)
                return {name: values[0] for name, values in lists.items()}
            pairs = body.decode().split("&", MOST_FIELDS)
            return dict(pair.split("=", 1) for pair in pairs)
        except (ValueError, AttributeError, RecursionError):
            raise NotWellFormed from None


def whole(text: str) -> int:
    """A whole number in Persian or Latin digits; 0 for anything else, which nobody may ask for."""
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


def opening_of(text: str) -> int:
    """The number of an opening out of an address."""
    number = whole(text)
    if not number:
        raise refusals.NoSuchOpening("opening_id")
    return number

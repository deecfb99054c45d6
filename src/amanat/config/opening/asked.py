"""One request to the door, once all of it has come; and how its head is read: strictly.

Of HTTP/1.1 (RFC 9112) the door takes what browsers, proxies and programs send it: requests with a
Content-Length or without a body, one after the other. Whatever two readers could understand in two
ways is refused: a length said twice or as chunks, a line that ends in another way, a space before a
colon.
"""

import json
import re
from typing import NamedTuple
from urllib.parse import parse_qs, unquote

from amanat.capabilities.presale import refusals
from amanat.face.problems import BodyTooLarge, NotWellFormed

LARGEST_HEAD_BYTES = 8 * 1024
LARGEST_BODY_BYTES = 1024
MOST_FIELDS = 8
JSON = "application/json"
LONGEST_NUMBER = 16  # Digits.
CODED = frozenset(b"%+")  # Without these a form is what it says.
END_OF_HEAD = b"\r\n\r\n"
FIELD = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\x00-\x08\x0a-\x1f\x7f]*"
HEAD = re.compile(rf"([A-Z]{{1,16}}) (/[!-~]*) HTTP/1\.([01])((?:\r\n{FIELD})*)")
FIELDS = re.compile(r"\r\n([^:]+):([^\r]*)")  # Of what HEAD has let through.


class Asked:
    """Method, address, headers and body; `sent` is the form in it."""

    __slots__ = ("_headers", "body", "language", "method", "parts", "sent")

    def __init__(
        self, method: str = "", path: str = "/", headers: dict[str, str] | None = None,
        body: bytes = b"",
    ) -> None:  # fmt: skip
        self.method, self.body = method, body
        self.parts: list[str] = path.split("/")[1:]
        self.language = "fa"
        if self.parts[0] == "en":
            self.language = "en"
            del self.parts[0]
        self._headers = headers or {}
        self.sent: dict[str, str] = {}

    def header(self, wanted: str) -> str:
        """By its name in small letters."""
        return self._headers.get(wanted, "")

    @property
    def prefix(self) -> str:
        return "/en" if self.language == "en" else ""

    @property
    def wants_page(self) -> bool:
        """A browser that shows what comes back, and not a program that reads it."""
        return "text/html" in self.header("accept")

    def read(self) -> None:
        """The fields that were sent, as a form or as JSON."""
        body = self.body
        if not body:
            return
        try:
            if self.header("content-type").startswith(JSON):
                found = json.loads(body)
                self.sent = {name: str(value) for name, value in found.items()}
            elif not CODED.isdisjoint(body):
                lists = parse_qs(body.decode(), max_num_fields=MOST_FIELDS)
                self.sent = {name: values[0] for name, values in lists.items()}
            else:
                pairs = body.decode().split("&", MOST_FIELDS)
                self.sent = dict([pair.split("=", 1) for pair in pairs])
        except (ValueError, AttributeError, RecursionError):
            raise NotWellFormed from None


class Heard(NamedTuple):
    """A whole request, how many bytes it was, and whether its sender wants to ask again."""

    asks: Asked
    size: int
    stays: bool


def heard(got: bytes) -> Heard | None:
    """The first request in these bytes; None while it is not all there; Refused when it is none."""
    end = got.find(END_OF_HEAD)
    if end < 0:
        if len(got) > LARGEST_HEAD_BYTES:
            raise BodyTooLarge(most=LARGEST_HEAD_BYTES)
        return None
    head = HEAD.fullmatch(got[:end].decode("latin-1"))
    if head is None:
        raise NotWellFormed
    method, target, version, lines = head.groups()
    headers = fields_of(lines)
    body = end + len(END_OF_HEAD)
    size = body + length_in(headers)
    if len(got) < size:
        return None
    path = target.partition("?")[0]
    asks = Asked(method, unquote(path) if "%" in path else path, headers, got[body:size])
    stays = version == "1" and "close" not in headers.get("connection", "").lower()
    return Heard(asks, size, stays)


def fields_of(lines: str) -> dict[str, str]:
    """The headers by their names in small letters; the last one counts, but for a length."""
    headers: dict[str, str] = {}
    for said, value in FIELDS.findall(lines):
        name = said.lower()
        if name == "content-length" and name in headers:
            raise NotWellFormed
        headers[name] = value.strip(" \t")
    return headers


def length_in(headers: dict[str, str]) -> int:
    said = headers.get("content-length", "0")
    if "transfer-encoding" in headers or not (said.isascii() and said.isdecimal()):
        raise NotWellFormed
    if len(said) > LONGEST_NUMBER or int(said) > LARGEST_BODY_BYTES:
        raise BodyTooLarge(most=LARGEST_BODY_BYTES)
    return int(said)


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

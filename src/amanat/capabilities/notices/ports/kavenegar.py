"""Kavenegar's REST service. https://kavenegar.com/rest.html

The key stands in the path, so no address of a call may reach a log or an error. The answer is
always {"return": {"status", "message"}, "entries"}; it is read whatever the HTTP status is.
Repeating `sms/send` with the same localid returns the first message and sends nothing.
"""

import logging
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

import httpx
from django.conf import settings

from amanat.kernel.outside import client

NAME = "kavenegar"
OK = 200
UNKNOWN_ID = 100

#  return.status → what to do (escrow guide 5.1). Anything else that is clear is tried again.
OUR_FAULT = frozenset(
    {400, 404, 405, 406, 411, 413, 414, 415, 417, 419, 420, 422, 424, 428, 431, 432, 607}
)
DELIVERED_STATUS = 10
MISSED = {6: "failed", 11: "undelivered", 13: "cancelled", 14: "blocked by the receiver"}


class Fate(StrEnum):
    """What became of one call."""

    ACCEPTED = "accepted"
    REFUSED = "refused"  # Our fault: the same again would be refused again.
    NOT_NOW = "not now"  # Definitely not accepted; worth another try.
    UNKNOWN = "unknown"  # It may have gone out: ask by localid, never just send again.


@dataclass(frozen=True, slots=True)
class Answer:
    fate: Fate
    provider_id: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """`arrived` is None while nobody knows."""

    arrived: bool | None
    why: str = ""


class Sms(Protocol):
    """A way to send one SMS and to ask what became of it."""

    name: str

    def send(self, localid: int, phone: str, text: str) -> Answer:
        """Hand one message over; the same localid never goes out twice."""

    def find(self, localid: int) -> Answer:
        """What became of a message whose answer was lost. NOT_NOW: they never had it."""

    def delivery(self, provider_id: str) -> Delivery:
        """Whether it reached the phone."""


class KeyStaysHere(logging.Filter):
    """Takes our key out of the lines that the HTTP library logs about each call."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = record.getMessage().replace(self.key, "[hidden]"), ()
        return True


class Kavenegar:
    """One account at the service."""

    name = NAME

    def __init__(self, base_url: str, key: str, sender: str) -> None:
        self._base_url = f"{base_url.rstrip('/')}/v1/{key}"
        self._sender = sender
        watch = logging.getLogger("httpx")
        if not any(isinstance(one, KeyStaysHere) and one.key == key for one in watch.filters):
            watch.addFilter(KeyStaysHere(key))

    def send(self, localid: int, phone: str, text: str) -> Answer:
        fields = {
            "receptor": phone, "message": text, "sender": self._sender, "localid": str(localid),
        }  # fmt: skip
        try:
            status, entries = self._call("sms/send", fields)
        except NotSent:
            return Answer(Fate.NOT_NOW, why="no connection")
        except NoAnswer as error:
            return Answer(Fate.UNKNOWN, why=str(error))
        if status != OK:
            fate = Fate.REFUSED if status in OUR_FAULT else Fate.NOT_NOW
            return Answer(fate, why=f"{NAME} {status}")
        number = _first(entries).get("messageid")
        if not number:
            return Answer(Fate.UNKNOWN, why="accepted without a number")
        return Answer(Fate.ACCEPTED, provider_id=str(number))

    def find(self, localid: int) -> Answer:
        try:
            status, entries = self._call("sms/statuslocalmessageid", {"localid": str(localid)})
        except (NotSent, NoAnswer) as error:
            return Answer(Fate.UNKNOWN, why=str(error))
        entry = _first(entries)
        if status != OK or "status" not in entry:
            return Answer(Fate.UNKNOWN, why=f"{NAME} {status}")
        if entry["status"] == UNKNOWN_ID or not entry.get("messageid"):
            return Answer(Fate.NOT_NOW, why="they never had it")
        return Answer(Fate.ACCEPTED, provider_id=str(entry["messageid"]))

    def delivery(self, provider_id: str) -> Delivery:
        try:
            status, entries = self._call("sms/status", {"messageid": provider_id})
        except (NotSent, NoAnswer) as error:
            return Delivery(None, str(error))
        reached = _first(entries).get("status") if status == OK else None
        if reached == DELIVERED_STATUS:
            return Delivery(True)
        if reached in MISSED:
            return Delivery(False, MISSED[reached])
        return Delivery(None, f"{NAME} {status}/{reached}")

    def _call(self, method: str, fields: dict[str, str]) -> tuple[int, Any]:
        try:
            reply = client().post(f"{self._base_url}/{method}.json", data=fields)
            answer = reply.json()
            return int(answer["return"]["status"]), answer.get("entries")
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            raise NotSent("no connection") from None
        except httpx.HTTPError as error:
            raise NoAnswer(type(error).__name__) from None
        except (ValueError, KeyError, TypeError, AttributeError):
            raise NoAnswer(f"unreadable answer, HTTP {reply.status_code}") from None


class NotSent(Exception):
    """The line was never there: nothing went out."""


class NoAnswer(Exception):
    """The question went out and no readable answer came back. Holds no address."""


def _first(entries: Any) -> dict[str, Any]:
    first = entries[0] if isinstance(entries, list) and entries else entries
    return first if isinstance(first, dict) else {}


def sms() -> Sms:
    """The SMS service of this installation."""
    account = settings.KAVENEGAR
    return Kavenegar(account["address"], account["key"], account["sender"])

"""Kavenegar's REST service. https://kavenegar.com/rest.html

The key stands in the path, so no address of a call may reach a log or an error. The answer is
always {"return": {"status", "message"}, "entries"}; it is read whatever the HTTP status is.
Repeating `sms/send` with the same localid returns the first message and sends nothing.
"""

import logging
from typing import Any

import httpx

from amanat.capabilities.notices.ports.line import (
    Answer,
    Delivery,
    Fate,
    NoAnswer,
    NotSent,
)
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
            return Answer(Fate.NOT_NOW, why="no connection", provider=NAME)
        except NoAnswer as error:
            return Answer(Fate.UNKNOWN, why=str(error), provider=NAME)
        if status != OK:
            fate = Fate.REFUSED if status in OUR_FAULT else Fate.NOT_NOW
            return Answer(fate, why=f"{NAME} {status}", provider=NAME)
        number = _first(entries).get("messageid")
        if not number:
            return Answer(Fate.UNKNOWN, why="accepted without a number", provider=NAME)
        return Answer(Fate.ACCEPTED, provider_id=str(number), provider=NAME)

    def find(self, localid: int) -> Answer:
        try:
            status, entries = self._call("sms/statuslocalmessageid", {"localid": str(localid)})
        except (NotSent, NoAnswer) as error:
            return Answer(Fate.UNKNOWN, why=str(error), provider=NAME)
        entry = _first(entries)
        if status != OK or "status" not in entry:
            return Answer(Fate.UNKNOWN, why=f"{NAME} {status}", provider=NAME)
        if entry["status"] == UNKNOWN_ID or not entry.get("messageid"):
            return Answer(Fate.NOT_NOW, why="they never had it", provider=NAME)
        return Answer(Fate.ACCEPTED, provider_id=str(entry["messageid"]), provider=NAME)

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


def _first(entries: Any) -> dict[str, Any]:
    first = entries[0] if isinstance(entries, list) and entries else entries
    return first if isinstance(first, dict) else {}

"""SMS.ir's REST service, the second line. https://apidocs.sms.ir

It remembers no number of ours: what may have gone out cannot be asked about, so an unknown answer
is never followed by another sending.
"""

from typing import Any

import httpx

from amanat.capabilities.notices.ports.line import Answer, Delivery, Fate, NoAnswer, NotSent
from amanat.kernel.outside import client

NAME = "smsir"
OK = 1
#  Status → our fault (escrow guide 5.2): the same again would be refused again.
OUR_FAULT = frozenset({16, 103, 104, 105, 106, 107, 108, 109, 110, 114, 115, 116, 117, 118})
ON_PHONE = 1
MISSED = {2: "not on the phone", 4: "did not reach telecom", 6: "failed", 7: "blacklist"}


class SmsIr:
    """One account at the service."""

    name = NAME

    def __init__(self, base_url: str, key: str, line: str) -> None:
        self._base_url = f"{base_url.rstrip('/')}/v1"
        self._headers = {"X-API-KEY": key}
        self._line = line

    def send(self, _localid: int, phone: str, text: str, /) -> Answer:
        body = {"lineNumber": int(self._line), "messageText": text, "mobiles": [phone]}
        try:
            status, data = self._call("POST", "send/bulk", body)
        except NotSent:
            return Answer(Fate.NOT_NOW, why="no connection", provider=NAME)
        except NoAnswer as error:
            return Answer(Fate.UNKNOWN, why=str(error), provider=NAME)
        if status != OK:
            fate = Fate.REFUSED if status in OUR_FAULT else Fate.NOT_NOW
            return Answer(fate, why=f"{NAME} {status}", provider=NAME)
        numbers = data.get("messageIds") or [None]
        if numbers[0] is None:
            return Answer(Fate.UNKNOWN, why="accepted without a number", provider=NAME)
        return Answer(Fate.ACCEPTED, provider_id=str(numbers[0]), provider=NAME)

    def find(self, _localid: int, /) -> Answer:
        return Answer(Fate.UNKNOWN, why=f"{NAME} cannot be asked", provider=NAME)

    def delivery(self, provider_id: str) -> Delivery:
        try:
            status, data = self._call("GET", f"send/{provider_id}")
        except (NotSent, NoAnswer) as error:
            return Delivery(None, str(error))
        reached = data.get("deliveryState") if status == OK else None
        if reached == ON_PHONE:
            return Delivery(True)
        if reached in MISSED:
            return Delivery(False, MISSED[reached])
        return Delivery(None, f"{NAME} {status}/{reached}")

    def _call(
        self, method: str, path: str, body: dict[str, Any] | None = None
    ) -> tuple[int, dict[str, Any]]:
        url = f"{self._base_url}/{path}"
        try:
            reply = client().request(method, url, json=body, headers=self._headers)
            answer = reply.json()
            data = answer.get("data")
            return int(answer["status"]), data if isinstance(data, dict) else {}
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            raise NotSent("no connection") from None
        except httpx.HTTPError as error:
            raise NoAnswer(type(error).__name__) from None
        except (ValueError, KeyError, TypeError, AttributeError):
            raise NoAnswer(f"unreadable answer, HTTP {reply.status_code}") from None

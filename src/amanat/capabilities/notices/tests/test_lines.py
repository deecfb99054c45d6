"""Two SMS lines: the second sends only what the first surely did not."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.conf import settings

from amanat.capabilities.notices import jobs
from amanat.capabilities.notices.ports.chain import BREAKERS, FAILURES_TO_OPEN, Breaker
from amanat.capabilities.notices.ports.line import Fate
from amanat.capabilities.notices.tests.provider import Provider
from amanat.capabilities.notices.tests.test_notices import again, queued

pytestmark = pytest.mark.django_db


class Second:
    """SMS.ir, played by a server in this process."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.keys: set[str] = set()
        self.status, self.reached, self.is_mute = 1, 5, False
        second = self

        class Line(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                second.sent.append(json.loads(raw))
                second.keys.add(self.headers["X-API-KEY"])
                self._answer({"packId": "p", "messageIds": [4711], "cost": 1})

            def do_GET(self) -> None:
                self._answer({"messageId": 4711, "deliveryState": second.reached})

            def _answer(self, data: dict[str, Any]) -> None:
                if second.is_mute:
                    return
                body = json.dumps({"status": second.status, "message": "", "data": data}).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Line)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> Iterator[Second]:
    one = Second()
    threading.Thread(target=one.server.serve_forever, args=(0.02,), daemon=True).start()
    account = {"address": one.address, "key": "second-key", "line": "3000"}
    monkeypatch.setattr(settings, "SMSIR", account)
    BREAKERS.clear()
    yield one
    BREAKERS.clear()
    one.server.shutdown()
    one.server.server_close()


@pytest.mark.parametrize("status", [402, 403, 409, 418])
def test_what_the_first_surely_refused_goes_by_the_second(
    provider: Provider, second: Second, status: int
) -> None:
    provider.trouble, provider.status = "status", status
    notice = queued()
    jobs.send(notice.pk)
    row = again(notice)
    assert (row.state, row.provider, row.provider_id) == ("accepted", "smsir", "4711")
    assert second.sent[0]["mobiles"] == [notice.phone]
    assert second.keys == {"second-key"}
    second.reached = 1
    jobs.ask(notice.pk)
    assert again(notice).state == "delivered"


def test_a_lost_answer_of_the_first_is_asked_for_and_never_sent_by_the_second(
    provider: Provider, second: Second
) -> None:
    notice = queued()
    provider.trouble = "lost"
    jobs.send(notice.pk)
    assert (again(notice).unknown, second.sent) == (True, [])
    provider.trouble = ""
    jobs.send(notice.pk)
    assert (again(notice).provider, second.sent) == ("kavenegar", [])


def test_our_own_fault_is_no_reason_to_try_the_second(provider: Provider, second: Second) -> None:
    provider.trouble, provider.status = "status", 413
    notice = queued()
    jobs.send(notice.pk)
    assert (again(notice).state, second.sent) == ("failed", [])


def test_what_the_second_may_have_sent_is_never_sent_again(
    provider: Provider, second: Second
) -> None:
    provider.trouble, provider.status, second.is_mute = "status", 418, True
    notice = queued()
    for _ in range(3):
        jobs.send(notice.pk)
    assert len(second.sent) == 1
    assert (again(notice).state, again(notice).unknown) == ("queued", True)


def test_a_line_that_keeps_failing_is_left_alone_for_a_while(
    provider: Provider, second: Second
) -> None:
    provider.trouble, provider.status = "status", 409
    for _ in range(FAILURES_TO_OPEN + 2):
        jobs.send(queued().pk)
    assert provider.calls.count("send") == FAILURES_TO_OPEN
    assert len(second.sent) == FAILURES_TO_OPEN + 2


def test_one_success_forgives_a_line() -> None:
    breaker = Breaker()
    for fate in (Fate.NOT_NOW, Fate.UNKNOWN, Fate.ACCEPTED, Fate.NOT_NOW, Fate.NOT_NOW):
        breaker.note(fate)
    assert breaker.lets_through()
    breaker.note(Fate.NOT_NOW)
    assert not breaker.lets_through()

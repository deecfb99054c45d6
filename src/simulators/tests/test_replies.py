"""People answer from their phones, and whoever rents the line is told as Kavenegar tells it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from simulators.main import Simulators
from simulators.tests.shop import Shop

MOBILE = "09123456789"


class Renter:
    """Whoever rents the line: a server that keeps what it was told."""

    def __init__(self) -> None:
        self.told: list[dict[str, str]] = []
        self.status = 200
        renter = self

        class Door(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
                renter.told.append({name: one[0] for name, one in parse_qs(raw).items()})
                self.send_response(renter.status)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        self.server = HTTPServer(("127.0.0.1", 0), Door)
        self.address = f"http://127.0.0.1:{self.server.server_port}/sms/in/secret"


@pytest.fixture
def renter() -> Iterator[Renter]:
    one = Renter()
    thread = threading.Thread(target=one.server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield one
    one.server.shutdown()
    one.server.server_close()


@pytest.fixture
def shop(tmp_path: Path, renter: Renter) -> Iterator[Shop]:
    server = Simulators("127.0.0.1", 0, tmp_path, None, renter.address)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    with Shop(server.address) as one:
        yield one
    server.shutdown()
    server.close()


def test_a_reply_is_told_once_with_the_fields_of_the_provider(shop: Shop, renter: Renter) -> None:
    told = shop.http.post("/sms-reply.json", json={"from": MOBILE, "message": "۱"}).json()
    assert told == {"told": 200}
    (fields,) = renter.told
    assert set(fields) == {"messageid", "from", "to", "message", "date"}
    assert (fields["from"], fields["message"]) == (MOBILE, "۱")


def test_the_phone_has_a_field_to_answer_and_shows_what_it_sent(shop: Shop, renter: Renter) -> None:
    assert f"/sms/{MOBILE}/reply" in shop.http.get(f"/sms/{MOBILE}").text
    sent = shop.http.post(f"/sms/{MOBILE}/reply", data={"message": "پست <b>شیراز</b>"})
    assert (sent.status_code, sent.headers["Location"]) == (303, f"/sms/{MOBILE}")
    page = shop.http.get(f"/sms/{MOBILE}").text
    assert "پست &lt;b&gt;شیراز" in page
    assert renter.told[0]["message"] == "پست <b>شیراز</b>"


def test_a_receiver_that_refuses_is_said_and_nonsense_is_not_sent(
    shop: Shop, renter: Renter
) -> None:
    renter.status = 404
    wish = {"from": MOBILE, "message": "سلام"}
    assert shop.http.post("/sms-reply.json", json=wish).json() == {"told": 404}
    assert shop.http.post("/sms-reply.json", json={"from": "1", "message": "a"}).status_code == 400

"""The process starts, stops, remembers, and keeps strangers out."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import httpx
import jdatetime
import pytest

from simulators import main
from simulators.main import Simulators, serve
from simulators.persian import jalali
from simulators.tests.shop import Shop

SOURCE = Path(main.__file__).parents[1]


def start(state_dir: Path, *more: str) -> subprocess.Popen[str]:
    """Start the process on a free port."""
    words = [sys.executable, "-m", "simulators", "--port", "0", "--state-dir", str(state_dir)]
    return subprocess.Popen(
        [*words, *more], cwd=SOURCE, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def stop(process: subprocess.Popen[str], number: signal.Signals) -> str:
    """Stop the process by its id and give what else it printed."""
    process.send_signal(number)
    out, err = process.communicate(timeout=5)
    assert process.returncode == 0
    return out + err


def test_a_restart_forgets_nothing(tmp_path: Path) -> None:
    first = start(tmp_path)
    assert first.stdout is not None
    with Shop(first.stdout.readline().strip()) as shop:
        sale = shop.sale()
        shop.move_clock(60)
        shop.arm("mellat", "settle", "code", value="61")
        assert shop.follow("Verify", sale) == "0"
    assert stop(first, signal.SIGTERM) == ""
    second = start(tmp_path)
    assert second.stdout is not None
    with Shop(second.stdout.readline().strip()) as shop:
        assert shop.http.get("/clock.json").json()["offset_seconds"] == 60
        assert [shop.follow("Settle", sale) for _ in range(2)] == ["61", "0"]
    assert stop(second, signal.SIGINT) == ""


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match=f"port {port} on 127.0.0.1 is taken"):
            serve("127.0.0.1", port, tmp_path)


@pytest.mark.parametrize("host", ["0.0.0.0", "", "192.0.2.1", "::"])
def test_only_loopback_is_served(tmp_path: Path, host: str) -> None:
    with pytest.raises(ValueError, match="loopback only"):
        serve(host, 0, tmp_path)


def test_a_body_has_a_limit(shop: Shop) -> None:
    at_limit = shop.http.post("/mellat/pgwchannel/services/pgw", content=b"x" * 65536)
    above = shop.http.post("/mellat/pgwchannel/services/pgw", content=b"x" * 65537)
    assert (at_limit.status_code, above.status_code) == (500, 413)
    chunked = shop.http.post("/faults.json", content=iter([b"{}"]))
    assert chunked.status_code == 411


def test_a_path_a_method_and_a_body_that_do_not_fit_are_told(shop: Shop) -> None:
    assert shop.http.get("/nothing").status_code == 404
    assert shop.http.delete("/sms").status_code == 405
    assert shop.http.post("/faults.json", content=b"[" * 60000).status_code == 400
    assert shop.http.post("/faults.json", content=b"\xff").status_code == 400
    assert shop.http.post("/clock.json", json={"offset_seconds": "x"}).status_code == 400
    assert shop.http.post("/clock.json", json={"offset_seconds": 1e300}).status_code == 400


def test_another_site_cannot_steer(shop: Shop) -> None:
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert shop.http.post("/faults/clear", headers=foreign).status_code == 403
    assert shop.http.get("/", headers={"Host": "evil.example"}).status_code == 421
    opened = shop.http.post(
        "/mellat/pgwchannel/startpay.mellat", data={"RefId": shop.ref_id()}, headers=foreign
    )
    assert opened.status_code == 200


def test_every_page_is_persian_and_lets_nothing_in_from_outside(shop: Shop) -> None:
    shop.choose(shop.ref_id())
    for path in ("/", "/mellat", "/sms", "/sms/09123456789", "/bank"):
        page = shop.http.get(path)
        policy = page.headers["Content-Security-Policy"]
        nonce = re.search("'nonce-([^']+)'", policy)
        assert policy.startswith("default-src 'none'; style-src 'nonce-")
        assert nonce is not None and f'<style nonce="{nonce[1]}">' in page.text
        assert '<html lang="fa" dir="rtl">' in page.text
        assert page.text.count("<h1>") == 1
        assert not re.search(r"<script|<img|<link| on[a-z]+=| style=", page.text)


def test_many_at_once_get_many_answers(tmp_path: Path, shop: Shop) -> None:
    sale = shop.sale()
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda _: shop.follow("Verify", sale), range(24)))
    assert sorted(codes) == ["0"] + ["43"] * 23


def test_public_url_is_what_the_description_names(tmp_path: Path) -> None:
    server = Simulators("127.0.0.1", 0, tmp_path, "http://bank.localhost:8300/")
    assert server.world.public_url == "http://bank.localhost:8300"
    server.close()


def test_persian_dates_agree_with_a_library() -> None:
    for step in range(0, 40_000, 7):
        day = date(1990, 1, 1) + timedelta(days=step)
        known = jdatetime.date.fromgregorian(date=day)
        assert jalali(day) == (known.year, known.month, known.day)


def test_json_stays_readable(shop: Shop) -> None:
    answer = shop.sms("account/info")
    assert isinstance(answer, httpx.Response)
    assert "تایید شد" in answer.content.decode()
    assert json.loads(answer.content)["return"]["status"] == 200

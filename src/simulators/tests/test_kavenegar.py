"""The SMS provider keeps its promises, and the phones show what arrived."""

from __future__ import annotations

import time

import pytest

from simulators.kavenegar.messages import parts
from simulators.tests.shop import Shop

BUYER = "09123456789"


def the_entry(shop: Shop, method: str, **fields: object) -> dict[str, object]:
    """Give the only entry of a call that went well."""
    answer = shop.sms(method, **fields).json()
    assert answer["return"] == {"status": 200, "message": "تایید شد"}
    (entry,) = answer["entries"]
    assert isinstance(entry, dict)
    return entry


def inbox(shop: Shop, receptor: str = BUYER) -> list[str]:
    """Give the texts on one phone, newest first."""
    answer = shop.http.get("/sms.json", params={"receptor": receptor}).json()
    return [message["message"] for message in answer["messages"]]


def test_a_text_arrives_with_time(shop: Shop) -> None:
    entry = the_entry(shop, "sms/send", receptor=BUYER, message="سلام", localid=7)
    assert {name: entry[name] for name in ("status", "receptor", "message", "cost")} == {
        "status": 1,
        "receptor": BUYER,
        "message": "سلام",
        "cost": 1200,
    }
    shop.move_clock(0.6)
    assert the_entry(shop, "sms/status", messageid=entry["messageid"])["status"] == 4
    shop.move_clock(2)
    told = the_entry(shop, "sms/statuslocalmessageid", localid=7)
    assert (told["status"], told["messageid"]) == (10, entry["messageid"])


def test_delivery_needs_no_clock_push(shop: Shop) -> None:
    entry = the_entry(shop, "sms/send", receptor=BUYER, message="سلام")
    time.sleep(1.3)
    assert the_entry(shop, "sms/status", messageid=entry["messageid"])["status"] == 10


def test_the_same_localid_sends_once(shop: Shop) -> None:
    first = the_entry(shop, "sms/send", receptor=BUYER, message="یک", localid=7)
    again = the_entry(shop, "sms/send", receptor=BUYER, message="دو", localid=7)
    assert (again["messageid"], again["message"]) == (first["messageid"], "یک")
    assert inbox(shop) == ["یک"]


def test_a_text_whose_answer_was_lost_is_found_by_its_localid(shop: Shop) -> None:
    shop.arm("kavenegar", "send", "timeout_after", seconds=0)
    with pytest.raises(Exception, match="disconnected"):
        shop.sms("sms/send", receptor=BUYER, message="یک", localid=7)
    assert the_entry(shop, "sms/statuslocalmessageid", localid=7)["status"] in (1, 4)
    assert inbox(shop) == ["یک"]


def test_a_code_is_sent_with_its_template(shop: Shop) -> None:
    shop.http.post(
        "/kavenegar/templates.json", json={"name": "login", "body": "کد %token %token10"}
    )
    the_entry(
        shop,
        "verify/lookup",
        receptor="+98 912 345 6789",
        template="login",
        token="12345",
        token10="سارا احمدی",
    )
    assert inbox(shop) == ["کد 12345 سارا احمدی"]


@pytest.mark.parametrize(
    ("method", "fields", "status"),
    [
        ("sms/send", {"message": "x"}, 400),
        ("sms/send", {"receptor": "123", "message": "x"}, 411),
        ("sms/send", {"receptor": BUYER, "message": ""}, 413),
        ("sms/send", {"receptor": BUYER, "message": "x" * 901}, 413),
        ("sms/send", {"receptor": ",".join([BUYER] * 201), "message": "x"}, 414),
        ("sms/send", {"receptor": f"{BUYER},{BUYER}", "message": "x", "localid": "1"}, 419),
        ("sms/send", {"receptor": BUYER, "message": "x", "date": "soon"}, 417),
        ("verify/lookup", {"receptor": BUYER, "template": "t", "token": "a b"}, 431),
        ("verify/lookup", {"receptor": BUYER, "template": "t", "token": "x", "type": "call"}, 428),
        ("verify/lookup", {"receptor": BUYER, "template": "missing", "token": "1"}, 424),
        ("sms/nonsense", {}, 404),
    ],
)
def test_a_wrong_call_is_told_so(
    shop: Shop, method: str, fields: dict[str, object], status: int
) -> None:
    answer = shop.sms(method, **fields)
    assert (answer.status_code, answer.json()["return"]["status"]) == (status, status)
    assert inbox(shop) == []


def test_a_wrong_key_is_refused(shop: Shop) -> None:
    answer = shop.http.post("/kavenegar/v1/wrong-key/account/info.json")
    assert answer.json()["return"]["status"] == 403


def test_credit_goes_down(shop: Shop) -> None:
    shop.sms("sms/send", receptor=BUYER, message="x" * 161)
    left = shop.sms("account/info").json()["entries"]["remaincredit"]
    assert left == 1_000_000_000 - 2400


def test_only_a_waiting_text_can_be_cancelled(shop: Shop) -> None:
    soon = int(time.time()) + 3600
    waiting = the_entry(shop, "sms/send", receptor=BUYER, message="x", date=soon)
    assert waiting["status"] == 2
    assert the_entry(shop, "sms/cancel", messageid=waiting["messageid"])["status"] == 13
    sent = the_entry(shop, "sms/send", receptor=BUYER, message="y")
    shop.move_clock(10)
    assert the_entry(shop, "sms/cancel", messageid=sent["messageid"])["status"] == 10


def test_status_is_forgotten_after_its_window(shop: Shop) -> None:
    entry = the_entry(shop, "sms/send", receptor=BUYER, message="x", localid=3)
    shop.move_clock(13 * 3600)
    assert the_entry(shop, "sms/statuslocalmessageid", localid=3)["status"] == 100
    assert the_entry(shop, "sms/status", messageid=entry["messageid"])["status"] == 10
    shop.move_clock(49 * 3600)
    assert the_entry(shop, "sms/status", messageid=entry["messageid"])["status"] == 100


def test_texts_to_one_number_can_be_listed(shop: Shop) -> None:
    shop.sms("verify/lookup", receptor=BUYER, template="t", token="55")
    start = int(time.time()) - 60
    entry = the_entry(shop, "sms/statusbyreceptor", receptor=BUYER, startdate=start)
    assert "55" in str(entry["message"])


@pytest.mark.parametrize(("fault", "status"), [("undelivered", 11), ("blocked", 14)])
def test_a_text_can_get_stuck(shop: Shop, fault: str, status: int) -> None:
    shop.arm("kavenegar", "send", fault)
    entry = the_entry(shop, "sms/send", receptor=BUYER, message="x")
    shop.move_clock(5)
    assert the_entry(shop, "sms/status", messageid=entry["messageid"])["status"] == status


def test_the_whole_provider_can_be_down(shop: Shop) -> None:
    shop.arm("kavenegar", "*", "down", count=None)
    answers = [shop.sms("sms/send", receptor=BUYER, message="x") for _ in range(2)]
    assert [one.json()["return"]["status"] for one in answers] == [409, 409]
    assert inbox(shop) == []


def test_the_inbox_links_to_this_machine_only_and_escapes(shop: Shop) -> None:
    text = "<b>ببین</b> http://127.0.0.1:8000/d/7?a=1&b=2. نه https://evil.example/x"
    shop.sms("sms/send", receptor=BUYER, message=text)
    page = shop.http.get(f"/sms/{BUYER}").text
    assert '<a href="http://127.0.0.1:8000/d/7?a=1&amp;b=2" dir="ltr">' in page
    assert 'href="https://evil.example' not in page
    assert "&lt;b&gt;" in page and "<b>" not in page


def test_parts_are_counted_as_operators_do() -> None:
    assert [parts("ی" * n) for n in (70, 71, 134, 135)] == [1, 2, 2, 3]
    assert [parts("a" * n) for n in (160, 161, 306, 307)] == [1, 2, 2, 3]

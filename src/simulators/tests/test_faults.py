"""What goes wrong when a switch is armed, and what has happened all the same."""

from __future__ import annotations

import time

import httpx
import pytest

from simulators.tests.shop import Shop

HUNG_UP = (httpx.RemoteProtocolError, httpx.ReadError)


def state(shop: Shop) -> str:
    """Give the state of the newest order in the bank's book."""
    return str(shop.http.get("/mellat/orders.json").json()["orders"][0]["state"])


@pytest.mark.parametrize(
    ("fault", "after"),
    [
        ("timeout_before", "SALE_OK"),
        ("timeout_after", "VERIFIED"),
    ],
)
def test_a_lost_answer(shop: Shop, fault: str, after: str) -> None:
    sale = shop.sale()
    shop.arm("mellat", "verify", fault, seconds=0.05)
    with pytest.raises(HUNG_UP):
        shop.follow("Verify", sale)
    assert state(shop) == after


@pytest.mark.parametrize(
    ("fault", "status", "after"),
    [
        ("http_500", 500, "SALE_OK"),
        ("soap_fault", 500, "SALE_OK"),
        ("garbage", 200, "VERIFIED"),
        ("invalid_xml", 200, "VERIFIED"),
    ],
)
def test_an_answer_that_is_none(shop: Shop, fault: str, status: int, after: str) -> None:
    sale = shop.sale()
    shop.arm("mellat", "verify", fault)
    answer = shop.soap(
        "bpVerifyRequest", orderId=1, saleOrderId=sale.order_id, saleReferenceId=sale.reference
    )
    assert (answer.status_code, "</return>" in answer.text) == (status, False)
    assert state(shop) == after


def test_a_code_of_choice_and_an_unknown_one(shop: Shop) -> None:
    sale = shop.sale()
    shop.arm("mellat", "verify", "code", value="34", count=2)
    shop.arm("mellat", "verify", "unknown_code")
    assert [shop.follow("Verify", sale) for _ in range(4)] == ["34", "34", "777", "0"]


def test_the_work_can_be_done_behind_any_fault(shop: Shop) -> None:
    sale = shop.sale()
    shop.arm("mellat", "verify", "http_500", effect=True)
    shop.soap("bpVerifyRequest", orderId=1, saleOrderId=10, saleReferenceId=sale.reference)
    assert shop.follow("Verify", sale) == "43"


def test_a_slow_answer_comes(shop: Shop) -> None:
    sale = shop.sale()
    shop.arm("mellat", "verify", "slow", seconds=0.2)
    begun = time.monotonic()
    assert shop.follow("Verify", sale) == "0"
    assert time.monotonic() - begun >= 0.2


def test_the_callback_can_name_another_amount_or_reference(shop: Shop) -> None:
    shop.arm("mellat", "callback", "wrong_amount")
    shop.arm("mellat", "callback", "thousands_separators")
    shop.arm("mellat", "callback", "swapped_ref")
    ref_id = shop.ref_id()
    posted = shop.choose(ref_id)
    assert posted["FinalAmount"] == "499,000"
    assert posted["RefId"] != ref_id
    assert shop.choose(shop.ref_id(11))["FinalAmount"] == "500000"


@pytest.mark.parametrize(("fault", "times"), [("double_callback", 2), ("no_callback", 0)])
def test_the_callback_can_come_twice_or_never(shop: Shop, fault: str, times: int) -> None:
    shop.arm("mellat", "callback", fault)
    wish = {"ref_id": shop.ref_id(), "choice": "pay"}
    assert shop.http.post("/mellat/choose.json", json=wish).json()["times"] == times
    assert state(shop) == "SALE_OK"


def test_the_card_can_be_declined_with_any_code(shop: Shop) -> None:
    shop.arm("mellat", "callback", "code", value="995")
    assert shop.choose(shop.ref_id())["ResCode"] == "995"


def test_a_bank_call_can_be_spoiled_too(shop: Shop) -> None:
    shop.arm("bank", "transfer", "code", value="UNKNOWN")
    assert shop.http.get("/bank/paya/transfers/p1").json()["status"] == "UNKNOWN"
    shop.arm("bank", "inquiry_iban", "http_500")
    assert shop.http.post("/bank/inquiry/iban", json={}).status_code == 500


@pytest.mark.parametrize(
    "wish",
    [
        {},
        {"provider": "x", "fault": "slow"},
        {"provider": "mellat", "call": "send", "fault": "slow"},
        {"provider": "mellat", "call": "verify", "fault": "wrong_amount"},
        {"provider": "mellat", "call": "callback", "fault": "http_500"},
        {"provider": "mellat", "call": "verify", "fault": "code"},
        {"provider": "mellat", "call": "verify", "fault": "slow", "seconds": 1e9},
        {"provider": "mellat", "call": "verify", "fault": "slow", "seconds": "nan"},
        {"provider": "mellat", "call": "verify", "fault": "slow", "count": 0},
        {"provider": "mellat", "call": "verify", "fault": "slow", "effect": "maybe"},
    ],
)
def test_a_switch_that_does_not_exist_is_refused(shop: Shop, wish: dict[str, object]) -> None:
    assert shop.http.post("/faults.json", json=wish).status_code == 400


def test_switches_are_listed_and_cleared(shop: Shop) -> None:
    shop.http.post("/faults", data={"place": "mellat.verify", "fault": "slow", "count": ""})
    shop.arm("kavenegar", "*", "down")
    armed = shop.http.get("/faults.json").json()["armed"]
    assert [(one["provider"], one["call"], one["fault"], one["count"]) for one in armed] == [
        ("mellat", "verify", "slow", None),
        ("kavenegar", "*", "down", 1),
    ]
    shop.http.post(f"/faults/{armed[0]['id']}/clear")
    assert len(shop.http.get("/faults.json").json()["armed"]) == 1
    assert shop.http.delete("/faults.json").json()["armed"] == []


def test_a_wrong_terminal_is_nobodys(shop: Shop) -> None:
    sale = shop.sale()
    shop.arm("mellat", "verify", "wrong_terminal")
    assert [shop.follow("Verify", sale) for _ in range(2)] == ["21", "0"]


@pytest.mark.parametrize(
    ("done", "armed", "told", "after"),
    [
        ((), "Verify", "48", "AUTO_REVERSED"),
        (("Verify",), "Settle", "48", "AUTO_REVERSED"),
        (("Verify", "Settle"), "Inquiry", "0", "SETTLED"),
    ],
)
def test_what_is_not_settled_can_be_reversed_under_our_feet(
    shop: Shop, done: tuple[str, ...], armed: str, told: str, after: str
) -> None:
    sale = shop.sale()
    for one in done:
        shop.follow(one, sale)
    shop.arm("mellat", armed.lower(), "reversed")
    assert (shop.follow(armed, sale), state(shop)) == (told, after)


def test_a_call_that_arrives_twice_tells_the_second_answer(shop: Shop) -> None:
    sale = shop.sale()
    shop.arm("mellat", "verify", "duplicate")
    assert (shop.follow("Verify", sale), state(shop)) == ("43", "VERIFIED")
    shop.arm("mellat", "pay", "duplicate")
    assert shop.pay_request(11) == "41"


def test_a_success_can_come_when_nobody_waits_any_more(shop: Shop) -> None:
    shop.arm("mellat", "callback", "late_success", value="30")
    wish = {"ref_id": shop.ref_id(), "choice": "pay"}
    assert shop.http.post("/mellat/choose.json", json=wish).json()["times"] == 0
    assert state(shop) == "CREATED"
    shop.move_clock(29 * 60)
    assert shop.http.post("/mellat/choose.json", json=wish).json()["times"] == 0
    shop.move_clock(31 * 60)
    told = shop.http.post("/mellat/choose.json", json=wish).json()
    assert (told["times"], told["fields"]["ResCode"], state(shop)) == (1, "0", "SALE_OK")
    shop.move_clock(51 * 60)
    assert state(shop) == "AUTO_REVERSED"


def test_the_twenty_minutes_of_a_sale_can_be_over_at_once(shop: Shop) -> None:
    shop.arm("mellat", "callback", "auto_reversal")
    sale = shop.sale()
    assert (shop.follow("Verify", sale), state(shop)) == ("48", "AUTO_REVERSED")


def test_an_answer_can_come_drop_by_drop(shop: Shop) -> None:
    sale = shop.sale()
    shop.arm("mellat", "verify", "slow_drip", seconds=0.2)
    begun = time.monotonic()
    assert shop.follow("Verify", sale) == "0"
    assert time.monotonic() - begun >= 0.19


def test_the_switches_of_gateways_are_no_switches_of_others(shop: Shop) -> None:
    shop.arm("*", "*", "reversed")
    assert shop.sms("sms/send", receptor="09123456789", message="x").status_code == 200
    wish = {"provider": "kavenegar", "call": "send", "fault": "wrong_terminal"}
    assert shop.http.post("/faults.json", json=wish).status_code == 400

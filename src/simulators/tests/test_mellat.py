"""The card gateway answers as its guide says."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
import zeep

from simulators.clock import TEHRAN
from simulators.mellat.soap import PATH
from simulators.tests.shop import CALLBACK, TERMINAL, Sale, Shop

MINUTE = 60
HOUR = 60 * MINUTE
CALLS = ("Verify", "Settle", "Inquiry", "Reversal", "Refund")
STEPS = {
    "SALE_OK": (),
    "VERIFIED": ("Verify",),
    "SETTLED": ("Verify", "Settle"),
    "REVERSED": ("Verify", "Reversal"),
}
TABLE = {
    "SALE_OK": ("0", "44", "44", "44", "46"),
    "VERIFIED": ("43", "0", "0", "0", "46"),
    "SETTLED": ("43", "45", "0", "45", "0"),
    "REVERSED": ("48", "48", "48", "48", "48"),
}


def test_a_payment_goes_from_request_to_settlement(shop: Shop) -> None:
    posted = shop.choose(shop.ref_id(10))
    assert posted == {
        "RefId": posted["RefId"],
        "ResCode": "0",
        "SaleOrderId": "10",
        "SaleReferenceId": posted["SaleReferenceId"],
        "CardHolderPan": "621986*****9007",
        "FinalAmount": "500000",
    }
    sale = Sale(10, posted["SaleReferenceId"])
    assert [shop.follow(call, sale) for call in ("Verify", "Settle")] == ["0", "0"]


@pytest.mark.parametrize("state", STEPS)
@pytest.mark.parametrize("call", CALLS)
def test_every_call_in_every_state(shop: Shop, state: str, call: str) -> None:
    sale = shop.sale()
    for step in STEPS[state]:
        assert shop.follow(step, sale) == "0"
    assert shop.follow(call, sale).split(",")[0] == TABLE[state][CALLS.index(call)]


@pytest.mark.parametrize("call", CALLS)
def test_a_pair_that_does_not_belong_together_is_not_found(shop: Shop, call: str) -> None:
    one, other = shop.sale(10), shop.sale(11)
    assert shop.follow(call, Sale(one.order_id, other.reference)) == "42"


def test_a_sale_nobody_verifies_is_reversed_after_twenty_minutes(shop: Shop) -> None:
    first, second = shop.sale(10), shop.sale(11)
    shop.move_clock(19 * MINUTE)
    assert shop.follow("Verify", first) == "0"
    shop.move_clock(20 * MINUTE + 1)
    assert [shop.follow(call, second) for call in CALLS] == ["48"] * 5
    assert shop.follow("Settle", first) == "0"


def test_a_reversal_is_possible_for_three_hours(shop: Shop) -> None:
    sale = shop.sale()
    assert shop.follow("Verify", sale) == "0"
    shop.move_clock(3 * HOUR + 60)
    assert shop.follow("Reversal", sale) == "55"
    shop.move_clock(3 * HOUR - 60)
    assert shop.follow("Reversal", sale) == "0"


def test_refunds_have_their_own_ids_and_stay_within_the_sale(shop: Shop) -> None:
    sale = shop.sale()
    shop.follow("Verify", sale)
    shop.follow("Settle", sale)
    assert re.fullmatch("0,[0-9]{12}", shop.follow("Refund", sale, orderId=1, refundAmount=200_000))
    assert shop.follow("Refund", sale, orderId=1, refundAmount=200_000) == "41"
    assert shop.follow("Refund", sale, orderId=2, refundAmount=300_001) == "19"
    assert shop.follow("Refund", sale, orderId=3, refundAmount=0) == "25"
    assert shop.follow("Refund", sale, orderId=4, refundAmount=300_000)[0] == "0"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("terminalId", 1, "21"),
        ("userName", "x", "24"),
        ("userPassword", "x", "24"),
        ("amount", 0, "25"),
        ("amount", -5, "25"),
        ("amount", 999, "25"),
        ("amount", 2**62, "25"),
        ("localDate", "20261340", "35"),
        ("localTime", "1015", "35"),
        ("payerId", "x", "417"),
        ("additionalData", "x" * 1001, "32"),
        ("callBackUrl", "javascript:alert(1)", "32"),
        ("orderId", 0, "32"),
    ],
)
def test_a_pay_request_that_is_wrong_is_refused(
    shop: Shop, field: str, value: object, code: str
) -> None:
    fields = {"orderId": 10, field: value}
    order_id = int(str(fields.pop("orderId")))
    assert shop.pay_request(order_id, **fields) == code


def test_an_order_id_is_used_once(shop: Shop) -> None:
    shop.ref_id(10)
    assert shop.pay_request(10) == "41"


def test_a_callback_outside_the_registered_host_is_refused_once_one_is_registered(
    shop: Shop,
) -> None:
    assert shop.http.post("/mellat/merchant.json", json={"callback_host": "shop.localhost"})
    assert shop.pay_request(10) == "62"
    assert shop.pay_request(11, callBackUrl="http://shop.localhost/x")[:2] == "0,"


@pytest.mark.parametrize("reference", ["", "abc", "۱۲", "9" * 19])
def test_a_reference_that_is_no_long_is_a_soap_fault(shop: Shop, reference: str) -> None:
    answer = shop.soap("bpVerifyRequest", orderId=1, saleOrderId=1, saleReferenceId=reference)
    assert answer.status_code == 500
    assert "<faultstring>Unmarshalling Error: For input string:" in answer.text


@pytest.mark.parametrize(
    "body",
    [
        "",
        "not xml",
        "<a/>",
        '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><x/></e:Body>'
        "</e:Envelope>",
    ],
)
def test_an_envelope_that_is_none_is_a_soap_fault(shop: Shop, body: str) -> None:
    answer = shop.http.post(PATH, content=body.encode())
    assert (answer.status_code, "soap:Fault" in answer.text) == (500, True)


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        ("wrong_pin", "13"),
        ("no_funds", "12"),
        ("cancel", "17"),
    ],
)
def test_a_sale_that_fails_has_no_reference(shop: Shop, choice: str, code: str) -> None:
    posted = shop.choose(shop.ref_id(), choice)
    assert (posted["ResCode"], posted["SaleReferenceId"]) == (code, "")
    assert "FinalAmount" not in posted


@pytest.mark.parametrize(("choice", "state"), [("close", "OPENED"), ("pay_close", "SALE_OK")])
def test_a_closed_page_sends_nothing_back(shop: Shop, choice: str, state: str) -> None:
    assert shop.choose(shop.ref_id(), choice) == {}
    orders = shop.http.get("/mellat/orders.json?order_id=10").json()["orders"]
    assert [one["state"] for one in orders] == [state]


def test_pressing_pay_twice_takes_the_money_once(shop: Shop) -> None:
    ref_id = shop.ref_id()
    first = shop.choose(ref_id)
    again = shop.http.post("/mellat/choose.json", json={"ref_id": ref_id, "choice": "cancel"})
    told = {"callback_url": CALLBACK, "fields": first, "times": 1, "method": "post"}
    assert again.json() == told


def test_the_card_page_waits_fifteen_minutes(shop: Shop) -> None:
    ref_id = shop.ref_id()
    shop.move_clock(15 * MINUTE + 1)
    assert shop.choose(ref_id)["ResCode"] == "415"


def test_a_browser_that_hides_the_shop_is_refused(shop: Shop) -> None:
    answer = shop.http.post(
        "/mellat/pgwchannel/startpay.mellat",
        data={"RefId": shop.ref_id()},
        headers={"Sec-Fetch-Mode": "navigate"},
    )
    assert answer.status_code == 403


def test_an_unknown_ref_and_a_wrong_card_are_told(shop: Shop) -> None:
    assert (
        shop.http.post("/mellat/pgwchannel/startpay.mellat", data={"RefId": "x"}).status_code == 404
    )
    wrong = shop.http.post(
        "/mellat/pgwchannel/pay.mellat",
        data={
            "RefId": shop.ref_id(),
            "card": "6219861034529008",
        },
    )
    assert "شماره کارت درست نیست" in wrong.text


def test_zeep_can_load_the_description_and_call(shop: Shop) -> None:
    client = zeep.Client(f"{shop.url}{PATH}?wsdl")
    access = {**TERMINAL, "terminalId": int(TERMINAL["terminalId"])}
    answer = client.service.bpPayRequest(
        **access,
        orderId=77,
        amount=25_000,
        localDate="20261103",
        localTime="101500",
        additionalData="<پ>",
        callBackUrl=CALLBACK,
        payerId="0",
    )
    assert re.fullmatch("0,[0-9A-Fa-f]{20}", answer)
    again = client.service.bpVerifyRequest(**access, orderId=1, saleOrderId=77, saleReferenceId=5)
    assert again == "42"


def test_what_is_settled_less_what_is_refunded_comes_to_our_account_next_morning(
    shop: Shop,
) -> None:
    sale = shop.sale()
    shop.follow("Verify", sale)
    shop.follow("Settle", sale)
    shop.follow("Refund", sale)
    today = tehran_day(shop.http.get("/clock.json").json()["now"])
    told = shop.http.get("/bank/settlements/mellat", params={"day": today}).json()
    assert [row["amount"] for row in told["rows"]] == [500_000, -100_000]
    tomorrow = (date.fromisoformat(today) + timedelta(days=1)).isoformat()
    shop.http.post("/clock.json", json={"offset_seconds": timedelta(days=2).total_seconds()})
    lines = shop.http.get("/bank/statement", params={"day": tomorrow}).json()["lines"]
    assert [(line["kind"], line["direction"], line["amount"]) for line in lines] == [
        ("gateway_settlement", "credit", 400_000),
    ]
    assert lines[0]["reference"] == f"mellat-1234567-{today.replace('-', '')}"


def tehran_day(text: str) -> str:
    """Give the Tehran day of a moment."""
    return datetime.fromisoformat(text).astimezone(TEHRAN).date().isoformat()

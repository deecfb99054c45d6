"""ZarinPal as a shop sees it: the shapes of its answers, and what each state allows."""

from __future__ import annotations

import re
from typing import Any

import pytest

from simulators.tests.shop import CALLBACK, Shop

HOME = "/zarinpal/pg/v4/payment"
MERCHANT = "00000000-0000-4000-8000-00000000a11a"
UNITS = 500_000
MINUTE = 60


def call(shop: Shop, name: str, **fields: Any) -> dict[str, Any]:
    """Call the gateway as its merchant and give the body of the answer."""
    told: dict[str, Any] = shop.http.post(
        f"{HOME}/{name}.json", json={"merchant_id": MERCHANT, **fields}
    ).json()
    return told


def code(told: dict[str, Any]) -> int:
    """Find the code where a shop finds it: in the data, or in the errors."""
    return int((told["data"] or told["errors"])["code"])


def wanted(**changed: Any) -> dict[str, Any]:
    """A payment request of fifty thousand toman."""
    asked = {"amount": UNITS, "currency": "IRR", "description": "x", "callback_url": CALLBACK}
    return {**asked, "metadata": {"order_id": "10"}, **changed}


def authority(shop: Shop, **changed: Any) -> str:
    """Ask for a payment and give its authority."""
    return str(call(shop, "request", **wanted(**changed))["data"]["authority"])


def choose(shop: Shop, key: str, choice: str = "pay") -> dict[str, Any]:
    """Press a button of the card page and tell what the browser would bring to the shop."""
    wish = {"authority": key, "choice": choice}
    told: dict[str, Any] = shop.http.post("/zarinpal/choose.json", json=wish).json()
    return told


def sale(shop: Shop) -> str:
    """Sell something: the buyer has paid, nobody has verified."""
    key = authority(shop)
    assert choose(shop, key)["fields"] == {"Authority": key, "Status": "OK"}
    return key


def verify(shop: Shop, key: str, amount: int = UNITS) -> dict[str, Any]:
    return call(shop, "verify", authority=key, amount=amount)


def status(shop: Shop, key: str) -> str:
    return str(call(shop, "inquiry", authority=key)["data"]["status"])


def test_a_request_names_an_authority_of_thirty_six_characters(shop: Shop) -> None:
    told = call(shop, "request", **wanted())
    assert (told["errors"], told["data"]["code"]) == ([], 100)
    assert re.fullmatch("A[0-9a-zA-Z]{35}", told["data"]["authority"])


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"merchant_id": "x"}, -10),
        ({"amount": 9_999}, -9),
        ({"amount": 1_000_000_001}, -41),
        ({"amount": 100_000_001, "currency": "IRT"}, -41),
        ({"currency": "USD"}, -9),
        ({"description": ""}, -9),
        ({"callback_url": "nowhere"}, -9),
        ({"metadata": {"order_id": 10}}, -9),
    ],
)
def test_a_wrong_request_is_refused(shop: Shop, changed: dict[str, Any], expected: int) -> None:
    told = call(shop, "request", **wanted(**changed))
    assert (told["data"], told["errors"]["code"]) == ([], expected)


def test_what_is_paid_is_verified_once_and_then_known(shop: Shop) -> None:
    key = sale(shop)
    assert status(shop, key) == "PAID"
    first, again = verify(shop, key)["data"], verify(shop, key)["data"]
    assert (first["code"], again["code"], first["ref_id"]) == (100, 101, again["ref_id"])
    assert (first["card_pan"], status(shop, key)) == ("621986*****9007", "VERIFIED")


def test_without_a_currency_the_amount_is_toman(shop: Shop) -> None:
    asked = wanted(amount=UNITS // 10)
    del asked["currency"]
    key = str(call(shop, "request", **asked)["data"]["authority"])
    choose(shop, key)
    assert code(verify(shop, key, UNITS)) == -50
    assert code(verify(shop, key, UNITS // 10)) == 100
    assert shop.http.get("/zarinpal/orders.json").json()["orders"][0]["amount_units"] == UNITS


def test_what_is_not_paid_is_not_verified(shop: Shop) -> None:
    key = authority(shop)
    assert code(verify(shop, key)) == -51
    assert choose(shop, key, "cancel")["fields"]["Status"] == "NOK"
    assert (code(verify(shop, key)), status(shop, key)) == (-51, "FAILED")
    assert code(verify(shop, "A" + "0" * 35)) == -55
    assert code(verify(shop, "A")) == -54


def test_what_was_forgotten_is_listed_until_it_goes_back(shop: Shop) -> None:
    key = sale(shop)
    found = call(shop, "unVerified")["data"]["authorities"]
    assert [(one["authority"], one["amount"]) for one in found] == [(key, UNITS)]
    shop.move_clock(21 * MINUTE)
    assert call(shop, "unVerified")["data"]["authorities"] == []
    assert (status(shop, key), code(verify(shop, key))) == ("REVERSED", -51)


@pytest.mark.parametrize(
    ("minutes", "has_ip", "told"), [(29, True, 100), (31, True, -63), (1, False, -62)]
)
def test_a_sale_can_be_reversed_for_half_an_hour(
    shop: Shop, minutes: int, has_ip: bool, told: int
) -> None:
    key = sale(shop)
    verify(shop, key)
    shop.move_clock(minutes * MINUTE)
    shop.http.post("/zarinpal/merchant.json", json={"has_ip": has_ip})
    assert code(call(shop, "reverse", authority=key)) == told
    assert status(shop, key) == ("REVERSED" if told == 100 else "VERIFIED")


def test_a_reversal_happens_once(shop: Shop) -> None:
    key = sale(shop)
    assert [code(call(shop, "reverse", authority=key)) for _ in range(2)] == [100, -61]


def graph(shop: Shop, query: str, token: str = "amanat", **variables: Any) -> dict[str, Any]:
    told: dict[str, Any] = shop.http.post(
        "/zarinpal/api/v4/graphql",
        json={"query": query, "variables": variables},
        headers={"Authorization": f"Bearer {token}"},
    ).json()
    return told


def test_a_part_is_refunded_with_the_access_token(shop: Shop) -> None:
    key = sale(shop)
    ref_id = verify(shop, key)["data"]["ref_id"]
    assert "errors" in graph(shop, "query Session", "wrong", reference_id=str(ref_id))
    (found,) = graph(shop, "query Session", reference_id=str(ref_id))["data"]["Session"]
    wish = {"session_id": found["id"], "amount": 300_000, "description": "7"}
    assert graph(shop, "mutation AddRefund", **wish)["data"]["resource"]["amount"] == 300_000
    assert "errors" in graph(shop, "mutation AddRefund", **wish), "More than is left."
    (found,) = graph(shop, "query Session", reference_id=str(ref_id))["data"]["Session"]
    assert [(one["amount"], one["description"]) for one in found["refunds"]] == [(300_000, "7")]


@pytest.mark.parametrize(
    ("fault", "expected", "after"),
    [
        ("wrong_terminal", -10, "PAID"),
        ("reversed", -51, "REVERSED"),
        ("duplicate", 101, "VERIFIED"),
        ("slow_drip", 100, "VERIFIED"),
        ("unknown_code", 777, "PAID"),
    ],
)
def test_each_switch_does_what_it_says(shop: Shop, fault: str, expected: int, after: str) -> None:
    key = sale(shop)
    shop.arm("zarinpal", "verify", fault, seconds=0)
    assert (code(verify(shop, key)), status(shop, key)) == (expected, after)


def test_a_payer_may_pay_another_amount_late_or_come_back_twice(shop: Shop) -> None:
    shop.arm("zarinpal", "callback", "wrong_amount")
    assert code(verify(shop, sale(shop))) == -50
    shop.arm("zarinpal", "callback", "double_callback")
    assert choose(shop, authority(shop))["times"] == 2
    shop.arm("zarinpal", "callback", "late_success", value="30")
    key = authority(shop)
    assert (choose(shop, key)["times"], status(shop, key)) == (0, "IN_BANK")
    shop.move_clock(31 * MINUTE)
    assert (choose(shop, key)["fields"]["Status"], status(shop, key)) == ("OK", "PAID")
    assert len(call(shop, "unVerified")["data"]["authorities"]) == 1, "The first two went back."


def test_the_page_is_reached_and_left_by_a_get(shop: Shop) -> None:
    key = authority(shop, callback_url=f"{CALLBACK}?shop=1")
    assert shop.http.get(f"/zarinpal/pg/StartPay/{key}").status_code == 200
    shown = shop.http.post("/zarinpal/pg/pay", data={"Authority": key, "choice": "pay"}).text
    assert f'href="{CALLBACK}?shop=1&amp;Authority={key}&amp;Status=OK"' in shown
    assert shop.http.get(f"/zarinpal/pg/StartPay/{key}").status_code == 410
    assert key in shop.http.get("/zarinpal").text

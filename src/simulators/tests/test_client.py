"""The messages that a public client library really sent, played again word for word.

Recorded by `make drill-client ARGS="--record FILE"` from az-iranian-bank-gateways 2.3.4; `{token}`
and `{sale}` stand where that day's answers stood.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from simulators.tests.shop import Shop

WIRE = Path(__file__).with_name("wire") / "az_iranian_bank_gateways.json"
TOKEN = re.compile(r"<return>0,([0-9A-Fa-f]{20})</return>|\"authority\": \"(A[0-9A-Za-z]{35})\"")
SALE = re.compile(r'name="SaleReferenceId" value="([0-9]+)"')
TOLD = re.compile(r"<return>([0-9]+)|\"code\": (-?[0-9]+)|(Unmarshalling Error)")


def play(shop: Shop) -> list[str]:
    """Send every message with today's token and sale in its gaps; the codes of the calls."""
    token, sale, told = "", "", []
    for one in json.loads(WIRE.read_text()):
        body = one["body"].replace("{token}", token).replace("{sale}", sale)
        answer = shop.http.request(
            one["method"],
            one["path"].replace("{token}", token),
            content=body.encode(),
            headers={"Content-Type": one["content_type"]} if one["content_type"] else {},
        ).text
        if found := TOKEN.search(answer):
            token = found[1] or found[2]
        if found := SALE.search(answer):
            sale = found[1]
        is_call = one["method"] == "POST" and one["path"].endswith(("pgw", ".json"))
        if is_call and (found := TOLD.search(answer)):
            told.append(found[1] or found[2] or found[3])
    return told


def test_a_library_written_elsewhere_pays_at_both_banks(shop: Shop) -> None:
    """Two payments and two that the payer cancels. The library asks about those all the same."""
    assert play(shop) == [
        "0", "0", "0",  # Mellat: pay, verify, settle.
        "0", "Unmarshalling Error",  # It verifies without a sale number, as Mellat answers.
        "100", "100",  # ZarinPal: request, verify.
        "100", "-51",
    ]  # fmt: skip
    states = {
        name: [one["state"] for one in shop.http.get(f"/{name}/orders.json").json()["orders"]]
        for name in ("mellat", "zarinpal")
    }
    assert states == {"mellat": ["FAILED", "SETTLED"], "zarinpal": ["FAILED", "VERIFIED"]}
    amounts = shop.http.get("/zarinpal/orders.json").json()["orders"]
    assert {one["amount_units"] for one in amounts} == {1_230_000}, "It counts toman, in floats."

"""What the matrix must know of a gateway's simulator that our own port does not say.

A new gateway joins the matrix with one row here; a test says when the row is missing. Its switches
join by themselves: they are read from the simulators.
"""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from amanat.capabilities.payments import ports
from amanat.capabilities.payments.tests import cast


@dataclass(frozen=True)
class Till:
    """One gateway: how its page is played, and how its own book of sales is read."""

    page_field: str  # How the page's address names the token.
    calls: dict[str, str]  # Our question: the simulator's name of the call.
    neutral_code: str  # A result code that decides nothing.
    kept: str  # The state of a sale whose money the gateway owes us for good.
    hanging: frozenset[str]  # States in which the payer's money is with nobody.
    paid_field: str  # What the card was charged.
    other_amount: dict[str, str] = field(default_factory=dict)  # A callback with another amount.
    never_reversed: str = ""  # The code that ends reversing for good.


ROWS = {
    "mellat": Till(
        page_field="ref_id",
        calls={"verify": "verify", "settle": "settle", "reversal": "reversal", "refund": "refund"},
        neutral_code="34",
        kept="SETTLED",
        hanging=frozenset({"SALE_OK", "VERIFIED"}),
        paid_field="final_units",
        other_amount={"FinalAmount": "999000"},
        never_reversed="55",
    ),
    "parsian": Till(
        page_field="token",
        calls={"verify": "confirm", "reversal": "reversal"},
        neutral_code="-1",
        kept="CONFIRMED",
        hanging=frozenset({"PAID"}),
        paid_field="paid_units",
        other_amount={"Amount": "999,000"},
        never_reversed="-1549",
    ),
    "zarinpal": Till(
        page_field="authority",
        calls={"verify": "verify", "reversal": "reverse", "refund": "refund"},
        neutral_code="-99",
        kept="VERIFIED",
        hanging=frozenset({"PAID"}),
        paid_field="paid_units",
        never_reversed="-63",
    ),
}
TILLS = {gateway: till for gateway, till in ROWS.items() if gateway in ports.MAKERS}


def choose(gateway: str, token: str, choice: str = "pay") -> dict[str, Any]:
    """What the payer does on this gateway's page; what his browser would then post, and where."""
    reply = cast.WIRE.post(
        f"{address()}/{gateway}/choose.json",
        json={TILLS[gateway].page_field: token, "choice": choice},
    )
    reply.raise_for_status()
    back: dict[str, Any] = reply.json()
    return back


def address() -> str:

    return str(settings.BANK["address"]).removesuffix("/bank")


def sale(gateway: str, order_id: int) -> dict[str, Any] | None:
    """The gateway's own row about one order; None when it never heard of it."""
    path = f"{address()}/{gateway}/orders.json"
    rows = cast.WIRE.get(path, params={"order_id": order_id}).json()["orders"]
    return rows[0] if rows else None


def kept_units(gateway: str, row: dict[str, Any]) -> int:
    """What the gateway owes us for this sale, after what it gave back."""
    if row["state"] != TILLS[gateway].kept:
        return 0
    return int(row[TILLS[gateway].paid_field]) - int(row.get("refunded_units") or 0)

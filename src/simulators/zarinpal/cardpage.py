"""StartPay, the card page of ZarinPal: reached by a GET, and left by one."""

from __future__ import annotations

import sqlite3

from simulators import cardpage
from simulators.cardpage import CardPage
from simulators.web import Answer, Request, Route
from simulators.world import World
from simulators.zarinpal import orders, rules

START = "/zarinpal/pg/StartPay/{authority}"
PAY = "/zarinpal/pg/pay"


class Book:
    """The card page's view of ZarinPal's book."""

    def find(self, db: sqlite3.Connection, key: str, now_ms: int) -> sqlite3.Row | None:
        """Read the session of an authority."""
        return orders.by_authority(db, key, now_ms)

    def sell(
        self, db: sqlite3.Connection, row: sqlite3.Row, card: str, units: int, at_ms: int
    ) -> None:
        """Take the money from the card."""
        orders.sell(db, row, card=card, paid_units=units, now_ms=at_ms)

    def fail(self, db: sqlite3.Connection, row: sqlite3.Row, card: str, code: str) -> None:
        """Close a session without taking money."""
        orders.fail(db, row, card=card, code=code)

    def fields_of(self, row: sqlite3.Row) -> dict[str, str]:
        """Give the two fields that the browser brings to the shop, whatever else happened."""
        is_paid = row["code"] == rules.PAID_STATUS
        status = rules.PAID_STATUS if is_paid else rules.UNPAID_STATUS
        return {"Authority": row["authority"], "Status": status}

    def facts_of(self, row: sqlite3.Row) -> tuple[tuple[str, object], ...]:
        """Give what the shop wrote."""
        return (("توضیح", row["description"]),)


PAGE = CardPage(
    provider="zarinpal",
    title="پرداخت با کارت، زرین‌پال",
    pay_path=PAY,
    key_field="Authority",
    json_key="authority",
    book=Book(),
    open_states=frozenset({rules.IN_BANK}),
    code_by_choice={
        cardpage.WRONG_PIN: "wrong_pin",
        cardpage.NO_FUNDS: "no_funds",
        cardpage.CANCEL: "cancelled",
    },
    code_field="Status",
    ok=rules.PAID_STATUS,
    page_time_ended="time_ended",
    swapped=lambda fields: {**fields, "Authority": f"A{fields['Authority'][:0:-1]}"},
    way_back="get",
)


def start(world: World, request: Request) -> Answer:
    """Show the card page of an authority."""
    authority = request.args["authority"]
    with world.store.transaction() as db:
        row = PAGE.book.find(db, authority, world.clock.now_ms())
    if row is None:
        return PAGE.unknown()
    return PAGE.show(row, authority) if row["state"] in PAGE.open_states else PAGE.closed(row)


ROUTES = (
    Route("GET", START, start),
    Route("POST", PAY, PAGE.choose),
    Route("POST", "/zarinpal/choose.json", PAGE.choose_by_json),
)

"""Parsian's card page: reached by a GET with a token."""

from __future__ import annotations

import sqlite3

from simulators import cardpage, pages
from simulators.cardpage import CardPage
from simulators.parsian import orders, rules
from simulators.web import Answer, Request, Route
from simulators.world import World

START = "/parsian/NewIPG/"
PAY = "/parsian/NewIPG/pay"


class Book:
    """The card page's view of Parsian's book."""

    def find(self, db: sqlite3.Connection, key: str, now_ms: int) -> sqlite3.Row | None:
        """Read the sale of a token."""
        if not (key.isascii() and key.isdigit() and len(key) < 19):
            return None
        return orders.by_token(db, int(key), now_ms)

    def sell(
        self, db: sqlite3.Connection, row: sqlite3.Row, card: str, units: int, at_ms: int
    ) -> None:
        """Take the money from the card."""
        orders.sell(db, row, card=card, paid_units=units, now_ms=at_ms)

    def fail(self, db: sqlite3.Connection, row: sqlite3.Row, card: str, code: str) -> None:
        """Close a sale request without taking money."""
        orders.fail(db, row, card=card, status=code)

    def fields_of(self, row: sqlite3.Row) -> dict[str, str]:
        """Give the fields that the bank posts to the shop."""
        units = row["amount_units"] if row["paid_units"] is None else row["paid_units"]
        return {
            "Token": str(row["token"]),
            "status": row["status"],
            "OrderId": str(row["order_id"]),
            "TerminalNo": "44000000",
            "RRN": str(row["rrn"] or 0),
            "Amount": f"{units:,}",
            "SwAmount": "",
            "HashCardNumber": row["card_masked"],
            "TspToken": "",
        }

    def facts_of(self, row: sqlite3.Row) -> tuple[tuple[str, object], ...]:
        """Give the order number."""
        return (("شماره سفارش", pages.ltr(row["order_id"])),)


PAGE = CardPage(
    provider="parsian",
    title="پرداخت با کارت، پارسیان",
    pay_path=PAY,
    key_field="Token",
    json_key="token",
    book=Book(),
    open_states=frozenset({rules.TOKEN}),
    code_by_choice={
        cardpage.WRONG_PIN: rules.WRONG_PIN,
        cardpage.NO_FUNDS: rules.NO_FUNDS,
        cardpage.CANCEL: rules.CANCELLED,
    },
    code_field="status",
    ok=rules.OK,
    page_time_ended=rules.TOKEN_EXPIRED,
    swapped=lambda fields: {**fields, "Token": fields["Token"][::-1]},
    amount_field="Amount",
)


def start(world: World, request: Request) -> Answer:
    """Show the card page of a token."""
    token = request.query.get("Token", "")
    with world.store.transaction() as db:
        row = PAGE.book.find(db, token, world.clock.now_ms())
    if row is None:
        return PAGE.unknown()
    return PAGE.show(row, token) if row["state"] in PAGE.open_states else PAGE.closed(row)


ROUTES = (
    Route("GET", START, start),
    Route("POST", PAY, PAGE.choose),
    Route("POST", "/parsian/choose.json", PAGE.choose_by_json),
)

"""Mellat's card page: reached with a RefId, and with the shop's address as Referer."""

from __future__ import annotations

import sqlite3

from simulators import cardpage, pages
from simulators.cardpage import CardPage
from simulators.mellat import orders, rules
from simulators.pages import h
from simulators.web import Answer, Request, Route
from simulators.world import World

START = "/mellat/pgwchannel/startpay.mellat"
START_ENGLISH = "/mellat/pgwchannel/enstartpay.mellat"
PAY = "/mellat/pgwchannel/pay.mellat"
OPEN_PATHS = frozenset({START, START_ENGLISH})


class Book:
    """The card page's view of the bank's book."""

    def find(self, db: sqlite3.Connection, key: str, now_ms: int) -> sqlite3.Row | None:
        """Read the order of a RefId."""
        return orders.by_ref(db, key, now_ms)

    def sell(
        self, db: sqlite3.Connection, row: sqlite3.Row, card: str, units: int, at_ms: int
    ) -> None:
        """Take the money from the card."""
        orders.sell(db, row, card_pan=card, final_units=units, now_ms=at_ms)

    def fail(self, db: sqlite3.Connection, row: sqlite3.Row, card: str, code: str) -> None:
        """Close a pay request without taking money."""
        orders.fail(db, row, card_pan=card, res_code=code)

    def fields_of(self, row: sqlite3.Row) -> dict[str, str]:
        """Give the fields that the bank posts to the shop."""
        fields = {
            "RefId": row["ref_id"],
            "ResCode": row["res_code"],
            "SaleOrderId": str(row["order_id"]),
            "SaleReferenceId": str(row["sale_reference_id"] or ""),
            "CardHolderPan": row["card_pan"],
        }
        if row["final_units"] is not None:
            fields["FinalAmount"] = str(row["final_units"])
        return fields

    def facts_of(self, row: sqlite3.Row) -> tuple[tuple[str, object], ...]:
        """Give terminal and order number."""
        return (
            ("پایانه", pages.ltr(row["terminal_id"])),
            ("شماره سفارش", pages.ltr(row["order_id"])),
        )


PAGE = CardPage(
    provider="mellat",
    title="پرداخت با کارت",
    pay_path=PAY,
    key_field="RefId",
    json_key="ref_id",
    book=Book(),
    open_states=frozenset({rules.CREATED, rules.OPENED}),
    code_by_choice={
        cardpage.WRONG_PIN: "13",
        cardpage.NO_FUNDS: "12",
        cardpage.OTHER_PERSON: rules.OTHER_PERSON,
        cardpage.CANCEL: rules.CANCELLED,
    },
    code_field="ResCode",
    ok=rules.OK,
    page_time_ended=rules.PAGE_TIME_ENDED,
    swapped=lambda fields: {**fields, "RefId": fields["RefId"][::-1].swapcase()},
    amount_field="FinalAmount",
)


def start(world: World, request: Request) -> Answer:
    """Show the card page for a RefId."""
    if "sec-fetch-mode" in request.headers and "referer" not in request.headers:
        words = h(
            "<p>مرورگر نشانی فروشگاه را نفرستاد. بانک درخواست بی Referer را نمی‌پذیرد.</p>"
            "<p>{cure}</p>",
            cure=pages.ltr(f"Referrer-Policy: {pages.REFERRER_POLICY}"),
        )
        return pages.page("ارجاع‌دهنده ناشناس است", words, status=403, layout="narrow")
    ref_id = (request.form() if request.method == "POST" else request.query).get("RefId", "")
    now_ms = world.clock.now_ms()
    with world.store.transaction() as db:
        row = orders.by_ref(db, ref_id, now_ms)
        if row is None:
            return PAGE.unknown()
        if row["state"] == rules.CREATED:
            orders.move(db, row, rules.OPENED, now_ms)
    return PAGE.show(row, ref_id) if row["state"] in PAGE.open_states else PAGE.closed(row)


ROUTES = (
    Route("GET", START, start),  # The bank's guide says POST; clients that use GET exist.
    Route("POST", START, start),
    Route("POST", START_ENGLISH, start),
    Route("POST", PAY, PAGE.choose),
    Route("POST", "/mellat/choose.json", PAGE.choose_by_json),
)

"""Behind the bank's counter: see the orders, reverse one, change the registered terminal."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict
from http import HTTPStatus

from simulators import pages, persian, switches
from simulators.mellat import merchant, orders, rules
from simulators.pages import h
from simulators.web import Answer, Request, Route, Unfit, json_answer, see_other
from simulators.world import World

HEADS = ("سفارش", "مبلغ", "حالت", "کد", "شماره فروش", "کارت", "برگشتی", "آغاز", "کار")


def show(world: World, request: Request) -> Answer:
    """Show the newest orders."""
    now_ms = world.clock.now_ms()
    with world.store.transaction() as db:
        rows = orders.latest(db, now_ms)
        registered = merchant.read(world.store, db)
    terminal = pages.facts(
        (
            ("terminalId", pages.ltr(registered.terminal_id)),
            ("userName", pages.ltr(registered.user_name)),
            ("userPassword", pages.ltr(registered.user_password)),
            ("callback_host", pages.ltr(registered.callback_host or "—")),
        )
    )
    listing = pages.table("سفارش‌ها", HEADS, (_cells(row) for row in rows))
    body = h(
        '<div class="card"><h2>پایانه</h2>{terminal}</div><h2>سفارش‌ها</h2>{listing}{switches}',
        terminal=terminal,
        listing=listing if rows else h("<p>هنوز سفارشی نیست.</p>"),
        switches=switches.board(world, "mellat", "/mellat"),
    )
    return pages.page("درگاه به‌پرداخت ملت", body)


def _cells(row: sqlite3.Row) -> tuple[object, ...]:
    can_reverse = row["state"] in (rules.SALE_OK, rules.VERIFIED)
    path = f"/mellat/orders/{row['id']}/reverse"
    return (
        pages.ltr(row["order_id"]),
        persian.rial(row["amount_units"]),
        pages.ltr(row["state"]),
        pages.ltr(row["res_code"]),
        pages.ltr(row["sale_reference_id"] or "—"),
        pages.ltr(row["card_pan"]),
        persian.rial(row["refunded_units"]),
        persian.when(row["created_at_ms"]),
        pages.button_form(path, "برگشت خودکار") if can_reverse else "—",
    )


def show_json(world: World, request: Request) -> Answer:
    """Give the newest orders, or the one with `order_id`, as JSON."""
    wanted = request.query.get("order_id")
    if wanted is not None and not (wanted.isascii() and wanted.isdigit() and len(wanted) < 19):
        raise Unfit(HTTPStatus.BAD_REQUEST, "order_id must be a whole number")
    with world.store.transaction() as db:
        rows = orders.latest(db, world.clock.now_ms(), None if wanted is None else int(wanted))
    return json_answer({"orders": [dict(row) for row in rows]})


def reverse(world: World, request: Request) -> Answer:
    """Give the money back now, as the bank does when nobody verifies."""
    now_ms = world.clock.now_ms()
    number = request.args["id"]
    with world.store.transaction() as db:
        rows = [row for row in orders.latest(db, now_ms) if str(row["id"]) == number]
        if rows and rows[0]["state"] in (rules.SALE_OK, rules.VERIFIED):
            orders.move(db, rows[0], rules.AUTO_REVERSED, now_ms)
    return see_other("/mellat")


def register(world: World, request: Request) -> Answer:
    """Change the registered terminal."""
    try:
        return json_answer(asdict(merchant.register(world.store, request.json())))
    except ValueError as error:
        raise Unfit(HTTPStatus.BAD_REQUEST, str(error)) from error


ROUTES = (
    Route("GET", "/mellat", show),
    Route("GET", "/mellat/orders.json", show_json),
    Route("POST", "/mellat/orders/{id}/reverse", reverse),
    Route("POST", "/mellat/merchant.json", register),
)

"""Behind Parsian's counter: see the sales, and give one back that nobody confirmed."""

from __future__ import annotations

import sqlite3
from http import HTTPStatus

from simulators import pages, persian, switches
from simulators.pages import h
from simulators.parsian import orders, rules
from simulators.parsian.soap import PIN
from simulators.web import Answer, Request, Route, Unfit, json_answer, see_other
from simulators.world import World

HEADS = ("سفارش", "مبلغ", "حالت", "وضعیت", "شماره مرجع", "کارت", "آغاز", "کار")


def show(world: World, request: Request) -> Answer:
    """Show the newest sales."""
    with world.store.transaction() as db:
        rows = orders.latest(db, world.clock.now_ms())
    listing = pages.table("سفارش‌ها", HEADS, (_cells(row) for row in rows))
    body = h(
        '<div class="card"><h2>پایانه</h2>{terminal}</div><h2>سفارش‌ها</h2>{listing}{switches}',
        terminal=pages.facts((("LoginAccount", pages.ltr(PIN)),)),
        listing=listing if rows else h("<p>هنوز سفارشی نیست.</p>"),
        switches=switches.board(world, "parsian", "/parsian"),
    )
    return pages.page("درگاه پارسیان", body)


def _cells(row: sqlite3.Row) -> tuple[object, ...]:
    path = f"/parsian/orders/{row['id']}/return"
    can_return = row["state"] == rules.PAID
    return (
        pages.ltr(row["order_id"]),
        persian.rial(row["amount_units"]),
        pages.ltr(row["state"]),
        pages.ltr(row["status"]),
        pages.ltr(row["rrn"] or "—"),
        pages.ltr(row["card_masked"]),
        persian.when(row["created_at_ms"]),
        pages.button_form(path, "برگشت خودکار") if can_return else "—",
    )


def show_json(world: World, request: Request) -> Answer:
    """Give the newest sales, or the one with `order_id`, as JSON."""
    wanted = request.query.get("order_id")
    if wanted is not None and not (wanted.isascii() and wanted.isdigit() and len(wanted) < 19):
        raise Unfit(HTTPStatus.BAD_REQUEST, "order_id must be a whole number")
    with world.store.transaction() as db:
        rows = orders.latest(db, world.clock.now_ms(), None if wanted is None else int(wanted))
    return json_answer({"orders": [dict(row) for row in rows]})


def give_back(world: World, request: Request) -> Answer:
    """Give the money back now, as the bank does when nobody confirms."""
    now_ms, number = world.clock.now_ms(), request.args["id"]
    with world.store.transaction() as db:
        rows = [row for row in orders.latest(db, now_ms) if str(row["id"]) == number]
        if rows and rows[0]["state"] == rules.PAID:
            orders.move(db, rows[0], rules.RETURNED, now_ms)
    return see_other("/parsian")


ROUTES = (
    Route("GET", "/parsian", show),
    Route("GET", "/parsian/orders.json", show_json),
    Route("POST", "/parsian/orders/{id}/return", give_back),
)

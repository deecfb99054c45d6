"""Behind ZarinPal's counter: see the sessions, give one back, change the registered merchant."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict
from http import HTTPStatus

from simulators import pages, persian, switches
from simulators.pages import h
from simulators.web import Answer, Request, Route, Unfit, json_answer, see_other
from simulators.world import World
from simulators.zarinpal import merchant, orders, rules

HEADS = ("سفارش", "مبلغ", "حالت", "Authority", "شماره مرجع", "کارت", "آغاز", "کار")


def show(world: World, request: Request) -> Answer:
    """Show the newest sessions."""
    with world.store.transaction() as db:
        rows = orders.latest(db, world.clock.now_ms())
        registered = merchant.read(world.store, db)
    facts = pages.facts((name, pages.ltr(value)) for name, value in asdict(registered).items())
    listing = pages.table("سفارش‌ها", HEADS, (_cells(row) for row in rows))
    body = h(
        '<div class="card"><h2>پذیرنده</h2>{facts}</div><h2>سفارش‌ها</h2>{listing}{switches}',
        facts=facts,
        listing=listing if rows else h("<p>هنوز سفارشی نیست.</p>"),
        switches=switches.board(world, "zarinpal", "/zarinpal"),
    )
    return pages.page("زرین‌پال", body)


def _cells(row: sqlite3.Row) -> tuple[object, ...]:
    path = f"/zarinpal/orders/{row['id']}/return"
    can_return = row["state"] == rules.PAID
    return (
        pages.ltr(row["order_id"] or "—"),
        persian.rial(row["amount_units"]),
        pages.ltr(row["state"]),
        pages.ltr(row["authority"]),
        pages.ltr(row["ref_id"] or "—"),
        pages.ltr(row["card_pan"]),
        persian.when(row["created_at_ms"]),
        pages.button_form(path, "برگشت خودکار") if can_return else "—",
    )


def show_json(world: World, request: Request) -> Answer:
    """Give the newest sessions, or those with `order_id`, as JSON."""
    wanted = request.query.get("order_id")
    with world.store.transaction() as db:
        rows = orders.latest(db, world.clock.now_ms(), wanted)
    return json_answer({"orders": [dict(row) for row in rows]})


def give_back(world: World, request: Request) -> Answer:
    """Give the money back now, as happens when nobody verifies."""
    now_ms, number = world.clock.now_ms(), request.args["id"]
    with world.store.transaction() as db:
        rows = [row for row in orders.latest(db, now_ms) if str(row["id"]) == number]
        if rows and rows[0]["state"] == rules.PAID:
            orders.move(db, rows[0], rules.RETURNED, now_ms)
    return see_other("/zarinpal")


def register(world: World, request: Request) -> Answer:
    """Change the registered merchant."""
    try:
        return json_answer(asdict(merchant.register(world.store, request.json())))
    except ValueError as error:
        raise Unfit(HTTPStatus.BAD_REQUEST, str(error)) from error


ROUTES = (
    Route("GET", "/zarinpal", show),
    Route("GET", "/zarinpal/orders.json", show_json),
    Route("POST", "/zarinpal/orders/{id}/return", give_back),
    Route("POST", "/zarinpal/merchant.json", register),
)

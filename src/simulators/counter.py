"""Behind a gateway's counter, the same at each: see the orders, give one back, change who calls."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from simulators import pages, persian, switches
from simulators.pages import h
from simulators.store import Store
from simulators.web import Answer, Request, Route, Unfit, json_answer, see_other
from simulators.world import World

HEADS = ("سفارش", "مبلغ", "حالت", "کد", "شماره مرجع", "کارت", "برگشتی", "آغاز", "کار")

Latest = Callable[[sqlite3.Connection, int, str | None], list[sqlite3.Row]]
Move = Callable[[sqlite3.Connection, sqlite3.Row, str, int], None]


@dataclass(frozen=True)
class Counter:
    """What differs from gateway to gateway: its name, its book, and the columns' names in it.

    `columns` name the gateway's own code, its reference, and its card, in the order of HEADS.
    """

    provider: str
    title: str
    latest: Latest
    move: Move
    columns: tuple[str, str, str]
    given_back: str  # The state of an order whose money went back by itself.
    returnable: Collection[str]  # The states from which it does.
    terminal: Callable[[Store, sqlite3.Connection], Mapping[str, object]]
    register: Callable[[Store, Mapping[str, object]], Mapping[str, object]] | None = None

    def routes(self) -> tuple[Route, ...]:
        """The counter's addresses, all below the gateway's own."""
        base = f"/{self.provider}"
        routes = (
            Route("GET", base, self.show),
            Route("GET", f"{base}/orders.json", self.show_json),
            Route("POST", f"{base}/orders/{{id}}/return", self.give_back),
        )
        if self.register is None:
            return routes
        return (*routes, Route("POST", f"{base}/merchant.json", self.change))

    def show(self, world: World, _: Request) -> Answer:
        """Show the newest orders."""
        with world.store.transaction() as db:
            rows = self.latest(db, world.clock.now_ms(), None)
            terminal = self.terminal(world.store, db).items()
        listing = pages.table("سفارش‌ها", HEADS, (self._cells(row) for row in rows))
        body = h(
            '<div class="card"><h2>پایانه</h2>{terminal}</div><h2>سفارش‌ها</h2>{listing}{switches}',
            terminal=pages.facts((name, pages.ltr(value or "—")) for name, value in terminal),
            listing=listing if rows else h("<p>هنوز سفارشی نیست.</p>"),
            switches=switches.board(world, self.provider, f"/{self.provider}"),
        )
        return pages.page(self.title, body)

    def _cells(self, row: sqlite3.Row) -> Sequence[object]:
        code, reference, card = (pages.ltr(row[column] or "—") for column in self.columns)
        path = f"/{self.provider}/orders/{row['id']}/return"
        can_return, refunded = row["state"] in self.returnable, dict(row).get("refunded_units")
        return (
            pages.ltr(row["order_id"] or "—"),
            persian.rial(row["amount_units"]),
            pages.ltr(row["state"]),
            code,
            reference,
            card,
            "—" if refunded is None else persian.rial(refunded),
            persian.when(row["created_at_ms"]),
            pages.button_form(path, "برگشت خودکار") if can_return else "—",
        )

    def show_json(self, world: World, request: Request) -> Answer:
        """Give the newest orders, or those with `order_id`, as JSON."""
        with world.store.transaction() as db:
            rows = self.latest(db, world.clock.now_ms(), request.query.get("order_id"))
        return json_answer({"orders": [dict(row) for row in rows]})

    def give_back(self, world: World, request: Request) -> Answer:
        """Give the money back now, as happens when nobody verifies or confirms."""
        now_ms, number = world.clock.now_ms(), request.args["id"]
        with world.store.transaction() as db:
            rows = [row for row in self.latest(db, now_ms, None) if str(row["id"]) == number]
            if rows and rows[0]["state"] in self.returnable:
                self.move(db, rows[0], self.given_back, now_ms)
        return see_other(f"/{self.provider}")

    def change(self, world: World, request: Request) -> Answer:
        """Change who is registered to call; fields left out keep their value."""
        assert self.register is not None
        try:
            return json_answer(self.register(world.store, request.json()))
        except ValueError as error:
            raise Unfit(HTTPStatus.BAD_REQUEST, str(error)) from error


def with_wishes(known: Mapping[str, Any], wish: Mapping[str, object]) -> dict[str, Any]:
    """The wished values in place of the known ones; ValueError for fields nobody knows."""
    if set(wish) - set(known):
        raise ValueError(f"known fields are {', '.join(known)}")
    return {name: type(value)(wish.get(name, value)) for name, value in known.items()}


def whole_number(order_id: str | None) -> int | None:
    """The order id that was asked for, where a gateway's order ids are numbers."""
    if order_id is None:
        return None
    if not (order_id.isascii() and order_id.isdigit() and len(order_id) < 19):
        raise Unfit(HTTPStatus.BAD_REQUEST, "order_id must be a whole number")
    return int(order_id)

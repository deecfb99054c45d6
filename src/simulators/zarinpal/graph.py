"""The refund service: GraphQL with an access token. Two operations, told apart by their names.

Sources: the refund page of ZarinPal's API documents. What they do not say is our choice.
"""

from __future__ import annotations

import hmac
import sqlite3
from collections.abc import Mapping

from simulators import spoil
from simulators.clock import tehran
from simulators.web import Answer, Request, Route, json_answer
from simulators.world import World
from simulators.zarinpal import merchant, orders

PATH = "/zarinpal/api/v4/graphql"


def serve(world: World, request: Request) -> Answer:
    """Answer one operation, spoiled by the armed fault `refund` if there is one."""
    wish = request.json()
    gateway = spoil.Gateway("unauthorized", lambda: None)
    return spoil.gateway_call(
        world, "zarinpal", "refund", lambda: _work(world, request, wish), failed, gateway
    )


def failed(message: str) -> Answer:
    """Answer that nothing was done."""
    return json_answer({"errors": [{"message": message}], "data": None})


def _work(world: World, request: Request, wish: Mapping[str, object]) -> Answer:
    variables = wish.get("variables")
    if not isinstance(variables, dict):
        return failed("variables are missing")
    now_ms = world.clock.now_ms()
    with world.store.transaction() as db:
        token = f"Bearer {merchant.read(world.store, db).access_token}"
        given = request.headers.get("authorization", "")
        if not hmac.compare_digest(given.encode(), token.encode()):
            return failed("unauthorized")
        operation = str(wish.get("query", ""))
        if "AddRefund" in operation:
            return _add(db, variables, now_ms)
        return _sessions(db, variables) if "Session" in operation else failed("unknown operation")


def _row(db: sqlite3.Connection, column: str, value: object) -> sqlite3.Row | None:
    text = str(value)
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        return None
    row: sqlite3.Row | None = db.execute(
        f"SELECT * FROM zarinpal_order WHERE {column} = ?", (int(text),)
    ).fetchone()
    return row


def _add(db: sqlite3.Connection, variables: Mapping[str, object], now_ms: int) -> Answer:
    row, amount = _row(db, "id", variables.get("session_id")), variables.get("amount")
    if row is None or not isinstance(amount, int) or isinstance(amount, bool):
        return failed("session not found")
    words = str(variables.get("description", ""))
    made = orders.refund(db, row, units=amount, description=words, now_ms=now_ms)
    if made is None:
        return failed("refund is not possible")
    told = {"terminal_id": "1", "id": str(made), "amount": amount, "description": words}
    return json_answer({"data": {"resource": told}})


def _sessions(db: sqlite3.Connection, variables: Mapping[str, object]) -> Answer:
    row = _row(db, "ref_id", variables.get("reference_id"))
    found = [] if row is None else [
        {
            "id": str(row["id"]),
            "amount": row["paid_units"],
            "refunds": [
                {
                    "id": str(one["id"]),
                    "amount": one["units"],
                    "description": one["description"],
                    "created_at": f"{tehran(one['refunded_at_ms']):%Y-%m-%d %H:%M:%S}",
                }
                for one in orders.refunds(db, row["id"])
            ],
        }
    ]  # fmt: skip
    return json_answer({"data": {"Session": found}})


ROUTES = (Route("POST", PATH, serve),)

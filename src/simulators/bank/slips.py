"""Where the bank's statement goes wrong on purpose: a false line, a line gone, an amount changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from http import HTTPStatus

from simulators.bank import account, lines
from simulators.web import Answer, Request, Route, Unfit, json_answer
from simulators.world import World

FALSE, DROP, CHANGE = "false", "drop", "change"
WISHES = (FALSE, DROP, CHANGE)
UNITS_LIMIT = 10**15
TEXT_LIMIT = 140


def slip(world: World, request: Request) -> Answer:
    """Do one wrong thing to the statement: `do` says which, `reference` to which line."""
    wish = request.json()
    now_ms = world.clock.now_ms()
    with world.store.transaction() as db:
        account.advance(db, now_ms)
        row = _do(db, wish, now_ms)
    return json_answer({"bank_reference": lines.bank_reference(row)})


def _do(db: sqlite3.Connection, wish: Mapping[str, object], now_ms: int) -> sqlite3.Row:
    if wish.get("do") not in WISHES:
        raise Unfit(HTTPStatus.BAD_REQUEST, f"do must be one of {', '.join(WISHES)}")
    if wish["do"] == FALSE:
        return _false_line(db, wish, now_ms)
    row = _find(db, str(wish.get("reference", "")))
    if wish["do"] == DROP:
        lines.drop(db, row["id"])
    else:
        lines.change(db, row["id"], abs(_units(wish)))
    return row


def _false_line(db: sqlite3.Connection, wish: Mapping[str, object], now_ms: int) -> sqlite3.Row:
    lines.book(
        db,
        at_ms=now_ms,
        kind=str(wish.get("kind", "transfer"))[:TEXT_LIMIT],
        units=_units(wish),
        reference=str(wish.get("reference", ""))[:TEXT_LIMIT],
        description=str(wish.get("description", "a line nobody expected"))[:TEXT_LIMIT],
    )
    row: sqlite3.Row = db.execute("SELECT * FROM bank_line ORDER BY id DESC LIMIT 1").fetchone()
    return row


def _units(wish: Mapping[str, object]) -> int:
    units = wish.get("amount")
    if type(units) is not int or not 0 < abs(units) <= UNITS_LIMIT:
        raise Unfit(HTTPStatus.BAD_REQUEST, "amount is whole rial, below zero for a debit")
    return units


def _find(db: sqlite3.Connection, reference: str) -> sqlite3.Row:
    """The newest line with this reference: the bank's own, or that of what it is about."""
    number = int(reference[1:]) if reference[:1] == "L" and reference[1:].isdecimal() else 0
    row: sqlite3.Row | None = db.execute(
        "SELECT * FROM bank_line WHERE (id = ? OR reference = ?) AND booked_at_ms > 0"
        " ORDER BY id DESC LIMIT 1",
        (number, reference),
    ).fetchone()
    if row is None:
        raise Unfit(HTTPStatus.NOT_FOUND, "no line has this reference")
    return row


ROUTES = (Route("POST", "/bank/slips.json", slip),)

"""Parsian's own book of sales. Every function runs in a transaction."""

from __future__ import annotations

import secrets
import sqlite3

from simulators import late
from simulators.bank import settlements
from simulators.cardpage import AUTO_REVERSAL_MS
from simulators.parsian import rules

SCHEMA = """
CREATE TABLE IF NOT EXISTS parsian_order (
  id INTEGER PRIMARY KEY,
  order_id INTEGER NOT NULL UNIQUE,
  amount_units INTEGER NOT NULL,
  token INTEGER NOT NULL UNIQUE,
  callback_url TEXT NOT NULL,
  state TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT '',
  rrn INTEGER UNIQUE,
  card_masked TEXT NOT NULL DEFAULT '',
  paid_units INTEGER,
  created_at_ms INTEGER NOT NULL,
  sale_at_ms INTEGER,
  confirmed_at_ms INTEGER,
  reversed_at_ms INTEGER
);
"""
MOMENT_BY_STATE = {
    rules.CONFIRMED: "confirmed_at_ms",
    rules.REVERSED: "reversed_at_ms",
    rules.RETURNED: "reversed_at_ms",
}
PAGE_LIMIT = 100
TERMINAL = "44012345"


def _number() -> int:
    return 100_000_000_000 + secrets.randbelow(900_000_000_000)


def create(
    db: sqlite3.Connection, *, order_id: int, amount_units: int, callback_url: str, now_ms: int
) -> int | None:
    """Book a sale request and give its token, or None when the order id was used before."""
    token = _number()
    try:
        db.execute(
            "INSERT INTO parsian_order (order_id, amount_units, token, callback_url, state,"
            " created_at_ms) VALUES (?, ?, ?, ?, ?, ?)",
            (order_id, amount_units, token, callback_url, rules.TOKEN, now_ms),
        )
    except sqlite3.IntegrityError:
        return None
    return token


def by_token(db: sqlite3.Connection, token: int, now_ms: int) -> sqlite3.Row | None:
    """Read the sale of a token; what nobody confirmed in time has gone back by now."""
    row: sqlite3.Row | None = db.execute(
        "SELECT * FROM parsian_order WHERE token = ?", (token,)
    ).fetchone()
    if row is None:
        return None
    if row["state"] == rules.TOKEN:
        return _sold_late(db, row, now_ms)
    if row["sale_at_ms"] is None:
        return row
    if not rules.is_overdue(row["state"], since_sale_ms=now_ms - row["sale_at_ms"]):
        return row
    move(db, row, rules.RETURNED, row["sale_at_ms"] + AUTO_REVERSAL_MS)
    return by_token(db, token, now_ms)


def _sold_late(db: sqlite3.Connection, row: sqlite3.Row, now_ms: int) -> sqlite3.Row | None:
    late_sale = late.take(db, "parsian", row["id"], now_ms)
    if late_sale is None:
        return row
    units, at_ms = late_sale.units, late_sale.at_ms
    sell(db, row, card=late_sale.card, paid_units=units, now_ms=at_ms)
    return by_token(db, row["token"], now_ms)


def latest(db: sqlite3.Connection, now_ms: int, order_id: int | None = None) -> list[sqlite3.Row]:
    """List the newest sales, or the one with this order id."""
    rows = db.execute(
        "SELECT token FROM parsian_order WHERE ? IS NULL OR order_id = ? ORDER BY id DESC LIMIT ?",
        (order_id, order_id, PAGE_LIMIT),
    ).fetchall()
    fresh = (by_token(db, row["token"], now_ms) for row in rows)
    return [row for row in fresh if row is not None]


def sell(
    db: sqlite3.Connection, row: sqlite3.Row, *, card: str, paid_units: int, now_ms: int
) -> None:
    """Take the money from the card."""
    db.execute(
        "UPDATE parsian_order SET state = ?, status = ?, rrn = ?, card_masked = ?, paid_units = ?,"
        " sale_at_ms = ? WHERE id = ?",
        (rules.PAID, rules.OK, _number(), card, paid_units, now_ms, row["id"]),
    )


def fail(db: sqlite3.Connection, row: sqlite3.Row, *, card: str, status: str) -> None:
    """Close a sale request without taking money."""
    db.execute(
        "UPDATE parsian_order SET state = ?, card_masked = ?, status = ? WHERE id = ?",
        (rules.FAILED, card, status, row["id"]),
    )


def move(db: sqlite3.Connection, row: sqlite3.Row, state: str, at_ms: int) -> None:
    """Change the state of a sale and note the moment; our account's statement shows it."""
    db.execute(
        f"UPDATE parsian_order SET state = ?, {MOMENT_BY_STATE[state]} = ? WHERE id = ?",
        (state, at_ms, row["id"]),
    )
    if state == rules.RETURNED:
        return  # It was never ours.
    is_ours = state == rules.CONFIRMED
    settlements.owe(
        db,
        settlements.Part(
            gateway="parsian",
            terminal=TERMINAL,
            order_id=row["order_id"],
            units=row["paid_units"] if is_ours else -row["paid_units"],
            reference=str(row["rrn"]),
            at_ms=at_ms,
        ),
    )

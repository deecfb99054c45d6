"""The bank's own book of pay requests, sales and refunds. Every function runs in a transaction."""

from __future__ import annotations

import secrets
import sqlite3

from simulators import late
from simulators.bank import settlements
from simulators.cardpage import AUTO_REVERSAL_MS
from simulators.mellat import rules

SCHEMA = """
CREATE TABLE IF NOT EXISTS mellat_order (
  id INTEGER PRIMARY KEY,
  terminal_id INTEGER NOT NULL,
  order_id INTEGER NOT NULL,
  amount_units INTEGER NOT NULL,
  ref_id TEXT NOT NULL UNIQUE,
  callback_url TEXT NOT NULL,
  additional_data TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  sale_reference_id INTEGER UNIQUE,
  card_pan TEXT NOT NULL DEFAULT '',
  res_code TEXT NOT NULL DEFAULT '',
  final_units INTEGER,
  refunded_units INTEGER NOT NULL DEFAULT 0,
  sale_at_ms INTEGER,
  verified_at_ms INTEGER,
  settled_at_ms INTEGER,
  reversed_at_ms INTEGER,
  UNIQUE (terminal_id, order_id)
);
CREATE TABLE IF NOT EXISTS mellat_refund (
  id INTEGER PRIMARY KEY,
  terminal_id INTEGER NOT NULL,
  order_id INTEGER NOT NULL,
  sale_id INTEGER NOT NULL REFERENCES mellat_order (id),
  units INTEGER NOT NULL,
  reference_id INTEGER NOT NULL UNIQUE,
  refunded_at_ms INTEGER NOT NULL,
  UNIQUE (terminal_id, order_id)
);
"""
MOMENT_BY_STATE = {
    rules.VERIFIED: "verified_at_ms",
    rules.SETTLED: "settled_at_ms",
    rules.REVERSED: "reversed_at_ms",
    rules.AUTO_REVERSED: "reversed_at_ms",
}
PAGE_LIMIT = 100


def _reference() -> int:
    return 100_000_000_000 + secrets.randbelow(900_000_000_000)


def create(
    db: sqlite3.Connection,
    *,
    terminal_id: int,
    order_id: int,
    amount_units: int,
    callback_url: str,
    additional_data: str,
    now_ms: int,
) -> str | None:
    """Book a pay request and give its RefId, or None when the order id was used before."""
    ref_id = "".join(secrets.choice("0123456789ABCDEFabcdef") for _ in range(20))
    try:
        db.execute(
            "INSERT INTO mellat_order (terminal_id, order_id, amount_units, ref_id, callback_url,"
            " additional_data, state, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                terminal_id,
                order_id,
                amount_units,
                ref_id,
                callback_url,
                additional_data,
                rules.CREATED,
                now_ms,
            ),
        )
    except sqlite3.IntegrityError:
        return None
    return ref_id


def _up_to_date(db: sqlite3.Connection, row: sqlite3.Row | None, now_ms: int) -> sqlite3.Row | None:
    if row is None:
        return None
    if row["state"] in (rules.CREATED, rules.OPENED):
        return _sold_late(db, row, now_ms)
    if row["sale_at_ms"] is None:
        return row
    if not rules.is_overdue(row["state"], since_sale_ms=now_ms - row["sale_at_ms"]):
        return row
    move(db, row, rules.AUTO_REVERSED, row["sale_at_ms"] + AUTO_REVERSAL_MS)
    return by_id(db, row["id"])


def _sold_late(db: sqlite3.Connection, row: sqlite3.Row, now_ms: int) -> sqlite3.Row | None:
    sale = late.take(db, "mellat", row["id"], now_ms)
    if sale is None:
        return row
    sell(db, row, card_pan=sale.card, final_units=sale.units, now_ms=sale.at_ms)
    return _up_to_date(db, by_id(db, row["id"]), now_ms)


def by_id(db: sqlite3.Connection, row_id: int) -> sqlite3.Row:
    """Read one order by the bank's own number."""
    row: sqlite3.Row = db.execute("SELECT * FROM mellat_order WHERE id = ?", (row_id,)).fetchone()
    return row


def by_ref(db: sqlite3.Connection, ref_id: str, now_ms: int) -> sqlite3.Row | None:
    """Read the order that a card page belongs to."""
    found = db.execute("SELECT * FROM mellat_order WHERE ref_id = ?", (ref_id,)).fetchone()
    return _up_to_date(db, found, now_ms)


def by_pair(
    db: sqlite3.Connection, terminal_id: int, order_id: int, reference_id: int, now_ms: int
) -> sqlite3.Row | None:
    """Read the sale that a follow-up call names."""
    found = db.execute(
        "SELECT * FROM mellat_order WHERE terminal_id = ? AND order_id = ?"
        " AND sale_reference_id = ?",
        (terminal_id, order_id, reference_id),
    ).fetchone()
    return _up_to_date(db, found, now_ms)


def latest(db: sqlite3.Connection, now_ms: int, order_id: int | None = None) -> list[sqlite3.Row]:
    """List the newest orders, or the one with this order id."""
    rows = db.execute(
        "SELECT * FROM mellat_order WHERE ? IS NULL OR order_id = ? ORDER BY id DESC LIMIT ?",
        (order_id, order_id, PAGE_LIMIT),
    ).fetchall()
    fresh = (_up_to_date(db, row, now_ms) for row in rows)
    return [row for row in fresh if row is not None]


def move(db: sqlite3.Connection, row: sqlite3.Row, state: str, at_ms: int) -> None:
    """Change the state of an order and note the moment."""
    column = MOMENT_BY_STATE.get(state)
    mark = f", {column} = :at" if column else ""
    db.execute(
        f"UPDATE mellat_order SET state = :state{mark} WHERE id = :id",
        {"state": state, "at": at_ms, "id": row["id"]},
    )
    if state == rules.SETTLED:
        settlements.owe(
            db,
            settlements.Part(
                gateway="mellat",
                terminal=str(row["terminal_id"]),
                order_id=row["order_id"],
                units=row["final_units"],
                reference=str(row["sale_reference_id"]),
                at_ms=at_ms,
            ),
        )


def sell(
    db: sqlite3.Connection, row: sqlite3.Row, *, card_pan: str, final_units: int, now_ms: int
) -> None:
    """Take the money from the card."""
    db.execute(
        "UPDATE mellat_order SET state = ?, sale_reference_id = ?, card_pan = ?, final_units = ?,"
        " res_code = ?, sale_at_ms = ? WHERE id = ?",
        (rules.SALE_OK, _reference(), card_pan, final_units, rules.OK, now_ms, row["id"]),
    )


def fail(db: sqlite3.Connection, row: sqlite3.Row, *, card_pan: str, res_code: str) -> None:
    """Close a pay request without taking money."""
    db.execute(
        "UPDATE mellat_order SET state = ?, card_pan = ?, res_code = ? WHERE id = ?",
        (rules.FAILED, card_pan, res_code, row["id"]),
    )


def refund(
    db: sqlite3.Connection, row: sqlite3.Row, *, order_id: int, units: int, now_ms: int
) -> tuple[str, int | None]:
    """Give part of a settled sale back: the result code and the refund's reference."""
    used = db.execute(
        "SELECT 1 FROM mellat_refund WHERE terminal_id = ? AND order_id = ?",
        (row["terminal_id"], order_id),
    ).fetchone()
    if used:
        return rules.DUPLICATE_ORDER, None
    code = rules.refund_code(
        amount_units=units, refunded_units=row["refunded_units"], sale_units=row["final_units"]
    )
    if code != rules.OK:
        return code, None
    reference = _reference()
    db.execute(
        "INSERT INTO mellat_refund (terminal_id, order_id, sale_id, units, reference_id,"
        " refunded_at_ms) VALUES (?, ?, ?, ?, ?, ?)",
        (row["terminal_id"], order_id, row["id"], units, reference, now_ms),
    )
    db.execute(
        "UPDATE mellat_order SET refunded_units = refunded_units + ? WHERE id = ?",
        (units, row["id"]),
    )
    settlements.owe(
        db,
        settlements.Part(
            gateway="mellat",
            terminal=str(row["terminal_id"]),
            order_id=row["order_id"],
            units=-units,
            reference=str(reference),
            at_ms=now_ms,
        ),
    )
    return rules.OK, reference

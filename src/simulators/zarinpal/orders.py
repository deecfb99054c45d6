"""ZarinPal's own book of sessions. Every function runs in a transaction. Amounts are rial."""

from __future__ import annotations

import json
import secrets
import sqlite3

from simulators import late
from simulators.bank import settlements
from simulators.cardpage import AUTO_REVERSAL_MS
from simulators.zarinpal import rules

SCHEMA = """
CREATE TABLE IF NOT EXISTS zarinpal_order (
  id INTEGER PRIMARY KEY,
  authority TEXT NOT NULL UNIQUE,
  merchant_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  amount_units INTEGER NOT NULL,
  toman INTEGER NOT NULL,
  description TEXT NOT NULL,
  metadata TEXT NOT NULL,
  callback_url TEXT NOT NULL,
  state TEXT NOT NULL,
  code TEXT NOT NULL DEFAULT '',
  ref_id INTEGER UNIQUE,
  card_pan TEXT NOT NULL DEFAULT '',
  paid_units INTEGER,
  refunded_units INTEGER NOT NULL DEFAULT 0,
  created_at_ms INTEGER NOT NULL,
  sale_at_ms INTEGER,
  verified_at_ms INTEGER,
  reversed_at_ms INTEGER
);
CREATE TABLE IF NOT EXISTS zarinpal_refund (
  id INTEGER PRIMARY KEY,
  session_id INTEGER NOT NULL REFERENCES zarinpal_order (id),
  units INTEGER NOT NULL,
  description TEXT NOT NULL,
  refunded_at_ms INTEGER NOT NULL
);
"""
MOMENT_BY_STATE = {
    rules.VERIFIED: "verified_at_ms",
    rules.REVERSED: "reversed_at_ms",
    rules.RETURNED: "reversed_at_ms",
}
LETTERS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
PAGE_LIMIT = 100


def create(
    db: sqlite3.Connection,
    *,
    merchant_id: str,
    amount_units: int,
    is_toman: bool,
    description: str,
    metadata: dict[str, object],
    callback_url: str,
    now_ms: int,
) -> str:
    """Book a payment request and give its authority."""
    tail = "".join(secrets.choice(LETTERS) for _ in range(10))
    authority = f"A{tail:0>{rules.AUTHORITY_LENGTH - 1}}"
    db.execute(
        "INSERT INTO zarinpal_order (authority, merchant_id, order_id, amount_units, toman,"
        " description, metadata, callback_url, state, created_at_ms)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            authority,
            merchant_id,
            str(metadata.get("order_id", "")),
            amount_units,
            is_toman,
            description,
            json.dumps(metadata, ensure_ascii=False),
            callback_url,
            rules.IN_BANK,
            now_ms,
        ),
    )
    return authority


def by_authority(db: sqlite3.Connection, authority: str, now_ms: int) -> sqlite3.Row | None:
    """Read a session; what nobody verified in time has gone back by now."""
    row: sqlite3.Row | None = db.execute(
        "SELECT * FROM zarinpal_order WHERE authority = ?", (authority,)
    ).fetchone()
    if row is None:
        return None
    if row["state"] == rules.IN_BANK:
        return _sold_late(db, row, now_ms)
    if row["state"] != rules.PAID:
        return row
    if not rules.is_overdue(row["state"], since_sale_ms=now_ms - row["sale_at_ms"]):
        return row
    move(db, row, rules.RETURNED, row["sale_at_ms"] + AUTO_REVERSAL_MS)
    return by_authority(db, authority, now_ms)


def _sold_late(db: sqlite3.Connection, row: sqlite3.Row, now_ms: int) -> sqlite3.Row | None:
    sale = late.take(db, "zarinpal", row["id"], now_ms)
    if sale is None:
        return row
    sell(db, row, card=sale.card, paid_units=sale.units, now_ms=sale.at_ms)
    return by_authority(db, row["authority"], now_ms)


def latest(db: sqlite3.Connection, now_ms: int, order_id: str | None = None) -> list[sqlite3.Row]:
    """List the newest sessions, or those with this order id."""
    return _fresh(
        db,
        now_ms,
        "SELECT authority FROM zarinpal_order WHERE ? IS NULL OR order_id = ?"
        " ORDER BY id DESC LIMIT ?",
        (order_id, order_id, PAGE_LIMIT),
    )


def unverified(db: sqlite3.Connection, merchant_id: str, now_ms: int) -> list[sqlite3.Row]:
    """List what was paid and not verified, newest first, at most as many as ZarinPal tells."""
    rows = _fresh(
        db,
        now_ms,
        "SELECT authority FROM zarinpal_order WHERE merchant_id = ? AND state IN (?, ?)"
        " ORDER BY id DESC",
        (merchant_id, rules.PAID, rules.IN_BANK),
    )
    return [row for row in rows if row["state"] == rules.PAID][: rules.UNVERIFIED_LIMIT]


def _fresh(
    db: sqlite3.Connection, now_ms: int, query: str, values: tuple[object, ...]
) -> list[sqlite3.Row]:
    found = db.execute(query, values).fetchall()
    rows = (by_authority(db, row["authority"], now_ms) for row in found)
    return [row for row in rows if row is not None]


def sell(
    db: sqlite3.Connection, row: sqlite3.Row, *, card: str, paid_units: int, now_ms: int
) -> None:
    """Take the money from the card."""
    db.execute(
        "UPDATE zarinpal_order SET state = ?, code = ?, card_pan = ?, paid_units = ?,"
        " sale_at_ms = ? WHERE id = ?",
        (rules.PAID, rules.PAID_STATUS, card, paid_units, now_ms, row["id"]),
    )


def fail(db: sqlite3.Connection, row: sqlite3.Row, *, card: str, code: str) -> None:
    """Close a session without taking money."""
    db.execute(
        "UPDATE zarinpal_order SET state = ?, card_pan = ?, code = ? WHERE id = ?",
        (rules.FAILED, card, code, row["id"]),
    )


def verify(db: sqlite3.Connection, row: sqlite3.Row, now_ms: int) -> None:
    """Make a paid session the merchant's, and give it its reference."""
    db.execute(
        "UPDATE zarinpal_order SET ref_id = ? WHERE id = ?",
        (100_000_000 + secrets.randbelow(10**11), row["id"]),
    )
    move(db, row, rules.VERIFIED, now_ms)


def move(db: sqlite3.Connection, row: sqlite3.Row, state: str, at_ms: int) -> None:
    """Change the state of a session and note the moment; our account's statement shows it."""
    db.execute(
        f"UPDATE zarinpal_order SET state = ?, {MOMENT_BY_STATE[state]} = ? WHERE id = ?",
        (state, at_ms, row["id"]),
    )
    was_ours = row["state"] == rules.VERIFIED
    if state == rules.VERIFIED:
        _owe(db, row, row["paid_units"], at_ms)
    elif state == rules.REVERSED and was_ours:
        _owe(db, row, -row["paid_units"], at_ms)


def refund(
    db: sqlite3.Connection, row: sqlite3.Row, *, units: int, description: str, now_ms: int
) -> int | None:
    """Give part of a verified session back; its number, or None when that is more than is left."""
    is_too_much = row["refunded_units"] + units > row["paid_units"]
    if row["state"] != rules.VERIFIED or units < rules.REFUND_FLOOR_UNITS or is_too_much:
        return None
    made = db.execute(
        "INSERT INTO zarinpal_refund (session_id, units, description, refunded_at_ms)"
        " VALUES (?, ?, ?, ?) RETURNING id",
        (row["id"], units, description, now_ms),
    ).fetchone()
    db.execute(
        "UPDATE zarinpal_order SET refunded_units = refunded_units + ? WHERE id = ?",
        (units, row["id"]),
    )
    _owe(db, row, -units, now_ms)
    return int(made["id"])


def refunds(db: sqlite3.Connection, session_id: int) -> list[sqlite3.Row]:
    """List what was given back of one session."""
    return db.execute(
        "SELECT * FROM zarinpal_refund WHERE session_id = ? ORDER BY id", (session_id,)
    ).fetchall()


def _owe(db: sqlite3.Connection, row: sqlite3.Row, units: int, at_ms: int) -> None:
    """On the list of its day. An order of somebody who sends no number of his own stands as 0."""
    found = db.execute("SELECT ref_id FROM zarinpal_order WHERE id = ?", (row["id"],)).fetchone()
    number = row["order_id"]
    settlements.owe(
        db,
        settlements.Part(
            gateway="zarinpal",
            terminal=row["merchant_id"].replace("-", ""),
            order_id=int(number) if number.isdecimal() else 0,
            units=units,
            reference=str(found["ref_id"]),
            at_ms=at_ms,
        ),
    )

"""The account book: every line that touched the account. Every function runs in a transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

SCHEMA = """
CREATE TABLE IF NOT EXISTS bank_line (
  id INTEGER PRIMARY KEY,
  booked_at_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  units INTEGER NOT NULL,
  reference TEXT NOT NULL,
  description TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS bank_line_booked ON bank_line (booked_at_ms);
"""
LINES_LIMIT = 500
DAY_LIMIT = 20_000
OPENING_UNITS = 50_000_000_000  # What the account's owner put there before the first line.


def book(
    db: sqlite3.Connection, *, at_ms: int, kind: str, units: int, reference: str, description: str
) -> None:
    """Book one line: rial into the account are above zero, rial out of it below."""
    db.execute(
        "INSERT INTO bank_line (booked_at_ms, kind, units, reference, description)"
        " VALUES (?, ?, ?, ?, ?)",
        (at_ms, kind, units, reference, description),
    )


def balance_units(db: sqlite3.Connection, before_ms: int) -> int:
    """Give the balance just before a moment."""
    return OPENING_UNITS + int(
        db.execute(
            "SELECT coalesce(sum(units), 0) FROM bank_line WHERE booked_at_ms < ?", (before_ms,)
        ).fetchone()[0]
    )


def between(
    db: sqlite3.Connection, start_ms: int, end_ms: int, after_id: int, limit: int = LINES_LIMIT
) -> Sequence[sqlite3.Row]:
    """List the lines of a half-open period by number, from just after one of them, one too many."""
    return db.execute(
        "SELECT * FROM bank_line WHERE booked_at_ms >= ? AND booked_at_ms < ? AND id > ?"
        " ORDER BY id LIMIT ?",
        (start_ms, end_ms, after_id, limit + 1),
    ).fetchall()


def bank_reference(row: sqlite3.Row) -> str:
    """Give the bank's own reference of a line; no two lines ever share one."""
    return f"L{row['id']:012d}"


def drop(db: sqlite3.Connection, line_id: int) -> None:
    """Let a line vanish, as if it had never been booked; its number is not used again."""
    db.execute("UPDATE bank_line SET booked_at_ms = -1, units = 0 WHERE id = ?", (line_id,))


def change(db: sqlite3.Connection, line_id: int, units: int) -> None:
    """Let a line say another amount, on the same side."""
    db.execute(
        "UPDATE bank_line SET units = CASE WHEN units < 0 THEN -:units ELSE :units END"
        " WHERE id = :id",
        {"units": units, "id": line_id},
    )

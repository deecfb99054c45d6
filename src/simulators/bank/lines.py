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
    return int(
        db.execute(
            "SELECT coalesce(sum(units), 0) FROM bank_line WHERE booked_at_ms < ?", (before_ms,)
        ).fetchone()[0]
    )


def between(
    db: sqlite3.Connection, start_ms: int, end_ms: int, after_id: int
) -> Sequence[sqlite3.Row]:
    """List the lines of a half-open period by number, from just after one of them."""
    return db.execute(
        "SELECT * FROM bank_line WHERE booked_at_ms >= ? AND booked_at_ms < ? AND id > ?"
        " ORDER BY id LIMIT ?",
        (start_ms, end_ms, after_id, LINES_LIMIT + 1),
    ).fetchall()

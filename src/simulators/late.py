"""Sales that succeed only later, after the shop has stopped waiting: the switch `late_success`."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

SCHEMA = """
CREATE TABLE IF NOT EXISTS late_sale (
  provider TEXT NOT NULL,
  row_id INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  card TEXT NOT NULL,
  units INTEGER NOT NULL,
  PRIMARY KEY (provider, row_id)
);
"""


@dataclass(frozen=True)
class Sale:
    """What will be taken from which card, when, for which order of which gateway."""

    provider: str
    row_id: int
    at_ms: int
    card: str
    units: int


def expect(db: sqlite3.Connection, sale: Sale) -> None:
    """Let an order succeed at a later moment of simulated time."""
    db.execute(
        "INSERT INTO late_sale VALUES (?, ?, ?, ?, ?)",
        (sale.provider, sale.row_id, sale.at_ms, sale.card, sale.units),
    )


def is_waiting(db: sqlite3.Connection, provider: str, row_id: int) -> bool:
    """Say whether an order is still going to succeed."""
    found = db.execute(
        "SELECT 1 FROM late_sale WHERE provider = ? AND row_id = ?", (provider, row_id)
    )
    return found.fetchone() is not None


def take(db: sqlite3.Connection, provider: str, row_id: int, now_ms: int) -> Sale | None:
    """Take up the sale of an order whose moment has come, once."""
    found = db.execute(
        "DELETE FROM late_sale WHERE provider = ? AND row_id = ? AND at_ms <= ? RETURNING *",
        (provider, row_id, now_ms),
    ).fetchone()
    return None if found is None else Sale(**found)

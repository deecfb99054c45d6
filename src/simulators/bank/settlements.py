"""What each gateway owes our account: its list of every day, and one line of the statement for it.

A gateway pays on the next morning, what it sold less what it refunded. Every function runs in a
transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime, time, timedelta

from simulators.bank import lines
from simulators.clock import TEHRAN, tehran, to_ms

SCHEMA = """
CREATE TABLE IF NOT EXISTS gateway_part (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL,
  gateway TEXT NOT NULL,
  terminal TEXT NOT NULL,
  order_id INTEGER NOT NULL,
  units INTEGER NOT NULL,
  reference TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  is_paid INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS gateway_part_day ON gateway_part (gateway, day);
"""
PAID_AT = time(8, 0)
NEXT_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Part:
    """One sale above zero, or one refund below it, in a gateway's list of its day."""

    gateway: str
    terminal: str
    order_id: int
    units: int
    reference: str
    at_ms: int


def owe(db: sqlite3.Connection, part: Part) -> None:
    """Put a sale or a refund on the gateway's list of its Tehran day."""
    db.execute(
        "INSERT INTO gateway_part (day, gateway, terminal, order_id, units, reference, at_ms)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (tehran(part.at_ms).date().isoformat(), *astuple(part)),
    )


def of_day(db: sqlite3.Connection, gateway: str, day: date) -> Sequence[sqlite3.Row]:
    """Give a gateway's list of one day, in order."""
    return db.execute(
        "SELECT * FROM gateway_part WHERE gateway = ? AND day = ? ORDER BY id LIMIT ?",
        (gateway, day.isoformat(), lines.DAY_LIMIT),
    ).fetchall()


def pay(db: sqlite3.Connection, now_ms: int) -> None:
    """Bring each list of a past day to our account, once its morning has come."""
    today = tehran(now_ms).date().isoformat()
    sums = db.execute(
        "SELECT gateway, terminal, day, sum(units) AS units FROM gateway_part"
        " WHERE is_paid = 0 AND day < ? GROUP BY gateway, terminal, day"
        " ORDER BY day, gateway, terminal",
        (today,),
    ).fetchall()
    for row in sums:
        day = date.fromisoformat(row["day"])
        paid_ms = to_ms(datetime.combine(day + NEXT_DAY, PAID_AT, TEHRAN))
        if paid_ms <= now_ms:
            _pay_list(db, row, day, paid_ms)


def _pay_list(db: sqlite3.Connection, row: sqlite3.Row, day: date, paid_ms: int) -> None:
    if row["units"]:
        lines.book(
            db,
            at_ms=paid_ms,
            kind="gateway_settlement",
            units=row["units"],
            reference=f"{row['gateway']}-{row['terminal']}-{day:%Y%m%d}",
            description=f"settlement of terminal {row['terminal']} for {day}",
        )
    db.execute(
        "UPDATE gateway_part SET is_paid = 1 WHERE gateway = ? AND terminal = ? AND day = ?",
        (row["gateway"], row["terminal"], row["day"]),
    )

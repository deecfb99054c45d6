"""Transfers and how far they have come, by Paya's cycles or at once. Every function runs in a
transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from simulators.bank import cycles, lines, steer
from simulators.bank.orders import PAYA, SATNA, Order
from simulators.clock import moment, to_ms

SCHEMA = """
CREATE TABLE IF NOT EXISTS paya_batch (
  msg_id TEXT PRIMARY KEY,
  digest TEXT NOT NULL,
  status INTEGER NOT NULL,
  answer TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS paya_transfer (
  track_id TEXT PRIMARY KEY,
  msg_id TEXT NOT NULL,
  iban TEXT NOT NULL,
  name TEXT NOT NULL,
  note TEXT NOT NULL,
  amount_units INTEGER NOT NULL,
  status TEXT NOT NULL,
  reason TEXT NOT NULL,
  accepted_at_ms INTEGER NOT NULL,
  leaves_at_ms INTEGER NOT NULL,
  settles_at_ms INTEGER NOT NULL,
  returns_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS paya_transfer_status ON paya_transfer (status);
"""
READY, TRANSFERRED, SETTLED = "READY_TO_TRANSFER", "TRANSFERRED", "SETTLED"
NOT_SETTLED, REJECTED, UNKNOWN = "NOT_SETTLED", "REJECTED", "UNKNOWN"
RETURNING_IBAN_END = "9999"
MINUTE_MS = 60_000
#  How long money is on its way by a rail without cycles, and when it would come back.
AT_ONCE_MS = {SATNA: 30 * MINUTE_MS, "pol": MINUTE_MS}
COMES_BACK_MS = 60 * MINUTE_MS
PAGE_LIMIT = 200


def find(db: sqlite3.Connection, track_id: str) -> sqlite3.Row | None:
    """Read one transfer."""
    row: sqlite3.Row | None = db.execute(
        "SELECT * FROM paya_transfer WHERE track_id = ?", (track_id,)
    ).fetchone()
    return row


def newest(db: sqlite3.Connection) -> Sequence[sqlite3.Row]:
    """List the newest transfers."""
    return db.execute(
        "SELECT * FROM paya_transfer ORDER BY rowid DESC LIMIT ?", (PAGE_LIMIT,)
    ).fetchall()


def waiting(db: sqlite3.Connection) -> Sequence[sqlite3.Row]:
    """List the transfers that have not settled yet."""
    return db.execute(
        "SELECT * FROM paya_transfer WHERE status IN (?, ?) ORDER BY rowid", (READY, TRANSFERRED)
    ).fetchall()


def moments_of(db: sqlite3.Connection, rail: str, now_ms: int) -> tuple[int, int, int]:
    """When an order taken now leaves, settles, and would come back."""
    if rail != PAYA:
        settles_ms = now_ms + AT_ONCE_MS[rail]
        return now_ms, settles_ms, settles_ms + COMES_BACK_MS
    holidays = steer.holidays(db)
    cycle = cycles.next_cycle(moment(now_ms), holidays)
    later = cycles.next_cycle(cycle, holidays)
    return to_ms(cycle - cycles.CUTOFF), to_ms(cycle), to_ms(later)


def accept(
    db: sqlite3.Connection, order: Order, msg_id: str, now_ms: int, rail: str = PAYA
) -> sqlite3.Row:
    """Book an order for its cycle; an id that was seen before is only shown again."""
    known = find(db, order.track_id)
    if known is not None:
        return known
    leaves_ms, settles_ms, returns_ms = moments_of(db, rail, now_ms)
    row: sqlite3.Row = db.execute(
        "INSERT INTO paya_transfer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING *",
        (
            order.track_id,
            msg_id,
            order.iban,
            order.name,
            order.note,
            order.amount_units,
            REJECTED if order.fault else READY,
            order.fault,
            now_ms,
            leaves_ms,
            settles_ms,
            returns_ms,
            now_ms,
        ),
    ).fetchone()
    return row


def is_same(row: sqlite3.Row, order: Order) -> bool:
    """Say whether a known transfer is the one that is asked for now."""
    return (row["iban"], row["amount_units"]) == (order.iban, order.amount_units)


def is_returning(db: sqlite3.Connection, row: sqlite3.Row) -> bool:
    """Say whether the receiving bank sends this money back."""
    ends_so = str(row["iban"]).endswith(RETURNING_IBAN_END)
    return ends_so or steer.is_listed(db, steer.RETURN_IBAN, row["iban"])


def advance(db: sqlite3.Connection, now_ms: int) -> None:
    """Let every transfer come as far as its cycles allow by now."""
    due = db.execute(
        "SELECT * FROM paya_transfer WHERE (status = ? AND leaves_at_ms <= ?)"
        " OR (status = ? AND settles_at_ms <= ?) ORDER BY rowid",
        (READY, now_ms, TRANSFERRED, now_ms),
    ).fetchall()
    for row in due:
        _advance_one(db, row, now_ms)


def _advance_one(db: sqlite3.Connection, row: sqlite3.Row, now_ms: int) -> None:
    if row["status"] == READY:
        leave(db, row, row["leaves_at_ms"])
    if is_returning(db, row):
        if row["returns_at_ms"] <= now_ms:
            send_back(db, row, row["returns_at_ms"])
    elif row["settles_at_ms"] <= now_ms:
        _change(db, row, SETTLED, row["settles_at_ms"])


def _change(
    db: sqlite3.Connection, row: sqlite3.Row, status: str, at_ms: int, reason: str = ""
) -> None:
    db.execute(
        "UPDATE paya_transfer SET status = ?, reason = ?, changed_at_ms = ? WHERE track_id = ?",
        (status, reason, at_ms, row["track_id"]),
    )


def leave(db: sqlite3.Connection, row: sqlite3.Row, at_ms: int) -> None:
    """Hand a transfer to the central bank: the money leaves the account."""
    _change(db, row, TRANSFERRED, at_ms)
    lines.book(
        db,
        at_ms=at_ms,
        kind="paya_out",
        units=-row["amount_units"],
        reference=row["track_id"],
        description=f"paya to {row['iban']} {row['msg_id']}",
    )


def send_back(db: sqlite3.Connection, row: sqlite3.Row, at_ms: int) -> None:
    """Book a transfer that left as returned by the receiving bank."""
    _change(db, row, NOT_SETTLED, at_ms, "returned_by_receiving_bank")
    lines.book(
        db,
        at_ms=at_ms,
        kind="paya_return",
        units=row["amount_units"],
        reference=row["track_id"],
        description=f"paya return from {row['iban']}",
    )


def settle_now(db: sqlite3.Connection, row: sqlite3.Row, now_ms: int) -> None:
    """Settle a waiting transfer without waiting for its cycle."""
    if row["status"] == READY:
        leave(db, row, now_ms)
    if row["status"] in (READY, TRANSFERRED):
        _change(db, row, SETTLED, now_ms)


def return_now(db: sqlite3.Connection, row: sqlite3.Row, now_ms: int) -> None:
    """Send a transfer back, even one that has settled."""
    if row["status"] == READY:
        leave(db, row, now_ms)
    if row["status"] in (READY, TRANSFERRED, SETTLED):
        send_back(db, row, now_ms)

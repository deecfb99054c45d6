"""What was sent to whom, and how far it has come. Every function runs in a transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from simulators.clock import real_ms

SCHEMA = """
CREATE TABLE IF NOT EXISTS sms (
  id INTEGER PRIMARY KEY,
  api_key TEXT NOT NULL,
  localid INTEGER,
  receptor TEXT NOT NULL,
  sender TEXT NOT NULL,
  body TEXT NOT NULL,
  cost_units INTEGER NOT NULL,
  sent_at_ms INTEGER NOT NULL,
  real_at_ms INTEGER NOT NULL,
  due_at_ms INTEGER NOT NULL,
  fixed_status INTEGER,
  UNIQUE (api_key, localid)
);
CREATE INDEX IF NOT EXISTS sms_receptor ON sms (receptor, id);
CREATE TABLE IF NOT EXISTS sms_template (name TEXT PRIMARY KEY, body TEXT NOT NULL);
"""

QUEUED, SCHEDULED, HANDED_OVER, DELIVERED = 1, 2, 4, 10
UNDELIVERED, CANCELLED, BLOCKED, UNKNOWN = 11, 13, 14, 100
STATUS_TEXTS = {
    QUEUED: "در صف ارسال",
    SCHEDULED: "زمان‌بندی شده",
    HANDED_OVER: "ارسال شده به مخابرات",
    DELIVERED: "رسیده به گیرنده",
    UNDELIVERED: "نرسیده به گیرنده",
    CANCELLED: "لغو شده",
    BLOCKED: "بلاک شده",
    UNKNOWN: "شناسه نامعتبر است",
}
HANDED_OVER_AFTER_MS = 400
DELIVERED_AFTER_MS = 1_200
FIRST_MESSAGE_ID = 8_792_343
PART_COST_UNITS = 1_200
DEFAULT_SENDER = "10008663"
HOUR_MS = 3_600_000


@dataclass(frozen=True)
class Draft:
    """One message on its way out. `fixed_status` is where it gets stuck, if anywhere."""

    api_key: str
    receptor: str
    body: str
    sender: str
    localid: int | None = None
    due_at_ms: int | None = None
    fixed_status: int | None = None


def parts(body: str) -> int:
    """Count the parts an operator bills."""
    single, split = (160, 153) if body.isascii() else (70, 67)
    return 1 if len(body) <= single else -(-len(body) // split)


def send(db: sqlite3.Connection, draft: Draft, now_ms: int) -> sqlite3.Row:
    """Send a message; one with a localid that was seen before is only shown again."""
    if draft.localid is not None:
        first = by_localid(db, draft.api_key, draft.localid)
        if first is not None:
            return first
    row: sqlite3.Row = db.execute(
        "INSERT INTO sms (id, api_key, localid, receptor, sender, body, cost_units, sent_at_ms,"
        " real_at_ms, due_at_ms, fixed_status)"
        " SELECT coalesce(max(id) + 1, ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM sms RETURNING *",
        (
            FIRST_MESSAGE_ID,
            draft.api_key,
            draft.localid,
            draft.receptor,
            draft.sender,
            draft.body,
            parts(draft.body) * PART_COST_UNITS,
            now_ms,
            real_ms(),
            now_ms if draft.due_at_ms is None else draft.due_at_ms,
            draft.fixed_status,
        ),
    ).fetchone()
    return row


def by_localid(db: sqlite3.Connection, api_key: str, localid: int) -> sqlite3.Row | None:
    """Find the message that was sent with this localid."""
    row: sqlite3.Row | None = db.execute(
        "SELECT * FROM sms WHERE api_key = ? AND localid = ?", (api_key, localid)
    ).fetchone()
    return row


def by_id(db: sqlite3.Connection, api_key: str, message_id: int) -> sqlite3.Row | None:
    """Find a message by its number."""
    row: sqlite3.Row | None = db.execute(
        "SELECT * FROM sms WHERE api_key = ? AND id = ?", (api_key, message_id)
    ).fetchone()
    return row


def newest(
    db: sqlite3.Connection, *, limit: int, receptor: str | None = None
) -> Sequence[sqlite3.Row]:
    """List messages, newest first, to one number or to all."""
    return db.execute(
        "SELECT * FROM sms WHERE ? IS NULL OR receptor = ? ORDER BY id DESC LIMIT ?",
        (receptor, receptor, limit),
    ).fetchall()


def between(
    db: sqlite3.Connection, api_key: str, receptor: str, start_ms: int, end_ms: int, limit: int
) -> Sequence[sqlite3.Row]:
    """List messages to one number in a half-open period."""
    return db.execute(
        "SELECT * FROM sms WHERE api_key = ? AND receptor = ? AND sent_at_ms >= ?"
        " AND sent_at_ms < ? ORDER BY id DESC LIMIT ?",
        (api_key, receptor, start_ms, end_ms, limit),
    ).fetchall()


def status(row: sqlite3.Row, now_ms: int) -> int:
    """Say how far a message has come, in simulated or real time, whichever is further."""
    if row["fixed_status"] == CANCELLED:
        return CANCELLED
    if row["due_at_ms"] > row["sent_at_ms"] and now_ms < row["due_at_ms"]:
        return SCHEDULED
    age_ms = now_ms - row["due_at_ms"]
    if row["due_at_ms"] == row["sent_at_ms"]:
        age_ms = max(age_ms, real_ms() - row["real_at_ms"])
    if age_ms < HANDED_OVER_AFTER_MS:
        return QUEUED
    if age_ms < DELIVERED_AFTER_MS:
        return HANDED_OVER
    return DELIVERED if row["fixed_status"] is None else int(row["fixed_status"])


def cancel(db: sqlite3.Connection, row: sqlite3.Row, now_ms: int) -> int:
    """Stop a message that has not left yet; give its status afterwards."""
    reached = status(row, now_ms)
    if reached not in (QUEUED, SCHEDULED):
        return reached
    db.execute("UPDATE sms SET fixed_status = ? WHERE id = ?", (CANCELLED, row["id"]))
    return CANCELLED


def spent_units(db: sqlite3.Connection, api_key: str) -> int:
    """Add up what this key has cost so far."""
    return int(
        db.execute(
            "SELECT coalesce(sum(cost_units), 0) FROM sms WHERE api_key = ?", (api_key,)
        ).fetchone()[0]
    )

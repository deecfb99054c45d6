"""What people answer from their phones: kept here, and told to whoever rents the line."""

from __future__ import annotations

import sqlite3
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Sequence
from http import HTTPStatus

from simulators import pages, persian
from simulators.kavenegar.messages import DEFAULT_SENDER
from simulators.pages import Html, h
from simulators.web import Answer, Request, Route, Unfit, json_answer, see_other
from simulators.world import World

SCHEMA = """
CREATE TABLE IF NOT EXISTS sms_reply (
  id INTEGER PRIMARY KEY,
  mobile TEXT NOT NULL,
  body TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  told INTEGER
);
CREATE INDEX IF NOT EXISTS sms_reply_mobile ON sms_reply (mobile, id);
"""
LONGEST_REPLY = 900
MOST_SHOWN = 20
WEBHOOK_SECONDS = 10
NOT_TOLD = 0


def send(world: World, mobile: str, body: str) -> int:
    """Send one SMS from a phone; give the HTTP status its receiver answered, 0 for none."""
    if not 1 <= len(body) <= LONGEST_REPLY:
        raise Unfit(HTTPStatus.BAD_REQUEST, f"a reply has 1 to {LONGEST_REPLY} characters")
    now_ms = world.clock.now_ms()
    with world.store.transaction() as db:
        number = db.execute(
            "INSERT INTO sms_reply (mobile, body, at_ms) VALUES (?, ?, ?) RETURNING id",
            (mobile, body, now_ms),
        ).fetchone()["id"]
    told = tell(world.sms_webhook, number, mobile, body, now_ms)
    with world.store.transaction() as db:
        db.execute("UPDATE sms_reply SET told = ? WHERE id = ?", (told, number))
    return told


def tell(webhook: str | None, number: int, mobile: str, body: str, now_ms: int) -> int:
    """Call the webhook as Kavenegar does: messageid, from, to, message, date."""
    if webhook is None:
        return NOT_TOLD
    fields = {
        "messageid": f"{now_ms}{number:04d}",
        "from": mobile,
        "to": DEFAULT_SENDER,
        "message": body,
        "date": str(now_ms // 1000),
    }
    try:
        data = urllib.parse.urlencode(fields).encode()
        with urllib.request.urlopen(webhook, data, timeout=WEBHOOK_SECONDS) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code
    except OSError:
        return NOT_TOLD


def of(db: sqlite3.Connection, mobile: str) -> Sequence[sqlite3.Row]:
    """List what one phone sent, newest first."""
    return db.execute(
        "SELECT * FROM sms_reply WHERE mobile = ? ORDER BY id DESC LIMIT ?", (mobile, MOST_SHOWN)
    ).fetchall()


def box(world: World, mobile: str) -> Html:
    """Show a field to answer from this phone, and what it sent so far."""
    with world.store.transaction() as db:
        sent = of(db, mobile)
    listing = pages.join(
        h(
            '<li><article class="bubble">{body}</article><p class="small">{at} · {told}</p></li>',
            body=row["body"],
            at=persian.when(row["at_ms"]),
            told="رسید" if row["told"] == HTTPStatus.OK else "نرسید",
        )
        for row in sent
    )
    heading = h("<h2>فرستاده‌های این گوشی</h2>") if sent else Html("")
    return h(
        '<form method="post" action="/sms/{to}/reply"><label for="message">پاسخ از این گوشی</label>'
        '<input id="message" name="message" maxlength="{most}" autocomplete="off">'
        '<button>فرستادن پیامک</button></form>{heading}<ul class="plain">{listing}</ul>',
        to=mobile,
        most=LONGEST_REPLY,
        heading=heading,
        listing=listing,
    )


def reply(world: World, request: Request) -> Answer:
    """Send what was typed, and go back to the phone."""
    mobile = _mobile(request.args["mobile"])
    send(world, mobile, request.form().get("message", "").strip())
    return see_other(f"/sms/{mobile}")


def reply_json(world: World, request: Request) -> Answer:
    """Send an SMS from a phone, for a program: `from` and `message`."""
    wish = request.json()
    told = send(world, _mobile(str(wish.get("from", ""))), str(wish.get("message", "")))
    return json_answer({"told": told})


def _mobile(text: str) -> str:
    number = persian.mobile(text)
    if number is None:
        raise Unfit(HTTPStatus.BAD_REQUEST, "this is not a mobile number")
    return number


ROUTES = (
    Route("POST", "/sms/{mobile}/reply", reply),
    Route("POST", "/sms-reply.json", reply_json),
)

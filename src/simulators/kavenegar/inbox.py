"""The phones: what arrived, newest first, for a reader and for a program."""

from __future__ import annotations

import re
import sqlite3
from http import HTTPStatus

from simulators import pages, persian, switches
from simulators.kavenegar import messages, replies
from simulators.pages import Html, h
from simulators.web import (
    Answer,
    Request,
    Route,
    Unfit,
    is_loopback_url,
    json_answer,
    see_other,
)
from simulators.world import World

PAGE_LIMIT = 100
TEMPLATE_LIMIT = 900
FINDER = h(
    '<form method="post" action="/sms"><label for="mobile">شماره همراه</label>'
    '<input id="mobile" name="mobile" dir="ltr" inputmode="tel" autocomplete="off">'
    "<button>نمایش پیامک‌های این شماره</button></form>"
)
EMPTY = h("<p>هنوز پیامکی نرسیده است.</p>")
URL = re.compile(r"(https?://[^\s<>\"'«»،]+)")


def linked(text: str) -> Html:
    """Escape a text and make links of the URLs that point at this machine."""
    pieces = URL.split(text)
    return pages.join(_piece(piece, index % 2 == 1) for index, piece in enumerate(pieces))


def _piece(piece: str, is_url: bool) -> Html:
    bare = piece.rstrip(".,;:!?)")
    if not is_url or not is_loopback_url(bare):
        return h("{piece}", piece=piece)
    return h('<a href="{url}" dir="ltr">{url}</a>{rest}', url=bare, rest=piece[len(bare) :])


def _bubble(row: sqlite3.Row, now_ms: int) -> Html:
    reached = messages.status(row, now_ms)
    return h(
        '<li><article class="bubble" aria-label="پیامک به {to}">{body}</article>'
        '<p class="small">{to_link} · {at} · {status}</p></li>',
        to=row["receptor"],
        body=linked(row["body"]),
        to_link=h(
            '<a href="/sms/{to}">{shown}</a>', to=row["receptor"], shown=pages.ltr(row["receptor"])
        ),
        at=persian.when(row["sent_at_ms"]),
        status=messages.STATUS_TEXTS[reached],
    )


def _inbox(world: World, receptor: str | None, title: str) -> Answer:
    now_ms = world.clock.now_ms()
    with world.store.transaction() as db:
        rows = messages.newest(db, limit=PAGE_LIMIT, receptor=receptor)
    listing = pages.join(_bubble(row, now_ms) for row in rows)
    found = h('<ul class="plain">{listing}</ul>', listing=listing) if rows else EMPTY
    box = replies.box(world, receptor) if receptor else Html("")
    board = Html("") if receptor else switches.board(world, "kavenegar", "/sms")
    return pages.page(title, pages.join((FINDER, box, found, board)))


def show(world: World, request: Request) -> Answer:
    """Show all phones together."""
    return _inbox(world, None, "پیامک‌ها")


def show_one(world: World, request: Request) -> Answer:
    """Show the phone with one number."""
    number = persian.mobile(request.args["mobile"])
    if number is None:
        raise Unfit(HTTPStatus.NOT_FOUND, "this is not a mobile number")
    return _inbox(world, number, f"پیامک‌های {persian.fa(number)}")


def show_json(world: World, request: Request) -> Answer:
    """Give messages as JSON, newest first; `receptor` and `limit` narrow the list."""
    raw, limit = request.query.get("receptor"), request.query.get("limit", str(PAGE_LIMIT))
    receptor = persian.mobile(raw) if raw else None
    if raw and receptor is None:
        raise Unfit(HTTPStatus.BAD_REQUEST, "receptor must be a mobile number")
    if not (limit.isascii() and limit.isdigit() and 1 <= int(limit[:9]) <= PAGE_LIMIT):
        raise Unfit(HTTPStatus.BAD_REQUEST, f"limit must lie between 1 and {PAGE_LIMIT}")
    now_ms = world.clock.now_ms()
    with world.store.transaction() as db:
        rows = messages.newest(db, limit=int(limit), receptor=receptor)
    return json_answer({"messages": [_as_json(row, now_ms) for row in rows]})


def _as_json(row: sqlite3.Row, now_ms: int) -> dict[str, object]:
    return {
        "messageid": row["id"],
        "localid": row["localid"],
        "receptor": row["receptor"],
        "sender": row["sender"],
        "message": row["body"],
        "date": row["sent_at_ms"] // 1000,
        "cost": row["cost_units"],
        "status": messages.status(row, now_ms),
    }


def keep_template(world: World, request: Request) -> Answer:
    """Keep the text of a template that verify/lookup uses."""
    wish = request.json()
    name, body = str(wish.get("name", "")), str(wish.get("body", ""))
    if not re.fullmatch(r"[A-Za-z0-9-]{1,50}", name) or not 1 <= len(body) <= TEMPLATE_LIMIT:
        raise Unfit(HTTPStatus.BAD_REQUEST, "name and body are needed")
    if "%token" not in body:
        raise Unfit(HTTPStatus.BAD_REQUEST, "body must hold %token")
    with world.store.transaction() as db:
        db.execute("INSERT OR REPLACE INTO sms_template (name, body) VALUES (?, ?)", (name, body))
    return json_answer({"name": name, "body": body})


def find(world: World, request: Request) -> Answer:
    """Go to the phone whose number was typed."""
    number = persian.mobile(request.form().get("mobile", ""))
    return see_other(f"/sms/{number}" if number else "/sms")


ROUTES = (
    Route("GET", "/sms", show),
    Route("POST", "/sms", find),
    Route("GET", "/sms.json", show_json),
    Route("GET", "/sms/{mobile}", show_one),
    Route("POST", "/kavenegar/templates.json", keep_template),
)

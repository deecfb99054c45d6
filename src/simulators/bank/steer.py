"""Lists that steer the bank: who does not match, which accounts send money back, holidays."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from http import HTTPStatus

from simulators.persian import ascii_digits, mobile
from simulators.web import Answer, Request, Route, Unfit, json_answer, see_other
from simulators.world import World

SCHEMA = """
CREATE TABLE IF NOT EXISTS steer (kind TEXT, value TEXT, PRIMARY KEY (kind, value));
"""
MOBILE, NATIONAL_ID, IBAN = "mobile", "national_id", "iban"
RETURN_IBAN, HOLIDAY = "return_iban", "holiday"
WORDS_BY_KIND = {
    MOBILE: "همراه ناهمخوان",
    NATIONAL_ID: "کد ملی ناهمخوان",
    IBAN: "شبای ناهمخوان",
    RETURN_IBAN: "شبایی که پول را پس می‌فرستد",
    HOLIDAY: "روز تعطیل (میلادی)",
}
VALUE_LIMIT = 40
LIST_LIMIT = 500


def tidy(kind: str, raw: str) -> str:
    """Bring a value to the one form in which it is listed and looked up."""
    bare = ascii_digits(raw).replace(" ", "").upper()
    return mobile(bare) or bare if kind == MOBILE else bare


def is_listed(db: sqlite3.Connection, kind: str, value: str) -> bool:
    """Say whether a value is on a list."""
    row = db.execute(
        "SELECT 1 FROM steer WHERE kind = ? AND value = ?", (kind, tidy(kind, value))
    ).fetchone()
    return row is not None


def listed(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """List everything that steers."""
    rows = db.execute("SELECT kind, value FROM steer ORDER BY kind, value LIMIT ?", (LIST_LIMIT,))
    return [(row["kind"], row["value"]) for row in rows]


def holidays(db: sqlite3.Connection) -> frozenset[date]:
    """Give the listed holidays."""
    return frozenset(date.fromisoformat(v) for kind, v in listed(db) if kind == HOLIDAY)


def keep(world: World, wish: Mapping[str, object]) -> None:
    """Put a value on a list, or take it off with `listed` false."""
    kind, value = str(wish.get("kind", "")), str(wish.get("value", ""))
    if kind not in WORDS_BY_KIND or not 1 <= len(value) <= VALUE_LIMIT:
        raise Unfit(HTTPStatus.BAD_REQUEST, f"kind must be one of {', '.join(WORDS_BY_KIND)}")
    value = tidy(kind, value)
    if kind == HOLIDAY and not _is_day(value):
        raise Unfit(HTTPStatus.BAD_REQUEST, "a holiday is written YYYY-MM-DD")
    with world.store.transaction() as db:
        if wish.get("listed", True) in (False, "false"):
            db.execute("DELETE FROM steer WHERE kind = ? AND value = ?", (kind, value))
        elif len(listed(db)) >= LIST_LIMIT:
            raise Unfit(HTTPStatus.CONFLICT, f"the lists hold at most {LIST_LIMIT} values")
        else:
            db.execute("INSERT OR IGNORE INTO steer (kind, value) VALUES (?, ?)", (kind, value))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def show_json(world: World, request: Request) -> Answer:
    """Give the lists as JSON."""
    with world.store.transaction() as db:
        rows = listed(db)
    return json_answer({"listed": [{"kind": kind, "value": value} for kind, value in rows]})


def change_json(world: World, request: Request) -> Answer:
    """Change a list by JSON."""
    keep(world, request.json())
    return show_json(world, request)


def change_form(world: World, request: Request) -> Answer:
    """Change a list by the form on the bank's page."""
    keep(world, dict(request.form()))
    return see_other("/bank")


ROUTES = (
    Route("GET", "/bank/steer.json", show_json),
    Route("POST", "/bank/steer.json", change_json),
    Route("POST", "/bank/steer", change_form),
)

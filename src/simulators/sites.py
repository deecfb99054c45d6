"""Sites of the sandbox: pages by the name in Host, TXT records by JSON, and a desk to write both."""

from __future__ import annotations

import base64
import binascii
import sqlite3
from http import HTTPStatus

from simulators import pages
from simulators.pages import h
from simulators.web import Answer, Request, Route, Unfit, json_answer, see_other
from simulators.world import World

SCHEMA = """
CREATE TABLE IF NOT EXISTS site_page (
    name TEXT NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL, body BLOB NOT NULL,
    location TEXT NOT NULL DEFAULT '', PRIMARY KEY (name, path));
CREATE TABLE IF NOT EXISTS site_record (
    name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name, value));
"""
LONGEST_NAME = 253
LONGEST_PATH = 300
LONGEST_RECORD = 255
MOST_SHOWN = 200
HTML = "text/html; charset=utf-8"
FILE_PATH = "/.well-known/amanat.txt"
LABEL = "_amanat."
SHOP = (
    '<!doctype html><html lang="fa" dir="rtl"><head><meta charset="utf-8">'
    "<title>{name}</title>{head}</head><body><h1>{name}</h1></body></html>"
)


def serve(world: World, name: str, path: str) -> Answer | None:
    """The page of a site as its visitors get it; None when we play no site of this name."""
    plain = name.lower().removeprefix("www.")
    with world.store.transaction() as db:
        known = db.execute("SELECT 1 FROM site_page WHERE name = ? LIMIT 1", (plain,)).fetchone()
        row = db.execute(
            "SELECT kind, body, location FROM site_page WHERE name = ? AND path = ?", (plain, path)
        ).fetchone()
    if known is None:
        return None
    if row is None:
        return Answer(b"not found\n", HTTPStatus.NOT_FOUND)
    if row["location"]:
        return Answer(b"", HTTPStatus.FOUND, headers={"Location": row["location"]})
    return Answer(bytes(row["body"]), content_type=row["kind"])


def write(world: World, request: Request) -> Answer:
    """Write one page: domain, path, body (or base64), type; `location` makes it a redirect."""
    given = request.json()
    name, path = _name(given.get("domain")), str(given.get("path", "/"))
    if not (path.startswith("/") and len(path) <= LONGEST_PATH):
        raise Unfit(HTTPStatus.BAD_REQUEST, "a path begins with a slash")
    body = str(given.get("body", "")).encode()
    if "base64" in given:
        try:
            body = base64.b64decode(str(given["base64"]), validate=True)
        except (binascii.Error, ValueError) as error:
            raise Unfit(HTTPStatus.BAD_REQUEST, "this is no base64") from error
    with world.store.transaction() as db:
        _keep(db, name, path, str(given.get("type", HTML)), body, str(given.get("location", "")))
    return json_answer({"domain": name, "path": path}, HTTPStatus.CREATED)


def erase(world: World, request: Request) -> Answer:
    """Take one page away, or with no path the whole site and its records."""
    given = request.json()
    name, path = _name(given.get("domain")), str(given.get("path", ""))
    with world.store.transaction() as db:
        if path:
            db.execute("DELETE FROM site_page WHERE name = ? AND path = ?", (name, path))
        else:
            db.execute("DELETE FROM site_page WHERE name = ?", (name,))
            db.execute("DELETE FROM site_record WHERE name IN (?, ?)", (name, LABEL + name))
    return json_answer({"domain": name})


def record(world: World, request: Request) -> Answer:
    """Add a TXT record: name and value."""
    given = request.json()
    name, value = _name(given.get("name")), str(given.get("value", ""))
    if not 0 < len(value) <= LONGEST_RECORD:
        raise Unfit(HTTPStatus.BAD_REQUEST, "give a value")
    with world.store.transaction() as db:
        db.execute("INSERT OR IGNORE INTO site_record VALUES (?, ?)", (name, value))
    return json_answer({"name": name, "value": value}, HTTPStatus.CREATED)


def look_up(world: World, request: Request) -> Answer:
    """The TXT records of a name, as a resolver would find them."""
    name = _name(request.query.get("name"))
    with world.store.transaction() as db:
        rows = db.execute("SELECT value FROM site_record WHERE name = ?", (name,)).fetchall()
    return json_answer({"name": name, "records": [row["value"] for row in rows]})


def prove(world: World, request: Request) -> Answer:
    """From the page: put a token on a site in the chosen ways, as its owner would."""
    given = request.form()
    name, token = _name(given.get("domain")), given.get("token", "").strip()
    if not (token.isalnum() and len(token) <= LONGEST_RECORD):
        raise Unfit(HTTPStatus.BAD_REQUEST, "give the token")
    head = h('<meta name="amanat" content="{token}">', token=token) if "meta" in given else ""
    with world.store.transaction() as db:
        _keep(db, name, "/", HTML, SHOP.format(name=name, head=head).encode())
        if "dns" in given:
            value = f"amanat={token}"
            db.execute("INSERT OR IGNORE INTO site_record VALUES (?, ?)", (LABEL + name, value))
        if "file" in given:
            _keep(db, name, FILE_PATH, "text/plain; charset=utf-8", token.encode())
    return see_other("/sites")


def _keep(
    db: sqlite3.Connection, name: str, path: str, kind: str, body: bytes, location: str = ""
) -> None:
    db.execute(
        "INSERT INTO site_page VALUES (?, ?, ?, ?, ?) ON CONFLICT (name, path) DO UPDATE SET"
        " kind = excluded.kind, body = excluded.body, location = excluded.location",
        (name, path, kind, body, location),
    )


def _name(given: object) -> str:
    name = str(given or "").strip().lower().removeprefix("www.")
    if not 0 < len(name) <= LONGEST_NAME or "." not in name:
        raise Unfit(HTTPStatus.BAD_REQUEST, "give a domain")
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise Unfit(HTTPStatus.BAD_REQUEST, "this is no domain") from error


def show(world: World, request: Request) -> Answer:
    """List the sites and records, and offer to put a token on one."""
    with world.store.transaction() as db:
        sites = db.execute(
            "SELECT name, path, kind FROM site_page ORDER BY name, path LIMIT ?", (MOST_SHOWN,)
        ).fetchall()
        records = db.execute(
            "SELECT name, value FROM site_record ORDER BY name LIMIT ?", (MOST_SHOWN,)
        ).fetchall()
    form = h(
        '<form class="card" method="post" action="/sites"><h2>گذاشتن نشانه روی سایت</h2>'
        '<label for="domain">دامنه</label><input id="domain" name="domain" dir="ltr">'
        '<label for="token">نشانه</label><input id="token" name="token" dir="ltr">'
        '<p><label><input type="checkbox" name="dns" checked> رکورد TXT</label>'
        '<label><input type="checkbox" name="file" checked> فایل</label>'
        '<label><input type="checkbox" name="meta" checked> برچسب</label></p>'
        '<button class="main">گذاشتن</button></form>'
    )
    listed = pages.table(
        "صفحه‌ها",
        ("دامنه", "نشانی", "گونه"),
        [(pages.ltr(row["name"]), pages.ltr(row["path"]), pages.ltr(row["kind"])) for row in sites],
    )
    known = pages.table(
        "رکوردهای TXT",
        ("نام", "مقدار"),
        [(pages.ltr(row["name"]), pages.ltr(row["value"])) for row in records],
    )
    return pages.page("سایت‌ها", pages.join((form, listed, known)))


ROUTES = (
    Route("GET", "/sites", show),
    Route("POST", "/sites", prove),
    Route("POST", "/sites.json", write),
    Route("POST", "/sites/erase.json", erase),
    Route("POST", "/sites/records.json", record),
    Route("GET", "/dns.json", look_up),
)

"""The registries of domains: who holds which name, in the words of port 43, and a desk to move it."""

from __future__ import annotations

import sqlite3
from http import HTTPStatus

from simulators import pages, spoil, switches
from simulators.pages import h
from simulators.web import Answer, Request, Route, Unfit, json_answer, see_other
from simulators.world import World

SCHEMA = """
CREATE TABLE IF NOT EXISTS domain (name TEXT PRIMARY KEY, holder TEXT NOT NULL);
"""
LONGEST_NAME = 253
LONGEST_HANDLE = 60
MOST_SHOWN = 200
IRNIC = "% This is the IRNIC Whois server, simulated.\n\ndomain:\t\t{name}\nholder-c:\t{holder}\n"
GENERIC = (
    "Domain Name: {name}\nRegistry Registrant ID: {holder}\n>>> Simulated WHOIS database <<<\n"
)
NOBODY = "%ERROR:101: no entries found\n"


def look_up(world: World, request: Request) -> Answer:
    """Say who holds a name, as its registry writes it."""
    return spoil.call(world, "whois", "look_up", lambda: _told(world, request), _coded)


def _told(world: World, request: Request) -> Answer:
    name = request.args["name"].lower()
    with world.store.transaction() as db:
        row = db.execute("SELECT holder FROM domain WHERE name = ?", (name,)).fetchone()
    if row is None:
        return Answer(NOBODY.encode())
    shape = IRNIC if name.endswith(".ir") else GENERIC
    return Answer(shape.format(name=name, holder=row["holder"]).encode())


def _coded(code: str) -> Answer:
    return Answer(f"%ERROR:{code}\n".encode())


def _keep(db: sqlite3.Connection, name: str, holder: str) -> None:
    if not (0 < len(name) <= LONGEST_NAME and 0 < len(holder) <= LONGEST_HANDLE):
        raise Unfit(HTTPStatus.BAD_REQUEST, "give a domain and a holder")
    db.execute(
        "INSERT INTO domain (name, holder) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET holder = excluded.holder",
        (name.strip().lower(), holder.strip().lower()),
    )


def name_holder(world: World, request: Request) -> Answer:
    """Name the holder of a domain."""
    given = request.json()
    with world.store.transaction() as db:
        _keep(db, str(given.get("domain", "")), str(given.get("holder", "")))
    return json_answer({"domain": given["domain"], "holder": given["holder"]}, 201)


def name_holder_by_form(world: World, request: Request) -> Answer:
    """The same, from the page."""
    given = request.form()
    with world.store.transaction() as db:
        _keep(db, given.get("domain", ""), given.get("holder", ""))
    return see_other("/registry")


def show(world: World, request: Request) -> Answer:
    """List the names, and offer to move one."""
    with world.store.transaction() as db:
        rows = db.execute(
            "SELECT name, holder FROM domain ORDER BY name LIMIT ?", (MOST_SHOWN,)
        ).fetchall()
    listed = pages.table(
        "دامنه‌ها",
        ("دامنه", "شناسهٔ دارنده"),
        [(pages.ltr(row["name"]), pages.ltr(row["holder"])) for row in rows],
    )
    form = h(
        '<form class="card" method="post" action="/registry"><h2>انتقال</h2>'
        '<label for="domain">دامنه</label><input id="domain" name="domain" dir="ltr">'
        '<label for="holder">شناسهٔ دارندهٔ تازه</label>'
        '<input id="holder" name="holder" dir="ltr"><button class="main">ثبت</button></form>'
    )
    return pages.page(
        "ثبت دامنه", pages.join((form, listed, switches.board(world, "whois", "/registry")))
    )


ROUTES = (
    Route("GET", "/whois/{name}", look_up),
    Route("GET", "/registry", show),
    Route("POST", "/registry", name_holder_by_form),
    Route("POST", "/registry/holders.json", name_holder),
)

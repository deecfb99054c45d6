"""A database of its own inside the test server, for ledgers with planted bugs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from amanat.kernel.ledger.tests.databases import fresh_copy, used

PLANTED = Path(__file__).parent / "planted"
PLANT = """
create function pg_temp.plant(place regproc, old text, new text) returns void
language plpgsql as $$
declare
    was text := pg_get_functiondef(place);
begin
    assert position(old in was) > 0, format('nothing to replace in %s: %s', place, old);
    execute replace(was, old, new);
end $$
"""


def owner_url(database: str) -> str:
    return make_conninfo(os.environ["DATABASE_URL"], dbname=database)


@contextmanager
def scratch() -> Iterator[str]:
    """A fresh copy of the migrated database that Django uses meanwhile; gives the owner's URL."""
    name, server = fresh_copy("planted"), owner_url("postgres")
    try:
        with used(name):
            yield owner_url(name)
    finally:
        with psycopg.connect(server, autocommit=True) as raw:
            raw.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def plant(url: str, bug: str) -> None:
    with psycopg.connect(url, autocommit=True) as raw:
        raw.execute(PLANT)
        raw.execute((PLANTED / f"{bug}.sql").read_text(encoding="utf-8"))


def bugs() -> list[str]:
    return sorted(path.stem for path in PLANTED.glob("*.sql"))


def plant_text(url: str, place: str, old: str, new: str) -> None:
    """Plant one bug from a test of its own: `old` text of a function becomes `new`."""
    with psycopg.connect(url, autocommit=True) as raw:
        raw.execute(PLANT)
        raw.execute("select pg_temp.plant(%s::regproc, %s, %s)", [place, old, new])

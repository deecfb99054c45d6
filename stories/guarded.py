"""The real tables with one row in each state, and nothing but the guard in the way."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

from amanat.kernel.log.moves import Thing

APP_ROLE = "amanat_app"
Connection = psycopg.Connection[Any]
CHECKS = "select conname from pg_constraint where conrelid = %s::regclass and contype = 'c'"
#  An index over an expression ("one at a time") allows no row in each state.
SINGLES = """
    select indexrelid::regclass::text from pg_index
    where indrelid = %s::regclass and indisunique and indexprs is not null
"""
NEEDED = """
    select attname from pg_attribute
    where attrelid = %s::regclass and attnum > 0 and attnotnull and attname not in ('id', 'state')
"""


@contextmanager
def owner() -> Iterator[Connection]:
    """The owner of the tables, in a transaction of which nothing is kept."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        try:
            yield connection
        finally:
            connection.rollback()


def guarded_rows(connection: Connection, thing: type[Thing]) -> dict[str, int]:
    """One row in each state of the real table: state → id. From here on the application acts.

    Other constraints are set aside in this transaction, so that whatever refuses is the guard.
    """
    table = thing._meta.db_table
    change = sql.SQL("alter table {} {}")

    def alter(how: str, name: str = "id") -> None:
        act = sql.SQL(how).format(sql.Identifier(name))
        connection.execute(change.format(sql.Identifier(table), act))

    for (name,) in connection.execute(CHECKS, [table]).fetchall():
        alter("drop constraint {}", name)
    for (name,) in connection.execute(SINGLES, [table]).fetchall():
        connection.execute(sql.SQL("drop index {}").format(sql.Identifier(name)))
    for (name,) in connection.execute(NEEDED, [table]).fetchall():
        alter("alter column {} drop not null", name)
    alter("disable trigger user")
    insert = sql.SQL("insert into {} (state) values (%s) returning id")
    birth = insert.format(sql.Identifier(table))
    states = sorted(thing.MACHINE.all_states())
    rows = {state: one_id(connection.execute(birth, [state])) for state in states}
    connection.execute("set constraints all immediate")
    alter("enable trigger user")
    connection.execute(sql.SQL("set local role {}").format(sql.Identifier(APP_ROLE)))
    return rows


def one_id(found: psycopg.Cursor[Any]) -> int:
    row = found.fetchone()
    assert row is not None
    return int(row[0])

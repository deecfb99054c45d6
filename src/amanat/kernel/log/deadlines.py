"""The deadlines of all machines, in one look at the database instead of one a table.

To plan one question over all of their tables takes longer than to answer it. So every migration
writes two functions out of the machines, and a session plans what is in them once.
"""

from datetime import UTC, datetime
from typing import Any, cast

from django.apps import apps
from django.apps.registry import Apps
from django.db import connection
from psycopg import sql

from amanat.kernel.log.guard import things
from amanat.kernel.log.moves import Thing

LAST = datetime.max.replace(tzinfo=UTC)
DUE = """
create or replace function deadlines_due_v1(timestamptz) returns setof text
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
begin
{each}
end $$
"""
IS_DUE = "if exists (select from {table} where due_at <= $1) then return next {name}; end if;"
NEXT = """
create or replace function deadlines_next_v1(timestamptz, timestamptz)
returns timestamptz
language plpgsql stable set plan_cache_mode = force_generic_plan as $$
declare
    earliest timestamptz;
begin
{each}
return earliest;
end $$
"""
EARLIEST = """earliest := least(earliest,
    (select min(due_at) from {table} where due_at > $1 and due_at <= $2));"""


def models_due(at: datetime) -> list[type[Thing]]:
    """The machines with at least one deadline that has passed at `at`, in a stable order."""
    found = {table for (table,) in _asked("select deadlines_due_v1(%s)", at)}
    return [model for model in things(apps) if model._meta.db_table in found]


def next_due(after: datetime, until: datetime | None = None) -> datetime | None:
    """The earliest deadline of anything later than `after`, up to `until`; None without one."""
    ((moment,),) = _asked("select deadlines_next_v1(%s, %s)", after, until or LAST)
    return cast(datetime | None, moment)


def write_functions(apps: Apps) -> None:
    """Make the database's two functions look at exactly the tables of the machines."""
    with connection.cursor() as cursor:
        for function, each in ((DUE, IS_DUE), (NEXT, EARLIEST)):
            parts = [_of(each, model._meta.db_table) for model in things(apps)]
            cursor.execute(sql.SQL(function).format(each=sql.SQL("\n").join(parts)))


def _of(each: str, table: str) -> sql.Composed:
    return sql.SQL(each).format(table=sql.Identifier(table), name=sql.Literal(table))


def _asked(question: str, *about: datetime) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, about)
        return list(cursor.fetchall())

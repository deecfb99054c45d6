"""The deadlines of all machines, in one look at the database instead of one a table."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from psycopg import sql

from amanat.kernel.log.guard import things
from amanat.kernel.log.moves import Thing

LAST = datetime.max.replace(tzinfo=UTC)
SOMETHING_DUE = "select {place} where exists (select from {table} where due_at <= %(at)s)"
EARLIEST = "select min(due_at) from {table} where due_at > %(after)s and due_at <= %(until)s"


def models_due(at: datetime) -> list[type[Thing]]:
    """The machines with at least one deadline that has passed at `at`, in a stable order."""
    found = _asked(_of_all(SOMETHING_DUE), at=at)
    everything = things(apps)
    return [everything[place] for (place,) in sorted(found)]


def next_due(after: datetime, until: datetime | None = None) -> datetime | None:
    """The earliest deadline of anything later than `after`, up to `until`; None without one."""
    found = _asked(_of_all(EARLIEST), after=after, until=until or LAST)
    return min((moment for (moment,) in found if moment is not None), default=None)


@cache
def _of_all(question: str) -> sql.Composed:
    """One question of all tables of machines, as a single statement."""
    parts = [
        sql.SQL(question).format(place=sql.Literal(place), table=sql.Identifier(table))
        for place, table in enumerate(model._meta.db_table for model in things(apps))
    ]
    return sql.SQL(" union all ").join(parts)


def _asked(question: sql.Composed, **about: datetime) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, about)
        return list(cursor.fetchall())

"""Many rows of one table written with one statement."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models
from psycopg import sql

WRITE = (
    "update {table} as t set {said} from unnest({values}) as v({columns}) where t.{key} = v.{key}"
)


def write_rows(rows: Sequence[models.Model], fields: Sequence[str]) -> None:
    """Save these fields of rows that are there already: each row once, none left out."""
    meta = rows[0]._meta
    key = meta.pk
    assert key is not None, "A table of things has a key."
    assert len({row.pk for row in rows}) == len(rows), f"{meta.label}: a row is there twice."
    columns = [key, *(meta.get_field(name) for name in fields)]
    with connection.cursor() as cursor:
        cursor.execute(_statement(meta.db_table, columns), [_values(rows, one) for one in columns])
        assert cursor.rowcount == len(rows), f"{meta.label}: not every row was written."


def _statement(table: str, columns: Sequence[Any]) -> sql.Composed:
    names = [sql.Identifier(one.column) for one in columns]
    types = [sql.SQL(one.cast_db_type(connection)) for one in columns]
    comma = sql.SQL(", ")
    return sql.SQL(WRITE).format(
        table=sql.Identifier(table),
        said=comma.join(sql.SQL("{0} = v.{0}").format(name) for name in names[1:]),
        values=comma.join(sql.SQL("%s::{}[]").format(kind) for kind in types),
        columns=comma.join(names),
        key=names[0],
    )


def _values(rows: Sequence[models.Model], column: Any) -> list[Any]:
    return [column.get_db_prep_save(getattr(row, column.attname), connection) for row in rows]

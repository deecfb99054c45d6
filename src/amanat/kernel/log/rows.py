"""Rows written: one of them with a statement that was put into SQL once, many with one statement."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault
from psycopg import sql

WRITE = (
    "update {table} as t set {said} from unnest({values}) as v({columns}) where t.{key} = v.{key}"
)
INSERT = "insert into {table} ({columns}) values ({values}) returning {told}"
UPDATE = "update {table} set {said} where {key} = %s"
COMMA = sql.SQL(", ")
NOT_LOADED = DatabaseDefault(models.Value(None))


def write_row(row: models.Model, *fields: str) -> None:
    """Save one row, new or there already; of one that is there only `fields`, if any are named.

    As Django's `save` does, at half its price: nothing is composed, and no signal is sent.
    """
    is_new = row._state.adding
    assert not (is_new and fields), "A new row is written whole."
    columns = _written(row, fields)
    assert not fields or len(columns) == len(fields), f"{row._meta.label} has not all of {fields}."
    values = [_value(row, one, is_new=is_new) for one in columns]
    with connection.cursor() as cursor:
        if is_new:
            cursor.execute(_insert(type(row), columns), values)
            for one, value in zip(row._meta.db_returning_fields, cursor.fetchone(), strict=True):
                setattr(row, one.attname, value)
            row._state.adding, row._state.db = False, connection.alias
        else:
            cursor.execute(_update(type(row), columns), [*values, row.pk])
            assert cursor.rowcount == 1, f"{row._meta.label}: the row is not there."


def _written(row: models.Model, fields: Sequence[str]) -> tuple[Any, ...]:
    """The columns to write: those that were loaded or given, and are not the database's to fill."""
    known = vars(row).get
    return tuple(
        one
        for one in row._meta.concrete_fields
        if not (one.primary_key or one.generated)
        and (not fields or one.name in fields)
        and not isinstance(known(one.attname, NOT_LOADED), DatabaseDefault)
    )


def _value(row: models.Model, column: Any, *, is_new: bool) -> Any:
    value = column.pre_save(row, is_new)
    is_lost = value is None and column.is_relation and column.get_cached_value(row, None)
    assert not is_lost, f"{column}: what it points at was not written yet."
    return column.get_db_prep_save(value, connection)


@cache
def _insert(model: type[models.Model], columns: tuple[Any, ...]) -> str:
    text = sql.SQL(INSERT).format(
        table=sql.Identifier(model._meta.db_table),
        columns=_names(columns),
        values=COMMA.join(sql.SQL("%s") for _ in columns),
        told=_names(model._meta.db_returning_fields),
    )
    return text.as_string()


@cache
def _update(model: type[models.Model], columns: tuple[Any, ...]) -> str:
    key: Any = model._meta.pk
    text = sql.SQL(UPDATE).format(
        table=sql.Identifier(model._meta.db_table),
        said=COMMA.join(sql.SQL("{} = %s").format(sql.Identifier(one.column)) for one in columns),
        key=sql.Identifier(key.column),
    )
    return text.as_string()


def _names(columns: Sequence[Any]) -> sql.Composed:
    return COMMA.join(sql.Identifier(one.column) for one in columns)


def write_rows(rows: Sequence[models.Model], fields: Sequence[str]) -> None:
    """Save these fields of rows that are there already: each row once, none left out."""
    if not rows:
        return
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
    return sql.SQL(WRITE).format(
        table=sql.Identifier(table),
        said=COMMA.join(sql.SQL("{0} = v.{0}").format(name) for name in names[1:]),
        values=COMMA.join(sql.SQL("%s::{}[]").format(kind) for kind in types),
        columns=COMMA.join(names),
        key=names[0],
    )


def _values(rows: Sequence[models.Model], column: Any) -> list[Any]:
    return [column.get_db_prep_save(getattr(row, column.attname), connection) for row in rows]

"""What nobody can do to the book: neither the application, nor the owner of the tables."""

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from psycopg import sql

from amanat.kernel.ledger import book
from amanat.kernel.ledger.tests.cast import act, key, new_cast, pay_in

ROWS = ("ledger_transfer", "ledger_hold", "ledger_step", "ledger_batch", "ledger_group",
    "ledger_asset", "ledger_account_name", "ledger_chain", "ledger_statement_line")  # fmt: skip
TABLES = (*ROWS, "ledger_account", "ledger_sequencer")
INSUFFICIENT_PRIVILEGE, APPEND_ONLY = "42501", "AM010"


def refusal_of_application(statement: str) -> str:
    with (
        pytest.raises(DatabaseError) as caught,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    return getattr(caught.value.__cause__, "sqlstate", "")


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_the_application_may_only_look(table: str) -> None:
    columns = [row[0] for row in _columns(table)]
    for statement in (
        f"insert into {table} select * from {table}",
        f"update {table} set {columns[0]} = {columns[0]}",
        f"delete from {table}",
        f"truncate {table}",
    ):
        assert refusal_of_application(statement) == INSUFFICIENT_PRIVILEGE


@pytest.mark.django_db
def test_the_application_cannot_switch_triggers_off_or_move_units_without_rows() -> None:
    cast = new_cast()
    assert (
        refusal_of_application("set session_replication_role = replica") == INSUFFICIENT_PRIVILEGE
    )
    settle = (
        f"select ledger_settle_v1(array[1::smallint], array[{cast.bank}], array[{cast.buyer}],"
        " array[null::bigint], array[5::bigint], array[5::bigint], array[0::bigint])"
    )
    assert refusal_of_application(settle) == INSUFFICIENT_PRIVILEGE
    lines = "select ledger_write_lines_v1(array[1::bigint])"
    assert refusal_of_application(lines) == INSUFFICIENT_PRIVILEGE


@pytest.fixture
def owner() -> Iterator[psycopg.Connection]:
    with psycopg.connect(os.environ["DATABASE_URL"]) as raw:
        yield raw
        raw.rollback()


@pytest.mark.parametrize("table", ROWS)
def test_even_the_owner_cannot_change_a_row(owner: psycopg.Connection, table: str) -> None:
    column = sql.Identifier(_first_column(owner, table))
    name = sql.Identifier(table)
    for statement in (
        sql.SQL("update {0} set {1} = {1}").format(name, column),
        sql.SQL("delete from {}").format(name),
        sql.SQL("truncate {} cascade").format(name),
    ):
        _refused(owner, statement)


@pytest.mark.parametrize("column", ["id", "is_debit_normal", "limit_units"])
def test_even_the_owner_cannot_change_the_terms_of_an_account(
    owner: psycopg.Connection, column: str
) -> None:
    _refused(owner, sql.SQL("update ledger_account set {0} = {0}").format(sql.Identifier(column)))
    _refused(owner, sql.SQL("delete from ledger_account"))


@pytest.mark.usefixtures("committed")
def test_a_function_found_first_in_a_temporary_schema_is_not_called() -> None:
    cast = new_cast()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("create temporary table ledger_account (id bigint)")
        hold = pay_in(cast, 5)
        book.write(act(), book.Step(hold, 1, book.StepKind.RELEASE), key=key())
        transaction.set_rollback(True)


def _refused(owner: psycopg.Connection, statement: sql.Composable) -> None:
    with pytest.raises(psycopg.DatabaseError) as caught, owner.transaction():
        owner.execute(statement)
    assert caught.value.sqlstate == APPEND_ONLY


def _first_column(owner: psycopg.Connection, table: str) -> str:
    return owner.execute(
        "select attname from pg_attribute where attrelid = %s::regclass and attnum = 1", [table]
    ).fetchone()[0]


def _columns(table: str) -> list[tuple[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0", [table]
        )
        return cursor.fetchall()

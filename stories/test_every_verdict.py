"""Every state × verb × role has a verdict: what is not a row is refused, by `move` and PostgreSQL.

Nothing here names a machine's rows. They are read from the models, so a new machine is covered by
itself. `move` is the real one; so are the tables, their triggers and the application's role.
"""

import itertools
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import psycopg
import pytest
from django.apps import apps
from psycopg import sql

from amanat.kernel.log.guard import moves_of, things
from amanat.kernel.log.moves import Thing, move
from amanat.words.act import Act, Role
from amanat.words.event import Event
from amanat.words.machine import BIRTH, Machine, Row
from amanat.words.refusal import NotYours, WrongState
from stories.guarded import Connection, guarded_rows, owner

THINGS = {thing.MACHINE.name: thing for thing in things(apps)}
each_thing = pytest.mark.parametrize("thing", THINGS.values(), ids=THINGS)
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
Cell = tuple[str, str, Role]
Pair = tuple[str, str]


def cells(machine: Machine) -> Iterator[Cell]:
    """Every verb from every state, and from before birth, under every hat."""
    states = sorted(machine.all_states() | {BIRTH})
    return itertools.product(sorted(machine.verbs), states, Role)


def table(rows: Iterable[Row]) -> set[Cell]:
    """What the table allows, cell by cell."""
    return {(row.verb, row.old, role) for row in rows for role in row.who}


def is_let_through(one: Thing, cell: Cell) -> bool:
    """Whether `move` goes on to write. These tests have no database, so writing stops there."""
    verb, one.state, role = cell
    one.due_at, state = None, one.state
    row = one.MACHINE.find(verb, state)
    due_at = AT if row and row.new in one.MACHINE.timers else None
    try:
        move(Act(None, role, AT), one, verb, Event(), due_at=due_at)
    except (WrongState, NotYours):
        assert (one.state, one.due_at, one.pk) == (state, None, None)
        return False
    except RuntimeError as stopped:
        assert "Database access not allowed" in str(stopped)
        return True
    raise AssertionError("It moved without a database.")


def wrong_verdicts(thing: type[Thing], allowed: set[Cell]) -> list[Cell]:
    """Cells in which `move` does not do what the table says."""
    one = thing()
    return [cell for cell in cells(thing.MACHINE) if is_let_through(one, cell) != (cell in allowed)]


@each_thing
def test_move_refuses_every_cell_that_is_not_in_the_table(thing: type[Thing]) -> None:
    assert wrong_verdicts(thing, table(thing.MACHINE)) == []


def test_a_cell_that_differs_from_the_table_is_found() -> None:
    """Planted both ways: `move` lets through what the law does not know, and refuses what it does."""
    deal = THINGS["deal"]
    known, unknown = ("complete", "paying_out", Role.HOUSE), ("complete", "draft", Role.BUYER)
    law = table(deal.MACHINE)
    assert known in law
    assert wrong_verdicts(deal, law - {known}) == [known]
    assert wrong_verdicts(deal, law | {unknown}) == [unknown]


def changes(machine: Machine) -> set[Pair]:
    """The state changes of a thing that is born, as the table allows them."""
    return {(old, new) for old, new in moves_of(machine) if old not in (BIRTH, new)}


def allowed_by_postgresql(connection: Connection, thing: type[Thing]) -> set[Pair]:
    """The state changes that the application's own role can make in the real table."""
    rows = guarded_rows(connection, thing)
    return {
        (old, new)
        for old, new in itertools.permutations(rows, 2)
        if updates(connection, thing, rows[old], new)
    }


def updates(connection: Connection, thing: type[Thing], pk: int, new: str) -> bool:
    """Whether a plain UPDATE gets through; nothing of it is kept."""
    statement = sql.SQL("update {} set state = %s where id = %s")
    try:
        with connection.transaction(force_rollback=True):
            change = statement.format(sql.Identifier(thing._meta.db_table))
            assert connection.execute(change, [new, pk]).rowcount == 1
            return True
    except psycopg.DatabaseError as refused:
        assert refused.sqlstate == "AM011", refused
        return False


@each_thing
def test_postgresql_refuses_every_change_that_is_not_in_the_table(thing: type[Thing]) -> None:
    with owner() as connection:
        assert allowed_by_postgresql(connection, thing) == changes(thing.MACHINE)


def test_a_row_that_is_planted_in_the_database_is_found() -> None:
    deal = THINGS["deal"]
    with owner() as connection:
        connection.execute("insert into log_allowedmove (machine, old, new) values (%s, %s, %s)",
                           ["deal", "draft", "completed"])  # fmt: skip
        found = allowed_by_postgresql(connection, deal)
    assert found - changes(deal.MACHINE) == {("draft", "completed")}

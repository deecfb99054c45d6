"""Statements and the chain are written behind the commit, and say how far they are complete."""

import os
import threading

import psycopg
import pytest

from amanat.kernel.ledger import book, statements
from amanat.kernel.ledger.tests.cast import act, catch_up, key, new_cast, pay_in

pytestmark = pytest.mark.usefixtures("committed")
Kind = book.StepKind


def test_a_statement_tells_every_movement_with_the_balance_after_it() -> None:
    cast = new_cast()
    book.write(act(), book.Step(pay_in(cast, 100), 1, Kind.RELEASE, fee_units=1), key=key())
    book.write(act(), book.Step(pay_in(cast, 50), 1, Kind.SPLIT, paid_units=20), key=key())
    book.write(act(), book.Transfer(cast.seller, cast.bank, 60, "payout"), key=key())
    catch_up()
    page = book.statement(cast.seller)
    assert [(line.n, line.kind, line.units, line.balance_units) for line in page.lines] == [
        (3, "payout", -60, 59), (2, "split", 20, 119), (1, "release", 99, 99)]  # fmt: skip
    assert page.complete_until is not None
    assert [line.n for line in book.statement(cast.seller, before=3, lines=1).lines] == [2]
    bank = book.statement(cast.bank).lines
    assert [(line.units, line.balance_units) for line in bank] == [(-60, 90), (50, 150), (100, 100)]
    assert book.broken_invariants() == []


def test_the_round_is_behind_until_every_batch_has_its_lines() -> None:
    cast = new_cast()
    catch_up()
    assert not book.is_behind()
    book.write(act(), book.Transfer(cast.bank, cast.buyer, 1), key=key())
    assert book.is_behind()


def test_statements_that_say_too_old_a_moment_are_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    catch_up()
    monkeypatch.setattr(statements, "FRESH_SECONDS", 0)
    assert book.is_behind()


def test_two_pages_meet_without_a_gap() -> None:
    cast = new_cast()
    for n in range(1, 6):
        book.write(act(), book.Transfer(cast.bank, cast.buyer, n), key=key())
        catch_up()
    first = book.statement(cast.buyer, lines=3).lines
    second = book.statement(cast.buyer, before=first[-1].n, lines=3).lines
    assert [line.balance_units for line in first + second] == [15, 10, 6, 3, 1]


def test_an_open_transaction_holds_the_statement_back_and_nothing_is_lost() -> None:
    catch_up()
    cast = new_cast()
    opened, may_end = threading.Event(), threading.Event()

    def slow() -> None:
        with psycopg.connect(os.environ["DATABASE_URL"]) as raw:
            raw.execute("select pg_current_xact_id()")
            opened.set()
            may_end.wait(10)

    thread = threading.Thread(target=slow)
    thread.start()
    opened.wait(10)
    book.write(act(), book.Transfer(cast.bank, cast.buyer, 5), key=key())
    assert book.sequence() == 0
    assert book.statement(cast.buyer).lines == ()
    may_end.set()
    thread.join()
    catch_up()
    assert [line.units for line in book.statement(cast.buyer).lines] == [5]

"""A round starts when there is something to do, and only then."""

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from amanat.kernel import rounds

pytestmark = pytest.mark.django_db
is_due = True


@app.task(name="test.first", queueing_lock="test.first")
def first() -> None: ...


@app.task(name="test.second", queueing_lock="test.second")
def second() -> None: ...


@pytest.fixture(autouse=True)
def two_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "ROUNDS", [])
    rounds.whenever(lambda: is_due)(first)
    rounds.whenever(lambda: [1])(second)


def waiting() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select task_name from procrastinate_jobs where task_name like 'test.%' order by id"
        )
        return [name for (name,) in cursor.fetchall()]


def test_what_is_due_is_started_once() -> None:
    rounds.look()
    rounds.look()
    assert waiting() == ["test.first", "test.second"]


def test_what_is_not_due_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "is_due", False)
    rounds.look()
    assert waiting() == ["test.second"]


def test_a_question_that_fails_keeps_no_other_waiting() -> None:
    def fails() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("select 1 / 0")
        return True

    rounds.ROUNDS[0] = rounds.Round(fails, first)
    rounds.look()
    assert waiting() == ["test.second"]

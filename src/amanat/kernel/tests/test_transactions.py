"""A verb within a verb stands and falls with it, and costs no round trip of its own."""

from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from amanat.kernel.clock import pauses
from amanat.kernel.transactions import atomic
from amanat.words.refusal import NotFound

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, tzinfo=UTC)
OUTER, INNER = "deal:1", "deal:2"


@atomic
def write(name: str) -> None:
    pauses.count({name: AT})


@atomic
def refuse() -> None:
    write(INNER)
    raise NotFound


@atomic
def go_on_after_a_no(around: AbstractContextManager[object]) -> None:
    write(OUTER)
    try:
        with around:
            refuse()
    except NotFound:
        write(OUTER)


@atomic
def call_two() -> None:
    write(OUTER)
    write(INNER)


def written() -> set[str]:
    return set(pauses.counted((OUTER, INNER)))


def test_the_verbs_within_open_nothing_of_their_own() -> None:
    with CaptureQueriesContext(connection) as asked:
        call_two()
    opened = [one["sql"] for one in asked.captured_queries if one["sql"].startswith("SAVEPOINT")]
    assert len(opened) == 1, "The one that stands for BEGIN in a test."
    assert written() == {OUTER, INNER}


def test_what_a_verb_within_refuses_nobody_keeps() -> None:
    with pytest.raises(NotFound):
        refuse()
    assert written() == set()


def test_who_goes_on_after_a_no_is_told_and_keeps_nothing() -> None:
    with pytest.raises(TransactionManagementError):
        go_on_after_a_no(nullcontext())
    assert written() == set()


def test_who_says_so_goes_on() -> None:
    go_on_after_a_no(transaction.atomic())
    assert written() == {OUTER}

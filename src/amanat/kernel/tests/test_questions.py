"""A question put into SQL once is answered as Django answers it each time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Prefetch, QuerySet
from django.test.utils import CaptureQueriesContext

from amanat.kernel.law import parameters as law
from amanat.kernel.law.models import Parameter
from amanat.kernel.log.models import Delivery, Entry
from amanat.kernel.questions import question

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, tzinfo=UTC)
DAY = NOW.date()
SAID: list[object] = []


@question
def until(name: str, day: date) -> QuerySet[Parameter]:
    SAID.append(name)
    return Parameter.objects.filter(name=name, valid_from__lte=day).order_by("-valid_from")


@question
def sources(name: str) -> QuerySet[Parameter, str]:
    return Parameter.objects.filter(name=name).values_list("source", flat=True)


@question
def failed(reaction: str) -> QuerySet[Delivery]:
    return Delivery.objects.select_related("entry").filter(reaction=reaction)


@question
def unordered(name: str) -> QuerySet[Parameter]:
    return Parameter.objects.filter(name=name)


@question
def in_two_looks(name: str) -> QuerySet[Delivery]:
    return Delivery.objects.filter(reaction=name).prefetch_related(Prefetch("entry"))


@pytest.fixture
def rows() -> list[Parameter]:
    """Two values of one name, the newer first."""
    days = (DAY, DAY - timedelta(9))
    return [law.enact("x", n, valid_from=day, source=f"s{n}") for n, day in enumerate(days)]


def test_every_way_to_ask_finds_what_a_queryset_finds(rows: list[Parameter]) -> None:
    assert list(until("x", DAY)) == rows
    assert until("x", DAY).first() == rows[0]
    assert until("x", DAY - timedelta(1)).first() == rows[1]
    assert until(day=DAY, name="x").exists()
    assert vars(next(iter(until("x", DAY)))).keys() == vars(rows[0]).keys()
    assert sources("x").first() in ("s0", "s1")


def test_nothing_is_found_where_nothing_is(rows: list[Parameter]) -> None:
    assert until("x", DAY - timedelta(10)).first() is None
    assert not until("y", DAY).exists()
    assert list(until("y", DAY)) == []


def test_what_must_be_there_is_got_or_it_is_our_fault(rows: list[Parameter]) -> None:
    assert until("x", DAY).get() == rows[0]
    with pytest.raises(AssertionError, match="must be there"):
        until("y", DAY).get()


def test_it_is_said_once_for_each_way_and_asked_in_one_look(rows: list[Parameter]) -> None:
    for _ in range(3):
        until("x", DAY).first()
    said = len(SAID)
    with CaptureQueriesContext(connection) as looks:
        for _ in range(3):
            until("x", DAY).first()
    assert (len(SAID), len(looks)) == (said, 3)
    assert all(look["sql"].endswith("LIMIT 1") for look in looks.captured_queries)


def test_no_order_is_added(rows: list[Parameter]) -> None:
    with CaptureQueriesContext(connection) as looks:
        unordered("x").first()
    assert "ORDER BY" not in looks.captured_queries[0]["sql"]


def test_a_value_is_never_part_of_the_text(rows: list[Parameter]) -> None:
    assert not until("x' or 'a' = 'a", DAY).exists()
    assert not until("%s", DAY).exists()


def test_what_is_joined_is_there_without_another_look() -> None:
    entry = Entry.objects.create(name="Said", subject="x:1", facts={}, role="house", at=NOW)
    Delivery.objects.create(entry=entry, reaction="r", subject="x:1", tries=0, error="")
    with CaptureQueriesContext(connection) as looks:
        assert [one.entry for one in failed("r")] == [entry]
    assert len(looks) == 1


@pytest.mark.parametrize("value", [None, ["x"], Parameter()])
def test_a_place_takes_plain_values_only(value: object) -> None:
    """`= NULL` finds nothing, and a list would be another text: neither is asked by mistake."""
    with pytest.raises(AssertionError, match="Plain values"):
        sources(value)


def test_every_place_has_a_value() -> None:
    with pytest.raises(AssertionError, match="has a value"):
        until("x")


def test_a_question_is_one_look() -> None:
    with pytest.raises(AssertionError, match="one look"):
        in_two_looks("x").first()


def test_another_thread_asks_on_its_own_connection(rows: list[Parameter]) -> None:
    """What is not committed here, nobody else sees."""

    def ask() -> Parameter | None:
        try:
            return until("x", DAY).first()
        finally:
            connection.close()

    assert until("x", DAY).first() == rows[0]
    with ThreadPoolExecutor(1) as other:
        assert other.submit(ask).result() is None

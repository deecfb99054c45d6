"""Reactions: in commit order for each subject, once, retried, then parked; never skipped."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app

from amanat.flows import worker
from amanat.kernel.law.models import Parameter
from amanat.kernel.log import outbox
from amanat.kernel.log.facts import Fact
from amanat.kernel.log.models import Delivery, Entry
from amanat.kernel.log.moves import record
from amanat.words.act import Act, Role
from amanat.words.event import Event

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
MINA = Act(None, Role.OFFICER, NOON)


@dataclass(frozen=True, slots=True)
class BellRung(Event):
    n: int


heard: list[int] = []
deaf: set[int] = set()


def hear(act: Act, fact: Fact) -> None:
    if fact.facts["n"] in deaf:
        raise RuntimeError("too loud")
    heard.append(fact.facts["n"])


@pytest.fixture(autouse=True)
def a_bell_is_followed() -> Iterator[None]:
    heard.clear()
    deaf.clear()
    worker.TABLE["BellRung"] = (hear,)
    outbox.follow(frozenset({"BellRung"}), worker.hand_over)
    yield
    del worker.TABLE["BellRung"]
    outbox.forget(frozenset({"BellRung"}))


def ring(n: int) -> Entry:

    bell, _ = Parameter.objects.get_or_create(
        name="bell", valid_from=NOON.date(), defaults={"value": 0, "source": "test"}
    )
    return record(MINA, BellRung(n), subject=bell)


def test_a_reaction_happens_once_however_often_its_job_runs() -> None:
    entry = ring(1)
    for _ in range(3):
        worker.deliver(entry, hear, park=False)
    assert heard == [1]


def test_a_fact_and_its_job_live_and_die_together() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ring(1)
        raise ZeroDivisionError
    assert jobs() == 0
    ring(2)
    assert jobs() == 1


def test_a_job_queued_by_a_reaction_dies_with_it() -> None:
    """The worker must not queue over a connection of its own: planted once, found by the demo."""

    def queue_and_fail(act: Act, fact: Fact) -> None:
        worker.react.configure(lock="x").defer(entry_id=fact.entry_id)
        raise RuntimeError

    entry = ring(1)
    before = jobs()
    with pytest.raises(RuntimeError):
        worker.deliver(entry, queue_and_fail, park=False)
    assert jobs() == before


def test_what_keeps_failing_is_parked_and_the_next_fact_waits_behind_it() -> None:
    deaf.add(1)
    first, second = ring(1), ring(2)
    with pytest.raises(RuntimeError):
        worker.deliver(first, hear, park=False)
    worker.deliver(first, hear, park=True)
    worker.deliver(second, hear, park=True)

    assert heard == []
    parked = Delivery.objects.filter(parked_at__isnull=False, done_at=None)
    assert [row.error.split(":")[0] for row in parked.order_by("entry")] == [
        "RuntimeError",
        "SubjectWaits",
    ]

    deaf.clear()
    worker.retry(parked.get(entry=first).pk)
    worker.deliver(first, hear, park=True)
    worker.deliver(second, hear, park=True)
    assert heard == [1, 2]
    assert not Delivery.objects.filter(parked_at__isnull=False, done_at=None).exists()


def test_jobs_of_one_subject_share_a_lock_and_so_keep_their_order() -> None:
    ring(1)
    ring(2)
    with connection.cursor() as cursor:
        cursor.execute("select lock, args->>'entry_id' from procrastinate_jobs order by id")
        rows = cursor.fetchall()
    assert len({lock for lock, _ in rows}) == 1
    assert [int(entry) for _, entry in rows] == sorted(int(entry) for _, entry in rows)
    assert app.tasks["react"].retry_strategy is not None


def jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs")
        return int(cursor.fetchone()[0])

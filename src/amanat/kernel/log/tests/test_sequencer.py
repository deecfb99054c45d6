"""The chain is written behind the commit, in order, and any change of the past shows."""

import hashlib
from datetime import UTC, datetime

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from amanat.kernel.log import sequencer
from amanat.kernel.log.models import Entry, Leaf
from amanat.kernel.log.tests.numbers import sequence_until

NOON = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


def a_fact(n: int) -> Entry:
    return Entry.objects.create(
        name="Tested", subject=f"test:{n}", facts={"n": n}, role="house", at=NOON
    )


def number(*entries: Entry) -> list[int]:
    """Sequence until these entries have their numbers."""
    leaves = Leaf.objects.filter(entry__in=entries).order_by("entry")
    sequence_until(lambda: leaves.count() == len(entries))
    return [leaf.n for leaf in leaves]


@pytest.mark.usefixtures("committed")
def test_committed_facts_get_leaves_in_order_and_the_chain_holds() -> None:
    numbers = number(*(a_fact(n) for n in range(5)))
    assert numbers == sorted(numbers)
    assert not sequencer.is_behind()
    assert sequencer.first_broken_leaf() is None


@pytest.mark.usefixtures("committed")
def test_a_fact_of_an_open_transaction_is_never_overtaken() -> None:
    """A writer that is slow to commit is not skipped: nothing behind it is numbered before."""
    number(a_fact(0))
    with psycopg.connect(**_address()) as slow:
        slow.execute(
            "insert into log_entry (name, subject, facts, role, at, depth, salt) "
            "values ('Slow', 'test:1', '{}', 'house', now(), 0, 'x')"
        )
        fast = a_fact(2)
        sequencer.sequence()
        assert not Leaf.objects.filter(entry=fast).exists()
        slow.commit()
    number(fast, Entry.objects.get(name="Slow"))


@pytest.mark.django_db
def test_nobody_may_rewrite_a_fact_or_a_leaf() -> None:
    for statement in (
        "update log_entry set name = 'x'",
        "delete from log_entry",
        "truncate log_entry cascade",
        "update log_leaf set data = 'x'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.usefixtures("committed")
def test_a_changed_past_is_found() -> None:
    """Planted: the owner takes the guard away and rewrites one fact. The chain tells."""
    entry = a_fact(7)
    (n,) = number(entry)
    with psycopg.connect(**_address(owner=True), autocommit=True) as owner:
        owner.execute("alter table log_entry disable trigger all")
        try:
            owner.execute("update log_entry set facts = '{\"n\": 8}' where id = %s", [entry.pk])
            assert sequencer.first_broken_leaf() == n
        finally:
            owner.execute("update log_entry set facts = '{\"n\": 7}' where id = %s", [entry.pk])
            owner.execute("alter table log_entry enable trigger all")
    assert sequencer.first_broken_leaf() is None


@pytest.mark.django_db
def test_a_leaf_shows_no_subject_and_no_fact_in_clear() -> None:
    data = sequencer.leaf_data(a_fact(987654))
    assert "987654" not in data
    assert sequencer.leaf_hash(b"") == hashlib.sha256(b"\x00").digest()


def _address(*, owner: bool = False) -> dict[str, object]:
    """The test database for a second connection, as the application or as the owner."""
    at = settings.DATABASES["default"]
    user = "amanat" if owner else at["USER"]
    return {"dbname": connection.settings_dict["NAME"], "host": at["HOST"], "user": user}

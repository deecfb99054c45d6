"""A row written with a statement that is put into SQL once stands as Django would have saved it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from amanat.kernel.clock.models import Pause
from amanat.kernel.law.models import Parameter
from amanat.kernel.log.models import Delivery, Entry
from amanat.kernel.log.rows import write_row

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 8, tzinfo=UTC)


def an_entry(**more: object) -> Entry:
    facts = {"units": 5, "words": ["سلام", "a'b%s"]}
    return Entry(name="Said", subject="x:1", facts=facts, role="house", at=AT, **more)


def a_delivery(**more: object) -> Delivery:
    one = an_entry()
    write_row(one)
    return Delivery(entry=one, reaction="r", subject="x:1", tries=0, error="", **more)


def told(row: models.Model) -> dict[str, object]:
    """What the row says of itself, without Django's notes."""
    known = {name: value for name, value in vars(row).items() if not name.startswith("_")}
    return {k: bytes(v) if isinstance(v, memoryview) else v for k, v in known.items()}


def test_a_new_row_has_its_number_and_what_the_database_fills_in() -> None:
    one = an_entry(by=7)
    write_row(one)
    assert one.pk and one.xid and one.recorded_at
    assert told(one) == told(Entry.objects.get(pk=one.pk))
    assert not one._state.adding


def test_a_row_is_written_again_whole() -> None:
    one = a_delivery()
    write_row(one)
    one.tries, one.parked_at, one.error = 3, AT, "x' % y"
    write_row(one)
    assert told(one) == told(Delivery.objects.get(pk=one.pk))


def test_of_named_fields_only_those_are_written() -> None:
    one = a_delivery()
    write_row(one)
    one.tries, one.error = 3, "not this"
    write_row(one, "tries")
    found = Delivery.objects.get(pk=one.pk)
    assert (found.tries, found.error) == (3, "")


def test_what_was_not_loaded_stays_as_it_is() -> None:
    first = a_delivery()
    first.error = "long"
    write_row(first)
    one = Delivery.objects.defer("error").get(pk=first.pk)
    one.tries = 9
    write_row(one)
    found = Delivery.objects.get(pk=first.pk)
    assert (found.tries, found.error) == (9, "long")


def test_it_is_one_statement() -> None:
    one = a_delivery()
    with CaptureQueriesContext(connection) as looks:
        write_row(one)
        write_row(one, "tries")
    assert [look["sql"].split()[0] for look in looks.captured_queries] == ["insert", "update"]


def test_a_row_that_is_gone_is_not_written_anew() -> None:
    one = a_delivery()
    write_row(one)
    Delivery.objects.all().delete()
    with pytest.raises(AssertionError, match="not there"):
        write_row(one)
    assert not Delivery.objects.exists()


def test_what_it_points_at_was_written_before() -> None:
    """Django would raise as well; a null where there was a cause is never written."""
    with pytest.raises(AssertionError, match="not written yet"):
        write_row(an_entry(cause=an_entry()))


def test_a_new_row_is_written_whole() -> None:
    with pytest.raises(AssertionError, match="whole"):
        write_row(a_delivery(), "tries")


@pytest.mark.parametrize("fields", [("tries", "trise"), ("trise",), ("id",)])
def test_a_field_that_cannot_be_written_is_not_passed_over(fields: tuple[str, ...]) -> None:
    one = a_delivery()
    write_row(one)
    with pytest.raises(AssertionError, match="not all of"):
        write_row(one, *fields)


def test_what_the_database_forbids_is_forbidden() -> None:
    one = Parameter(name="x", value=1, valid_from=AT.date(), source="s", status="certain")
    with pytest.raises(Exception, match="parameter_status_known"):
        write_row(one)


def test_every_kind_of_value_comes_back() -> None:
    one = Pause(kind="outage", reason_fa="قطعی", reason_en="outage", begins_at=AT,
                ends_at=AT + timedelta(hours=1), states=["deal.funded"])  # fmt: skip
    write_row(one)
    assert told(one) == told(Pause.objects.get(pk=one.pk))

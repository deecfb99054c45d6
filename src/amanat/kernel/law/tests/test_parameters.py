from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError

from amanat.kernel.law import parameters as law
from amanat.kernel.law.models import Parameter

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


def test_the_value_of_the_day_governs_and_the_past_stays() -> None:
    for since, value in ((date(2026, 1, 1), 100), (date(2026, 6, 1), 80)):
        Parameter.objects.create(name="t.fee", value=value, valid_from=since, source="test")
    assert law.whole("t.fee", NOON) == 80
    assert law.row_in_force("t.fee", date(2026, 5, 31)).value == 100


def test_without_a_value_nothing_is_guessed() -> None:
    with pytest.raises(law.NoValueForDate):
        law.whole("t.none", NOON)
    Parameter.objects.create(name="t.late", value=1, valid_from=date(2026, 12, 1), source="test")
    with pytest.raises(law.NoValueForDate):
        law.whole("t.late", NOON)


def test_two_values_cannot_begin_on_one_day() -> None:
    Parameter.objects.create(name="t.x", value=1, valid_from=date(2026, 1, 1), source="test")
    with pytest.raises(IntegrityError):
        Parameter.objects.create(name="t.x", value=2, valid_from=date(2026, 1, 1), source="test")


def test_hours_are_a_length_of_time() -> None:
    assert law.hours("deal.answer_hours", NOON) == timedelta(hours=72)

"""The law is data with dates: `in_force(name, day)` answers for any day, past or future."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from amanat.kernel.clock.time import tehran_day
from amanat.kernel.law.models import Parameter as Parameter
from amanat.kernel.law.models import Status as Status
from amanat.kernel.questions import question
from amanat.words.refusal import Refused


class NoValueForDate(Refused):
    """No value of “{name}” is set for this date, so nothing is decided. An officer must set it."""

    fa = "برای «{name}» در این تاریخ مقداری تعیین نشده است؛ تا تعیین آن تصمیمی گرفته نمی‌شود."
    status = 422


def row_in_force(name: str, day: date) -> Parameter:
    """The dated row that governs `day`; NoValueForDate when there is none. Never a guess."""
    row = _until(name, day).first()
    if row is None:
        raise NoValueForDate(name=name)
    return row


@question
def _until(name: str, day: date) -> QuerySet[Parameter]:
    return Parameter.objects.filter(name=name, valid_from__lte=day).order_by("-valid_from")


def rows_in_force(names: Iterable[str], day: date) -> dict[str, Parameter]:
    """The rows that govern `day`, by name, in one query; NoValueForDate when one is missing."""
    wanted = list(names)
    rows = Parameter.objects.filter(name__in=wanted, valid_from__lte=day)
    found = {row.name: row for row in rows.order_by("name", "-valid_from").distinct("name")}
    for name in wanted:
        if name not in found:
            raise NoValueForDate(name=name)
    return found


def values_of(name: str) -> list[Parameter]:
    """Every value this name ever had or will have, the oldest first."""
    return list(Parameter.objects.filter(name=name).order_by("valid_from"))


def enact(
    name: str,
    value: Any,
    *,
    valid_from: date,
    source: str,
    status: Status = Status.UNCONFIRMED,
) -> Parameter:
    """Put another value in force from a day on. Who may, and from when, is the caller's law."""
    return Parameter.objects.create(
        name=name, value=value, valid_from=valid_from, source=source, status=status
    )


def whole(name: str, at: datetime) -> int:
    """A whole-number parameter in force on the Tehran day of `at`."""
    value = row_in_force(name, tehran_day(at)).value
    assert isinstance(value, int), f"{name} is not a whole number."
    return value


def hours(name: str, at: datetime) -> timedelta:
    """A parameter that counts hours, as a length of time."""
    return timedelta(hours=whole(name, at))

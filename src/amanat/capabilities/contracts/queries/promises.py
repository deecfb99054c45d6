"""Promises of things that are still open: how many, how late, and in which week they are due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet

from amanat.capabilities.contracts.models import Contract
from amanat.words.moments import TEHRAN

WEEK = timedelta(days=7)
SATURDAY = 5  # As Python counts the days of a week.


@dataclass(frozen=True, slots=True)
class Promised:
    """Contracts of one maker that are open on a day, and how many of them are past their day."""

    count: int
    late: int


@dataclass(frozen=True, slots=True)
class Week:
    """Contracts to be delivered in the week that begins on this Saturday."""

    starts_on: date
    count: int


def promised(business_id: int, day: date) -> Promised:
    """What was open at the end of a Tehran day, past or present."""
    found = _open(business_id, day).aggregate(
        count=Count("pk"), late=Count("pk", filter=Q(delivery_day__lt=day))
    )
    return Promised(found["count"], found["late"])


def promised_weeks(business_id: int, day: date, weeks: int) -> tuple[Week, ...]:
    """Open promises of this week and the next ones; weeks without any stand there with zero."""
    first = week_of(day)
    rows = _open(business_id, day).filter(
        delivery_day__gte=first, delivery_day__lt=first + WEEK * weeks
    )
    found = dict.fromkeys((first + WEEK * place for place in range(weeks)), 0)
    for due, count in rows.values_list("delivery_day").annotate(n=Count("pk")).order_by():
        found[week_of(due)] += count
    return tuple(_weeks(found))


def _weeks(found: dict[date, int]) -> Iterator[Week]:
    for starts_on, count in found.items():
        yield Week(starts_on, count)


def week_of(day: date) -> date:
    """The Saturday on or before a day."""
    return day - timedelta(days=(day.weekday() - SATURDAY) % 7)


def _open(business_id: int, day: date) -> QuerySet[Contract]:
    """In force at the end of the day: paid, not left, not ended."""
    over = datetime.combine(day + timedelta(days=1), time(), TEHRAN)
    rows = Contract.objects.filter(business_id=business_id, funded_at__lt=over)
    rows = rows.filter(Q(ended_at=None) | Q(ended_at__gte=over))
    return rows.filter(Q(left_on=None) | Q(left_on__gt=day))

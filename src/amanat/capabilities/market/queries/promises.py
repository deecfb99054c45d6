"""What is promised and not yet delivered: how much of it, how late, and week by week."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet

from amanat.capabilities.contracts import queries as contracts
from amanat.capabilities.market.rules.terms import WEEKS_AHEAD
from amanat.words.moments import TEHRAN

WEEK = timedelta(days=7)
SATURDAY = 5  # As Python counts the days of a week.


@dataclass(frozen=True, slots=True)
class Promised:
    """Contracts of one seller that are open on a day, and how many of them are past their day."""

    count: int
    late: int


@dataclass(frozen=True, slots=True)
class Week:
    """Contracts to be delivered in the week that begins on this Saturday."""

    starts_on: date
    count: int


def promises(business_id: int, day: date) -> Promised:
    """What was open at the end of a Tehran day, past or present."""
    late = Count("pk", filter=Q(delivery_day__lt=day))
    found = _open(business_id, day).aggregate(count=Count("pk"), late=late)
    return Promised(found["count"], found["late"])


def weeks(business_id: int, day: date) -> tuple[Week, ...]:
    """Open promises of this week and the next ones; weeks without any stand there with zero."""
    first = week_of(day)
    last = first + WEEK * WEEKS_AHEAD
    rows = _open(business_id, day).filter(delivery_day__gte=first, delivery_day__lt=last)
    found = dict.fromkeys((first + WEEK * place for place in range(WEEKS_AHEAD)), 0)
    for due, count in rows.values_list("delivery_day").annotate(n=Count("pk")).order_by():
        found[week_of(due)] += count
    return tuple(Week(starts_on, count) for starts_on, count in found.items())


def week_of(day: date) -> date:
    """The Saturday on or before a day."""
    return day - timedelta(days=(day.weekday() - SATURDAY) % 7)


def _open(business_id: int, day: date) -> "QuerySet[contracts.Contract]":
    """In force at the end of the day: paid, not left, not ended."""
    over = datetime.combine(day + timedelta(days=1), time(), TEHRAN)
    rows = contracts.of_business(business_id).filter(funded_at__lt=over)
    rows = rows.filter(Q(ended_at=None) | Q(ended_at__gte=over))
    return rows.filter(Q(left_on=None) | Q(left_on__gt=day)).order_by()

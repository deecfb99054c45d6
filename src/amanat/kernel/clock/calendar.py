"""Working days in Iran: Fridays and Thursdays off, official holidays, and overrides as data.

Holidays come from the `holidays` package (future lunar dates are estimates); a `CalendarDay` row
overrides them either way. Which weekdays are off is a setting, because the law moves it.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays
from django.conf import settings
from django.db.models import QuerySet

from amanat.kernel.clock.models import CalendarDay
from amanat.kernel.clock.time import TEHRAN, tehran_day
from amanat.kernel.questions import question

LONGEST_SEARCH_DAYS = 60


@lru_cache(maxsize=64)
def _official(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("IR", years=year, language="fa_IR"))


def official_holiday(day: date) -> str:
    """The holiday's Persian name, or an empty string."""
    return _official(day.year).get(day, "") if day.weekday() != 4 else ""


def is_working_day(day: date) -> bool:
    """Whether banks and officers work on this Tehran day."""
    override = _said_to_be_off(day).first()
    if override is not None:
        return not override
    return day.weekday() not in settings.WEEKEND and not official_holiday(day)


@question
def _said_to_be_off(day: date) -> QuerySet[CalendarDay, bool]:
    return CalendarDay.objects.filter(day=day).values_list("is_off", flat=True)


def working_days_from(day: date) -> Iterator[date]:
    """Working days after `day`, in order; at most a search of two months."""
    for step in range(1, LONGEST_SEARCH_DAYS):
        candidate = day + timedelta(days=step)
        if is_working_day(candidate):
            yield candidate


def after_working_days(moment: datetime, count: int) -> datetime:
    """The same Tehran wall time `count` working days later."""
    day = tehran_day(moment)
    days = working_days_from(day)
    for _ in range(count):
        day = next(days)
    wall = moment.astimezone(TEHRAN).time()
    return datetime.combine(day, time(wall.hour, wall.minute, wall.second), tzinfo=TEHRAN)


def is_open(moment: datetime, opens: time, closes: time) -> bool:
    """Whether somebody is there: a working day in Tehran, from `opens` on and before `closes`."""
    there = moment.astimezone(TEHRAN)
    return opens <= there.time() < closes and is_working_day(there.date())


def next_opening(moment: datetime, opens: time, closes: time) -> datetime:
    """When somebody is there next: `moment` itself while they are."""
    if is_open(moment, opens, closes):
        return moment
    there = moment.astimezone(TEHRAN)
    is_early = there.time() < opens and is_working_day(there.date())
    day = there.date() if is_early else next(working_days_from(there.date()))
    return datetime.combine(day, opens, tzinfo=TEHRAN)

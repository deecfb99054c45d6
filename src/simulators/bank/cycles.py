"""When Paya moves money: four cycles on a working day, one on a holiday, Tehran time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from simulators.clock import TEHRAN

WORKING_DAY_CYCLES = (time(3, 45), time(9, 45), time(12, 45), time(18, 45))
HOLIDAY_CYCLES = (time(12, 45),)
FRIDAY = 4
CUTOFF = timedelta(minutes=15)


def cycles_on(day: date, holidays: Collection[date]) -> list[datetime]:
    """List the cycles of one day; Fridays and the given days are holidays."""
    is_holiday = day.weekday() == FRIDAY or day in holidays
    times = HOLIDAY_CYCLES if is_holiday else WORKING_DAY_CYCLES
    return [datetime.combine(day, at, TEHRAN) for at in times]


def next_cycle(after: datetime, holidays: Collection[date]) -> datetime:
    """Give the first cycle that an order accepted at this moment still reaches."""
    day = after.astimezone(TEHRAN).date()
    while True:
        for cycle in cycles_on(day, holidays):
            if cycle - CUTOFF >= after:
                return cycle
        day += timedelta(days=1)

"""When Paya and Satna move money, and when it arrives: guide escrow.md 4.1 and 4.2."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from amanat.words.moments import TEHRAN, tehran_day

LONGEST_SEARCH_DAYS = 30
PAYA, SATNA = "paya", "satna"
IsWorking = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class Rail:
    """Paya's timetable, as the parameters in force say it."""

    working_cycles: Sequence[time]
    holiday_cycles: Sequence[time]
    cutoff: timedelta
    lag: timedelta
    ceiling_units: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """The cycle a payout can catch, the last moment to hand it in, and when it is there."""

    rail: str
    hand_in_at: datetime
    cycle_at: datetime
    arrives_at: datetime


def cycles_on(day: date, rail: Rail, is_working: IsWorking) -> list[datetime]:
    times = rail.working_cycles if is_working(day) else rail.holiday_cycles
    return [datetime.combine(day, at, tzinfo=TEHRAN) for at in times]


def first_arrival(not_before: datetime, rail: Rail, is_working: IsWorking) -> Arrival:
    """The first cycle whose cut-off is not before `not_before`, and the credit after it."""
    first = tehran_day(not_before)
    for step in range(LONGEST_SEARCH_DAYS):
        for cycle in cycles_on(first + timedelta(days=step), rail, is_working):
            if cycle - rail.cutoff >= not_before:
                return Arrival(PAYA, cycle - rail.cutoff, cycle, cycle + rail.lag)
    raise AssertionError("No Paya cycle within a month: the timetable is empty.")

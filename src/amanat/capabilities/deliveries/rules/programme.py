"""The programme of a permit: planned weeks against what was handed over, and a buyer's week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One week: how many were planned, how many were handed over."""

    starts: date
    planned: int
    made: int

    @property
    def short(self) -> int:
        return max(0, self.planned - self.made)


def week_of(day: date) -> date:
    """The Saturday on or before `day`."""
    return day - timedelta(days=(day.weekday() - SATURDAY) % 7)


def rows(planned: Mapping[date, int], made: Mapping[date, int]) -> list[WeekRow]:
    """Every week that has either, in order."""
    weeks = sorted({*planned, *made})
    return [WeekRow(week, planned.get(week, 0), made.get(week, 0)) for week in weeks]


def planned_week(place: int, planned: Sequence[tuple[date, int]]) -> date | None:
    """The week in which the plan reaches this place of the line; None when it never does."""
    reached = 0
    for starts, units in planned:
        reached += units
        if place <= reached:
            return starts
    return None

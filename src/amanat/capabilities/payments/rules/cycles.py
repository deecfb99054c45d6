"""When a rail moves money, and when it arrives: guide escrow.md 4.1 and 4.2.

Paya leaves in cycles; Satna and the instant rail (Pol) leave at once while they are open.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from amanat.words.moments import TEHRAN, tehran_day
from amanat.words.text import Text

LONGEST_SEARCH_DAYS = 30
MINUTE = timedelta(minutes=1)
PAYA, SATNA, POL = "paya", "satna", "pol"
RAILS = {
    PAYA: Text("پایا", "Paya"),
    SATNA: Text("ساتنا", "Satna"),
    POL: Text("پل", "Pol"),
}
IsWorking = Callable[[date], bool]
Hours = tuple[time, time]


@dataclass(frozen=True, slots=True)
class Rail:
    """One rail's timetable and limits, as the parameters in force say it."""

    working_cycles: Sequence[time]
    holiday_cycles: Sequence[time]
    cutoff: timedelta
    lag: timedelta
    ceiling_units: int
    name: str = PAYA
    floor_units: int = 1
    working_hours: Hours | None = None
    holiday_hours: Hours | None = None
    is_confirmed: bool = False  # Whether every figure here is more than hearsay.

    def carries(self, units: int) -> bool:
        """Whether one transfer may be this large, and this small."""
        return self.floor_units <= units <= self.ceiling_units


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a payout can catch: the last moment to hand it in, when it leaves, when it is there.

    The money arrives between `cycle_at` and `arrives_at`.
    """

    rail: str
    hand_in_at: datetime
    cycle_at: datetime
    arrives_at: datetime


def cycles_on(day: date, rail: Rail, is_working: IsWorking) -> list[datetime]:
    times = rail.working_cycles if is_working(day) else rail.holiday_cycles
    return [datetime.combine(day, at, tzinfo=TEHRAN) for at in times]


def first_arrival(not_before: datetime, rail: Rail, is_working: IsWorking) -> Arrival:
    """The first departure that money which may go at `not_before` still reaches."""
    first = tehran_day(not_before)
    for step in range(LONGEST_SEARCH_DAYS):
        day = first + timedelta(days=step)
        for cycle in cycles_on(day, rail, is_working):
            if cycle - rail.cutoff >= not_before:
                return Arrival(rail.name, cycle - rail.cutoff, cycle, cycle + rail.lag)
        found = _while_open(not_before, day, rail, is_working)
        if found is not None:
            return found
    raise AssertionError(f"{rail.name} does not move within a month: the timetable is empty.")


def _while_open(
    not_before: datetime, day: date, rail: Rail, is_working: IsWorking
) -> Arrival | None:
    """A rail without cycles takes an order in any minute of its hours."""
    hours = rail.working_hours if is_working(day) else rail.holiday_hours
    if hours is None:
        return None
    opens, closes = (datetime.combine(day, at, tzinfo=TEHRAN) for at in hours)
    hand_in = max(not_before, opens)
    leaves = _whole_minute(hand_in)
    if leaves > closes - rail.cutoff:
        return None
    return Arrival(rail.name, hand_in, leaves, leaves + rail.lag)


def _whole_minute(moment: datetime) -> datetime:
    """This minute, or the next one when it has begun."""
    floor = moment.replace(second=0, microsecond=0)
    return floor if floor == moment else floor + MINUTE

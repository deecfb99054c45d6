"""The outside world's numbers, as they are on a given day: dated rows of the law."""

from datetime import datetime, time, timedelta
from typing import Any

from amanat.capabilities.payments.rules.cycles import Rail
from amanat.kernel.law import parameters as law
from amanat.words.moments import tehran_day


def in_force(name: str, at: datetime) -> Any:
    """The value of `name` on the Tehran day of `at`; NoValueForDate when none is in force."""
    return law.row_in_force(name, tehran_day(at)).value


def units(name: str, at: datetime) -> int:
    return law.whole(name, at)


def minutes(name: str, at: datetime) -> timedelta:
    return timedelta(minutes=units(name, at))


def paya(at: datetime) -> Rail:
    """Paya's timetable and limits in force."""
    return Rail(
        working_cycles=[time.fromisoformat(one) for one in in_force("paya_working_cycles", at)],
        holiday_cycles=[time.fromisoformat(one) for one in in_force("paya_holiday_cycles", at)],
        cutoff=minutes("paya_cutoff_minutes", at),
        lag=minutes("paya_credit_lag_minutes", at),
        ceiling_units=units("paya_ceiling_units", at),
    )

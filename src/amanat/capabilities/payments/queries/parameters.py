"""The outside world's numbers, as they are on a given day: dated rows of the law."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from amanat.capabilities.payments.rules import routes, timing
from amanat.capabilities.payments.rules.cycles import PAYA, POL, RAILS, SATNA, Rail
from amanat.kernel.clock.calendar import is_working_day
from amanat.kernel.law import parameters as law
from amanat.words.moments import tehran_day

STOPS = {"mellat": timing.VERIFY_STOP}
REVERSALS = {"mellat": routes.REVERSAL_WINDOW}


def in_force(name: str, at: datetime) -> Any:
    """The value of `name` on the Tehran day of `at`; NoValueForDate when none is in force."""
    return law.row_in_force(name, tehran_day(at)).value


def units(name: str, at: datetime) -> int:
    return law.whole(name, at)


def minutes(name: str, at: datetime) -> timedelta:
    return timedelta(minutes=units(name, at))


def verify_stop(gateway: str, at: datetime) -> timedelta:
    """How long after the callback it is asked to verify. What no guide tells is a dated row."""
    return STOPS.get(gateway) or minutes(f"confirm_minutes:{gateway}", at)


def reversal_window(gateway: str, at: datetime) -> timedelta:
    """How long after verifying it is asked to reverse."""
    return REVERSALS.get(gateway) or minutes(f"reversal_minutes:{gateway}", at)


def working_days() -> Callable[[date], bool]:
    """Whether banks work on a day; each day is looked up once."""
    return cache(is_working_day)


RAIL_NAMES = (
    "payout_rails", "paya_working_cycles", "paya_holiday_cycles", "paya_cutoff_minutes",
    "paya_credit_lag_minutes", "paya_ceiling_units", "satna_hours", "satna_cutoff_minutes",
    "satna_credit_lag_minutes", "satna_floor_units", "satna_ceiling_units",
    "pol_credit_lag_minutes", "pol_ceiling_units",
)  # fmt: skip
ROUND_THE_CLOCK = (time.min, time.max)


def rails(at: datetime) -> list[Rail]:
    """The rails we may use, in the operator's order of preference. One query."""
    rows = law.rows_in_force(RAIL_NAMES, tehran_day(at))
    return [_rail(name, rows) for name in rows["payout_rails"].value]


def every_rail(at: datetime) -> dict[str, Rail]:
    """All rails by name, also those that the order of the day has left out meanwhile."""
    rows = law.rows_in_force(RAIL_NAMES, tehran_day(at))
    return {name: _rail(name, rows) for name in RAILS}


def _rail(name: str, rows: Mapping[str, law.Parameter]) -> Rail:
    """The rail with its figures, and whether all of them are confirmed."""
    said = {key: row.value for key, row in rows.items()}
    own = [row.status for key, row in rows.items() if key.startswith(f"{name}_")]
    made = {PAYA: _paya, SATNA: _satna, POL: _pol}[name](said)
    return replace(made, is_confirmed=set(own) == {"confirmed"})


def _paya(said: Mapping[str, Any]) -> Rail:
    return Rail(
        name=PAYA,
        working_cycles=[time.fromisoformat(one) for one in said["paya_working_cycles"]],
        holiday_cycles=[time.fromisoformat(one) for one in said["paya_holiday_cycles"]],
        cutoff=timedelta(minutes=said["paya_cutoff_minutes"]),
        lag=timedelta(minutes=said["paya_credit_lag_minutes"]),
        ceiling_units=said["paya_ceiling_units"],
    )


def _satna(said: Mapping[str, Any]) -> Rail:
    """Working days only."""
    opens, closes = (time.fromisoformat(one) for one in said["satna_hours"])
    return Rail(
        name=SATNA,
        working_cycles=(),
        holiday_cycles=(),
        cutoff=timedelta(minutes=said["satna_cutoff_minutes"]),
        lag=timedelta(minutes=said["satna_credit_lag_minutes"]),
        floor_units=said["satna_floor_units"],
        ceiling_units=said["satna_ceiling_units"],
        working_hours=(opens, closes),
    )


def _pol(said: Mapping[str, Any]) -> Rail:
    """At any hour of any day, up to its ceiling."""
    return Rail(
        name=POL,
        working_cycles=(),
        holiday_cycles=(),
        cutoff=timedelta(),
        lag=timedelta(minutes=said["pol_credit_lag_minutes"]),
        ceiling_units=said["pol_ceiling_units"],
        working_hours=ROUND_THE_CLOCK,
        holiday_hours=ROUND_THE_CLOCK,
    )

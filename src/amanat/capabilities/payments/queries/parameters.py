"""The outside world's numbers, as they are on a given day."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Q

from amanat.capabilities.payments.models import Parameter
from amanat.capabilities.payments.refusals import NoParameter
from amanat.capabilities.payments.rules.cycles import Rail
from amanat.words.refusal import refuse


def in_force(name: str, at: datetime) -> Any:
    """The value of `name` at `at`; NoParameter when none is in force."""
    row = (
        Parameter.objects.filter(name=name, valid_from__lte=at)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=at))
        .order_by("-valid_from")
        .first()
    )
    return row.value if row is not None else refuse(NoParameter, name=name)


def units(name: str, at: datetime) -> int:
    value = in_force(name, at)
    assert isinstance(value, int) and not isinstance(value, bool), f"{name} is not whole units."
    return value


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

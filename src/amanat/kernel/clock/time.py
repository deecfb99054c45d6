"""Platform time. The clock is read once, at the entry; verbs receive it in their Act."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F, QuerySet

from amanat.kernel.clock.models import ClockSetting
from amanat.kernel.questions import question
from amanat.kernel.transactions import atomic
from amanat.words.moments import TEHRAN, tehran_day
from amanat.words.refusal import Refused

__all__ = ["TEHRAN", "ClockGoesBackwards", "advance", "ahead", "now", "tehran_day"]
LONGEST_ADVANCE = timedelta(days=366)


class ClockGoesBackwards(Refused):
    """The sandbox clock only moves forward, by at most one year at a time."""

    fa = "ساعت آزمایشی فقط به جلو می‌رود، هر بار حداکثر یک سال."
    status = 422


def now() -> datetime:
    """Platform time in UTC, from the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute("select clock_now_v1()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def ahead() -> timedelta:
    """How far platform time runs before real time; zero outside a sandbox."""
    return _setting().get().ahead


@question
def _setting() -> QuerySet[ClockSetting]:
    return ClockSetting.objects.filter(pk=1)


@atomic
def advance(by: timedelta) -> None:
    """Move the sandbox clock forward. The entry checks that this is a sandbox."""
    if not timedelta() < by <= LONGEST_ADVANCE:
        raise ClockGoesBackwards("by")
    ClockSetting.objects.filter(pk=1).update(ahead=F("ahead") + by)

"""The promise of the payout: what was promised, and how it went."""

from datetime import time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amanat.capabilities.payments import queries as payments
from amanat.capabilities.registry import queries
from amanat.capabilities.registry.rules import LEAST_CELL, minutes_of
from amanat.face.say import language
from amanat.face.tables import table
from amanat.kernel.clock import time as clock
from amanat.words.persian import persian_digits
from amanat.words.text import Text

SAMPLE_UNITS = 10_000_000  # Any sum below the rail's ceiling travels the same way.
NO_CEILING_UNITS = 10**15
CONFIRMED = Text("تأییدشده", "Confirmed")
REPORTED = Text("از خبرها؛ تأییدنشده", "As reported; not confirmed")
TOO_FEW = Text("هنوز واریز کافی برای نشان‌دادن نیست", "There are not enough payouts to show yet")
FINDING = Text(
    "در {days} روز گذشته از هر ۱۰۰ واریز {n} تا در زمان قول رسید",
    "In the last {days} days, {n} of every 100 payouts arrived as promised",
)


@require_GET
def promise(request: HttpRequest) -> HttpResponse:
    """Median, worst and broken promises; and when money would arrive if approved now."""
    at = clock.now()
    kept = queries.promises(at)
    shown = {
        "kept": kept,
        "finding": _finding(kept),
        "promise": payments.promised_within(at),
        "arrival": payments.eta(SAMPLE_UNITS, at),
        "rails": [_shown(rail) for rail in payments.rails(at)],
        "confirmed": CONFIRMED,
        "reported": REPORTED,
        "at": at,
        "least": LEAST_CELL,
    }
    return render(request, "registry/promise.html", shown)


def _shown(rail: payments.Rail) -> dict[str, object]:
    """A rail's timetable as the page writes it, in Tehran time."""
    hours = rail.working_hours
    return {
        "says": payments.RAILS[rail.name],
        "is_confirmed": rail.is_confirmed,
        "cycles": _clock(*rail.working_cycles),
        "holiday_cycles": _clock(*rail.holiday_cycles),
        "is_always_open": rail.holiday_hours is not None,
        "opens": _clock(hours[0]) if hours else "",
        "closes": _clock(hours[1]) if hours else "",
        "floor_units": rail.floor_units,
        "ceiling_units": rail.ceiling_units,
        "has_ceiling": rail.ceiling_units < NO_CEILING_UNITS,
    }


def _clock(*times: time) -> str:
    """«۰۳:۴۵ ۰۹:۴۵» or "03:45 09:45"."""
    said = " ".join(f"{one:%H:%M}" for one in times)
    return persian_digits(said) if language() == "fa" else said


def _finding(kept: list[payments.Kept]) -> Text:
    """The latest period with enough cases, as a sentence."""
    one = next((one for one in kept if one.kept_percent is not None), None)
    if one is None:
        return TOO_FEW
    return Text(
        FINDING.fa.format(days=persian_digits(one.days), n=persian_digits(one.kept_percent)),
        FINDING.en.format(days=one.days, n=one.kept_percent),
    )


@require_GET
def as_csv(request: HttpRequest) -> HttpResponse:
    rows = [
        (
            one.days,
            one.count,
            minutes_of(one.median),
            minutes_of(one.worst),
            one.breaches,
            one.still_late,
        )
        for one in queries.promises(clock.now())
    ]
    heading = ("days", "payouts", "median_minutes", "worst_minutes", "breaches", "still_late")
    return table("promise", heading, rows)

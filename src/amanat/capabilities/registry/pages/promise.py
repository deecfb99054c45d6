"""The promise of the payout: what was promised, and how it went."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amanat.capabilities.payments import queries as payments
from amanat.capabilities.registry import queries
from amanat.capabilities.registry.rules import LEAST_CELL, minutes_of
from amanat.face.tables import table
from amanat.kernel.clock import time as clock
from amanat.words.persian import persian_digits
from amanat.words.text import Text

SAMPLE_UNITS = 10_000_000  # Any sum below the rail's ceiling travels the same way.
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
        "at": at,
        "least": LEAST_CELL,
    }
    return render(request, "registry/promise.html", shown)


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

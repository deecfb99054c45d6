"""The Samen replay for everybody: how it went, and when each rule would have ended it."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amanat.capabilities.lab import queries
from amanat.capabilities.lab.models import Trial
from amanat.capabilities.lab.pages import shown
from amanat.kernel.clock import time as clock


@require_GET
def samen(request: HttpRequest) -> HttpResponse:
    """`?end=` is one of the two days told of the guild licence."""
    at = clock.now()
    frame = queries.frame(at)
    end = chosen_end(request, frame.licence_ends)
    now, done = queries.current(at, end), queries.newest(end)
    facts: dict[str, Any] = {
        "frame": frame, "end": end, "ends": frame.licence_ends, "now": now, "trial": done,
        "turnover": frame.turnover_units // shown.BILLION_TOMAN,
        "json_url": f"/api/lab/samen?licence_end={end.isoformat()}",
    }  # fmt: skip
    if done is not None:
        facts |= pictured(done)
    return render(request, "lab/samen.html", facts)


def chosen_end(request: HttpRequest, ends: tuple[date, ...]) -> date:
    """The end that was asked for, or the earlier one."""
    return {end.isoformat(): end for end in ends}.get(request.GET.get("end", ""), ends[0])


def pictured(trial: Trial) -> dict[str, Any]:
    result = trial.result or {}
    heads, months = shown.by_month(result)
    return {
        "bars": shown.losses(result),
        "curves": shown.at_risk(result),
        "heads": heads,
        "months": months,
        "explained": shown.explained(),
        "tables": shown.tables(result),
        "refused": shown.refused(result),
        "result": result,
        "sets": shown.sets(result["parameter_sets"]),
    }

"""The funnel of deals for the owner of the product: a chart, its table, and the same to take away."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from amanat.capabilities.deals import queries as deals
from amanat.capabilities.desk import queries
from amanat.capabilities.desk.rules import FUNNEL_WEEKS, LEAST_CELL, shown
from amanat.face.charts import Bars, lying_bars
from amanat.face.tables import table
from amanat.face.web import act_of, signed_in
from amanat.kernel.clock import time as clock
from amanat.words.act import Role
from amanat.words.persian import persian_digits
from amanat.words.text import Text

STAGES = {
    "drafted": Text("پیش‌نویس شد", "Drafted"),
    "proposed": Text("پیشنهاد شد", "Proposed"),
    "joined": Text("طرف مقابل آمد", "Joined"),
    "agreed": Text("توافق شد", "Agreed"),
    "paid": Text("پول آمد", "Paid"),
    "shipped": Text("فرستاده یا داده شد", "Shipped or handed over"),
    "approved": Text("پول آزاد شد", "Approved"),
    "paid_out": Text("پول رسید", "Paid out"),
}
ROLES = {"": Text("همه", "All"), "buyer": Text("خریدار آغاز کرد", "Buyer began"),
         "seller": Text("فروشنده آغاز کرد", "Seller began")}  # fmt: skip
TOO_FEW = Text(
    "هنوز معاملهٔ کافی برای نتیجه‌گرفتن نیست", "There are not enough deals to conclude from"
)
LOSS = Text(
    "از هر ۱۰۰ معامله {n} تا پول گرفت؛ بیشترین ریزش پیش از «{stage}» است",
    "Of 100 deals {n} were paid; most are lost before “{stage}”",
)
CAPTION = Text(
    "شمار معامله‌هایی که در این هفته‌ها آغاز شد و تا هر گام رسید",
    "Deals begun in these weeks that came to each step",
)


def _asked(request: HttpRequest) -> tuple[int, str, str]:
    """What is counted: weeks, who began, which kind; anything unknown is everything."""
    weeks = {str(n): n for n in FUNNEL_WEEKS}.get(request.GET.get("weeks", ""), FUNNEL_WEEKS[1])
    role, kind = request.GET.get("role", ""), request.GET.get("kind", "")
    return weeks, role if role in ROLES else "", kind if kind in deals.KINDS else ""


@never_cache
@require_GET
@signed_in
def funnel(request: HttpRequest) -> HttpResponse:
    """`?weeks=` 4, 12 or 26; `?role=`, `?kind=`."""
    act = act_of(request, Role.OFFICER)
    queries.check_officer(act.by)
    weeks, role, kind = _asked(request)
    whole = deals.whole_funnel(act.at, weeks, role=role, kind=kind)
    context = {
        "chart": chart_of(whole),
        "steps": [_line(whole, stage, before) for stage, before in _with_the_one_before()],
        "rows": [_row(week) for week in deals.funnel(act.at, weeks, role=role, kind=kind)],
        "stages": STAGES.values(), "weeks": weeks, "role": role, "kind": kind,
        "choices": FUNNEL_WEEKS, "roles": ROLES,
        "kinds": {"": ROLES[""], **{code: one.says for code, one in deals.KINDS.items()}},
        "least": LEAST_CELL,
    }  # fmt: skip
    return render(request, "desk/funnel.html", context)


def chart_of(week: deals.Week) -> Bars:
    values = {label: shown(week.counts[stage]) for stage, label in STAGES.items()}
    return lying_bars(_finding(week), CAPTION, values)


def _finding(week: deals.Week) -> Text:
    """Where most deals are lost, and how many of a hundred are paid."""
    counts = week.counts
    if min(counts["drafted"], counts["paid"]) < LEAST_CELL:
        return TOO_FEW
    paid = counts["paid"] * 100 // counts["drafted"]
    worst = max(pairwise(STAGES), key=lambda pair: counts[pair[0]] - counts[pair[1]])[1]
    label = STAGES[worst]
    return Text(
        LOSS.fa.format(n=persian_digits(paid), stage=label.fa),
        LOSS.en.format(n=paid, stage=label.en),
    )


def _with_the_one_before() -> list[tuple[str, str]]:
    names = list(STAGES)
    return list(zip(names, [names[0], *names[:-1]], strict=True))


def _line(week: deals.Week, stage: str, before: str) -> dict[str, Any]:
    count, earlier, first = (week.counts[name] for name in (stage, before, "drafted"))
    return {
        "label": STAGES[stage],
        "count": shown(count),
        "of_before": _percent(count, earlier),
        "of_all": _percent(count, first),
        "median": week.medians[stage] if count >= LEAST_CELL else None,
    }


def _percent(part: int, whole: int) -> int | None:
    """Not told where either figure may not be shown."""
    fine = whole >= LEAST_CELL and shown(part) is not None
    return part * 100 // whole if fine else None


def _row(week: deals.Week) -> dict[str, Any]:
    return {"began": week.began, "counts": [shown(week.counts[stage]) for stage in STAGES]}


@require_GET
@signed_in
def as_csv(request: HttpRequest) -> HttpResponse:
    queries.check_officer(request.user.pk)
    weeks, role, kind = _asked(request)
    found = deals.funnel(clock.now(), weeks, role=role, kind=kind)
    rows = [
        [
            week.began.date().isoformat(),
            *(shown(week.counts[stage]) for stage in STAGES),
            *(_minutes(week, stage) for stage in list(STAGES)[1:]),
        ]
        for week in found
    ]
    heading = ["week_from", *STAGES, *(f"median_minutes_to_{stage}" for stage in list(STAGES)[1:])]
    return table("funnel", heading, rows)


def _minutes(week: deals.Week, stage: str) -> int | None:
    length = week.medians[stage]
    fine = length is not None and week.counts[stage] >= LEAST_CELL
    return int(length / timedelta(minutes=1)) if fine and length is not None else None

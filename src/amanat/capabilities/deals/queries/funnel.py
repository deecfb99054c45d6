"""How deals go, step by step, from a draft to the payout: for the owner of the product."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.rules import GOODS
from amanat.kernel.log.history import first_time

WEEK = timedelta(days=7)
RELEASED = ("accepted", "paying_out", "completed", "splitting", "split_closed")
ARRIVED = ("completed", "split_closed")
LET_GO = ("GoodsApproved", "InspectionLapsed", "DealSettled")
STAGES = ("drafted", "proposed", "joined", "agreed", "paid", "shipped", "approved", "paid_out")
#  Each stage: what says that a deal came so far.
CAME: dict[str, Q] = {
    "drafted": Q(),
    "proposed": Q(version__gt=0),
    "joined": Q(buyer__isnull=False, seller__isnull=False, version__gt=0),
    "agreed": Q(agreed_at__isnull=False),
    "paid": Q(funded_at__isnull=False),
    "shipped": Q(shipped_at__isnull=False),
    "approved": Q(state__in=RELEASED),
    "paid_out": Q(state__in=ARRIVED),
}
#  How long a step takes: from one moment to another, over the deals that have both.
STEPS = {
    "proposed": ("created_at", "invitation__sent_at", Q(version__gt=0)),
    "joined": ("invitation__sent_at", "invitation__opened_at", Q(version__gt=0)),
    "agreed": ("invitation__sent_at", "agreed_at", CAME["agreed"]),
    "paid": ("agreed_at", "funded_at", CAME["paid"]),
    "shipped": ("funded_at", "shipped_at", CAME["shipped"]),
    "approved": ("shipped_at", "let_go_at", CAME["approved"]),
    "paid_out": ("let_go_at", "ended_at", CAME["paid_out"]),
}


class Median(Aggregate):
    """The middle of what is there: half took less, half took more."""

    function = "percentile_cont"
    template = "%(function)s(0.5) within group (order by %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True, slots=True)
class Week:
    """Deals begun in one week: how many came to each stage, and the median time of each step."""

    began: datetime
    counts: dict[str, int]
    medians: dict[str, timedelta | None]


def _deals(since: datetime, at: datetime, role: str, kind: str) -> QuerySet[Deal]:
    found = Deal.objects.filter(created_at__gte=since, created_at__lt=at)
    if role:
        found = found.filter(starter_role=role)
    if kind:
        said = Coalesce(KeyTextTransform("kind", "draft"), Value(GOODS, output_field=TextField()))
        found = found.filter(pk__in=Deal.objects.annotate(said=said).filter(said=kind))
    return found.annotate(let_go_at=first_time("deal", LET_GO))


def _figures() -> dict[str, Aggregate]:
    figures: dict[str, Aggregate] = {
        f"n_{stage}": Count("pk", filter=came) for stage, came in CAME.items()
    }
    for stage, (begin, end, came) in STEPS.items():
        length = ExpressionWrapper(F(end) - F(begin), output_field=DurationField())
        figures[f"m_{stage}"] = Median(length, filter=came)
    return figures


def funnel(at: datetime, weeks: int, *, role: str = "", kind: str = "") -> list[Week]:
    """The last `weeks` weeks, each counted by when its deals began. One query, always."""
    since = at - weeks * WEEK
    number = Func(
        F("created_at"), Value(since, output_field=DateTimeField()),
        template="floor(extract(epoch from (%(expressions)s)) / 604800)::int",
        arg_joiner=" - ", output_field=IntegerField(),
    )  # fmt: skip
    rows = (
        _deals(since, at, role, kind)
        .annotate(week=number)
        .values("week")
        .annotate(**_figures())
        .order_by("week")
    )
    found: dict[int, dict[str, Any]] = {row["week"]: dict(row) for row in rows}
    return [_week(since + n * WEEK, found.get(n)) for n in range(weeks)]


def whole_funnel(at: datetime, weeks: int, *, role: str = "", kind: str = "") -> Week:
    """All these weeks together."""
    since = at - weeks * WEEK
    return _week(since, _deals(since, at, role, kind).aggregate(**_figures()))


def _week(began: datetime, row: dict[str, Any] | None) -> Week:
    row = row or {}
    return Week(
        began,
        {stage: int(row.get(f"n_{stage}") or 0) for stage in STAGES},
        {stage: row.get(f"m_{stage}") for stage in STAGES},
    )

"""The one screen from which a business runs its pre-sales: the curve, and when sales stop."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.market import queries
from amanat.capabilities.market.pages.chart import picture
from amanat.capabilities.market.pages.desk import period
from amanat.capabilities.market.pages.weeks import weeks_chart
from amanat.capabilities.market.rules.terms import EFFECTS, KINDS, PERIODS
from amanat.face.web import act_of, signed_in
from amanat.words.act import Role


@never_cache
@signed_in
def run(request: HttpRequest, code: str) -> HttpResponse:
    """Sold against delivered against ceiling; what stops sales by itself is said beforehand."""
    act = act_of(request, Role.HOLDER)
    one = businesses.check_mandate(act, businesses.by_code(code).pk)
    length = period(request.GET.get("days", ""))
    seen = queries.whole(one.pk, act.at, length)
    shown = {
        "business": one,
        "seen": seen,
        "picture": picture(seen.days),
        "weeks": weeks_chart(seen.weeks, seen.promised),
        "length": length,
        "choices": PERIODS,
        "stop_kind": KINDS[seen.stop.kind] if seen.stop else None,
        "effect": EFFECTS[seen.stop.kind] if seen.stop else None,
    }
    return render(request, "market/run.html", shown)

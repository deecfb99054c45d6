"""The programme of a permit for everybody: planned against made, and what the delays cost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from amanat.capabilities.deliveries import queries
from amanat.capabilities.permits import queries as permits


@never_cache
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """Week by week: what the maker planned and what came; day by day: what the delay costs."""
    permit = permits.by_code(code)
    shown = {
        "permit": permit,
        "weeks": queries.weeks(permit.pk),
        "numbers": queries.numbers_of_permit(permit.pk),
        "accruals": queries.accruals(permit.pk),
    }
    return render(request, "deliveries/programme.html", shown)

"""The protection fund, for everybody: what is in it, what came in, what went out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amanat.capabilities.protection import queries
from amanat.kernel.clock import time as clock

HUNDREDTHS = 100


@require_GET
def fund(request: HttpRequest) -> HttpResponse:
    """Balance, what fed it, what it paid, how many claims; nothing about a person or a deal."""
    at = clock.now()
    standing = queries.standing(at)
    shown = {
        "fund": standing,
        "feed_percent": standing.feed_basis_points // HUNDREDTHS,
        "at": at,
    }
    return render(request, "protection/fund.html", shown)

"""What anybody may see: permits in force, one permit with its terms, and whether an advert is true."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amanat.capabilities.permits import queries
from amanat.capabilities.permits.models import Permit
from amanat.capabilities.permits.pages import forms
from amanat.capabilities.permits.pages.org import TONES
from amanat.capabilities.permits.pages.typed import day_of
from amanat.capabilities.permits.queries import view
from amanat.capabilities.permits.refusals import CodeUnknown
from amanat.capabilities.permits.rules.advert import Claims, Known, compare
from amanat.face import parts
from amanat.kernel.clock import time as clock
from amanat.words.refusal import Refused

PLACE = "permit"
MOST_SHOWN = 60


@require_GET
def presales(request: HttpRequest) -> HttpResponse:
    """Every permit that is not over: what may be sold before it is made, by whom, until when."""
    at = clock.now()
    found = [
        (one, TONES[one.state], queries.stock(one), queries.is_in_force(one, at))
        for one in queries.public(is_live=True)[:MOST_SHOWN]
    ]
    over = queries.public()[:MOST_SHOWN]
    ended = [(one, TONES[one.state]) for one in over if one.state in view.OVER]
    return render(request, "permits/presales.html", {"found": found, "ended": ended, "at": at})


@require_GET
def presale(request: HttpRequest, code: str) -> HttpResponse:
    """One permit as it was published, with what became of its units."""
    at = clock.now()
    one = queries.by_code(code)
    shown = {
        "permit": one,
        "business": one.business,
        "tone": TONES[one.state],
        "is_in_force": queries.is_in_force(one, at),
        "stock": queries.stock(one),
        "terms": view.terms_now(one),
        "programme": queries.programme(one.pk),
        "versions": queries.versions(one.pk),
        "lines": view.law_lines(one, at),
        "parts": parts.of(PLACE, request, one.pk),
        "at": at,
    }
    return render(request, "permits/presale.html", shown)


@require_GET
def advert(request: HttpRequest) -> HttpResponse:
    """Is the permit number of an advert real and in force, and does the advert say what it says?"""
    form = forms.AdvertForm(request.GET or None)
    shown: dict[str, Any] = {"form": form, "permit": None}
    if form.is_bound and form.is_valid():
        try:
            shown |= _verdict(form.cleaned_data)
        except Refused as no:
            form.refuse(no)
    return render(request, "permits/advert.html", shown)


def _verdict(data: dict[str, Any]) -> dict[str, Any]:
    at = clock.now()
    one: Permit | None = queries.find(data["code"])
    if one is None:
        raise CodeUnknown("code")
    claims = Claims(data["price_units"], data["quantity"], day_of(data["delivery"], "delivery"))
    terms = view.terms_now(one)
    known = Known(terms.price_units, terms.quantity, terms.first_delivery, terms.last_delivery)
    verdicts = compare(claims, known)
    is_in_force = queries.is_in_force(one, at)
    return {
        "permit": one,
        "tone": TONES[one.state],
        "is_in_force": is_in_force,
        "verdicts": verdicts,
        "is_true": is_in_force and all(verdict.is_true for verdict in verdicts),
        "terms": terms,
    }

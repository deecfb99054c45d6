"""What anybody may see: the ceiling, a band of what is free, receipts, and two of them compared."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ceilings import queries
from amanat.capabilities.ceilings.pages.forms import CompareForm
from amanat.capabilities.ceilings.rules import receipts, terms
from amanat.capabilities.ceilings.rules.exposure import BANDS
from amanat.capabilities.ceilings.states import CEILING
from amanat.kernel.clock import time as clock
from amanat.words.refusal import Refused


@require_GET
def public(request: HttpRequest, code: str) -> HttpResponse:
    """The ceiling of a business and how much of it is free, in a word: not the exact figure."""
    at = clock.now()
    one = businesses.by_code(code)
    found = queries.in_force(one.pk, at)
    shown = {
        "business": one,
        "found": found,
        "state": CEILING.states[found.state],
        "band": BANDS[queries.band(one.pk, at)],
        "binding": terms.why(found.binding),
        "share": queries.escrow_share(one.pk, at),
        "decisions": [(row, terms.why(row.binding)) for row in queries.decisions(one.pk)],
        "at": at,
    }
    return render(request, "ceilings/public.html", shown)


@require_GET
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """One receipt in words, its file, and how to check it without us."""
    paper = queries.receipt(code)
    one = businesses.by_code(paper.content["business"])
    shown = {
        "paper": paper,
        "content": _numbers(paper.content),
        "business": one,
        "kind": receipts.KIND,
        "faults": [receipts.SAYS[name] for name in paper.faults],
    }
    return render(request, "ceilings/receipt.html", shown)


def _numbers(content: dict[str, Any]) -> dict[str, Any]:
    """Amounts as whole numbers, for the page's filters."""
    return {
        name: int(value) if name.endswith("_units") else value for name, value in content.items()
    }


@require_GET
def receipt_json(request: HttpRequest, code: str) -> HttpResponse:
    """The file the buyer keeps: text, signature, key, and its number in the log."""
    return JsonResponse(queries.receipt(code).document, json_dumps_params={"ensure_ascii": False})


@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """Can these two receipts both be true?"""
    form = CompareForm(request.GET or None)
    shown: dict[str, Any] = {"form": form, "is_asked": False}
    if form.is_bound and form.is_valid():
        try:
            shown |= _verdict(form.cleaned_data["first"], form.cleaned_data["second"])
        except Refused as no:
            form.refuse(no)
    return render(request, "ceilings/compare.html", shown)


def _verdict(first: str, second: str) -> dict[str, Any]:
    a, b = queries.receipt(first).content, queries.receipt(second).content
    found = [*receipts.faults(a), *receipts.faults(b), *receipts.contradict(a, b)]
    if a["business"] != b["business"]:
        found = ["other_business"]
    elif a == b:
        found = ["same_sale"]
    return {"is_asked": True, "found": [receipts.SAYS[name] for name in dict.fromkeys(found)]}

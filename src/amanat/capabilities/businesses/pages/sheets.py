"""The frame that the sheets of the portal share: whose it is, one form, one verb, one page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.businesses.models import Business
from amanat.capabilities.businesses.queries import portal
from amanat.face.forms import Form
from amanat.face.web import SeeOther, act_of, answer, signed_in
from amanat.words.act import Act, Role

TONES = {
    "registered": "due", "confirmed": "released", "turned_down": "dispute", "closed": "neutral",
    "waiting": "due", "in_force": "released", "ended": "dispute", "taken_back": "neutral",
    "unproven": "due", "proven": "released", "missing": "dispute", "lost": "dispute",
}  # fmt: skip


def holder(request: HttpRequest) -> Act:
    return act_of(request, Role.HOLDER)


def frame(one: Business, here: str) -> dict[str, Any]:
    """What every sheet shows of the business."""
    return {
        "business": one,
        "state": one.MACHINE.states[one.state],
        "tone": TONES[one.state],
        "tones": TONES,
        "here": here,
    }


def sheet(
    request: HttpRequest,
    act: Act,
    one: Business,
    here: str,
    form: Form,
    verb: Callable[[dict[str, Any]], Any],
    shown: Callable[[], dict[str, Any]],
) -> HttpResponse:
    """One sheet: what stands, and the form that adds to it."""

    def page() -> HttpResponse:
        told = {**frame(one, here), **shown(), "form": form, "at": act.at}
        return render(request, f"businesses/{here}.html", told)

    back = reverse(f"businesses:{here}", args=[one.code])
    return answer(request, form, verb, then=back, otherwise=page)


def button(
    here: str, do: Callable[[Act, int], Any], of: Callable[[int], int]
) -> Callable[..., HttpResponse]:
    """Where a single button of a sheet is sent; `of` says whose the row is."""

    @never_cache
    @require_POST
    @signed_in
    def page(request: HttpRequest, code: str, row_id: int) -> HttpResponse:
        act = holder(request)
        one = portal.ours(act, code)
        portal.check_same(one.pk, of(row_id))
        do(act, row_id)
        return SeeOther(reverse(f"businesses:{here}", args=[one.code]))

    return page

"""The home of a business: its facts and its task list; and the form that begins one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.businesses import actions, queries
from amanat.capabilities.businesses.pages.forms import BusinessForm
from amanat.capabilities.businesses.pages.sheets import TONES, frame, holder
from amanat.capabilities.businesses.queries import portal
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.moments import tehran_day


@never_cache
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """One business opens at once; several are listed; none is an invitation."""
    act = holder(request)
    found = queries.of_person(act.person, act.at)
    if len(found) == 1:
        return SeeOther(reverse("businesses:business", args=[found[0].code]))
    rows = [(one, one.MACHINE.states[one.state], TONES[one.state]) for one in found]
    return render(request, "businesses/home.html", {"rows": rows})


@never_cache
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    act = act_of(request)
    form = BusinessForm(sent(request))
    return answer(
        request,
        form,
        lambda data: actions.register_business(act, **data),
        then=lambda one: reverse("businesses:business", args=[one.code]),
        otherwise=lambda: render(request, "businesses/new.html", {"form": form}),
    )


@never_cache
@signed_in
def business(request: HttpRequest, code: str) -> HttpResponse:
    """What is known, what a seal will still ask for, and where the licences end."""
    act = holder(request)
    one = portal.ours(act, code)
    shown = {
        **frame(one, "business"),
        "tasks": portal.tasks(one, act.at),
        "licence_end": queries.licence_end(one.pk, tehran_day(act.at)),
        "may_close": one.is_open and "all" in portal.powers_of(act, one.pk),
    }
    return render(request, "businesses/business.html", shown)


@never_cache
@require_POST
@signed_in
def close(request: HttpRequest, code: str) -> HttpResponse:
    act = holder(request)
    one = actions.close_business(act, business_id=portal.ours(act, code).pk)
    return SeeOther(reverse("businesses:business", args=[one.code]))

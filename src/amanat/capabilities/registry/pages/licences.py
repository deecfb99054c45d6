"""The platform's own licences: for everybody with their dates, and for officers to keep."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from amanat.capabilities.people import queries as people
from amanat.capabilities.registry import actions, queries
from amanat.capabilities.registry.pages.forms import EndForm, LicenceForm
from amanat.capabilities.registry.states import LICENCE
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.kernel.clock import time as clock
from amanat.words.act import Role
from amanat.words.persian import persian_digits
from amanat.words.text import Text

NONE = Text(
    "اکنون هیچ مجوز تأییدشده‌ای نداریم که نشان دهیم",
    "We have no confirmed licence to show now",
)
SOME = Text("{n} مجوز معتبر داریم", "We hold {n} licences in force")
ONE = Text("یک مجوز معتبر داریم", "We hold one licence in force")
TONES = {"in_force": "released", "expired": "dispute", "ended": "neutral"}


@require_GET
def licences(request: HttpRequest) -> HttpResponse:
    """In force first, what is over after it; an empty list says so."""
    at = clock.now()
    found = queries.licences(at)
    count = sum(one.days_left is not None for one in found)
    shown = {
        "finding": _finding(count),
        "licences": [(one, TONES[one.state]) for one in found],
        "at": at,
    }
    return render(request, "registry/licences.html", shown)


def _finding(count: int) -> Text:
    if count < 2:
        return ONE if count else NONE
    return Text(SOME.fa.format(n=persian_digits(count)), SOME.en.format(n=count))


@never_cache
@signed_in
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for a second officer, what is shown, and the form that proposes one."""
    act = act_of(request, Role.OFFICER)
    queries.check_officer(act.by)
    form = LicenceForm(sent(request))

    def propose(data: dict[str, Any]) -> Any:
        name = Text(data.pop("name_fa"), data.pop("name_en"))
        issuer = Text(data.pop("issuer_fa"), data.pop("issuer_en"))
        return actions.propose_licence(act, name=name, issuer=issuer, **data)

    def show() -> HttpResponse:
        shown = {
            "form": form,
            "proposed": queries.proposed_licences(),
            "licences": [(one, TONES[one.state]) for one in queries.licences(act.at)],
            "unconfirmed": LICENCE.states["proposed"],
        }
        return render(request, "registry/licences_desk.html", shown)

    return answer(request, form, propose, then=reverse("registry:licences_desk"), otherwise=show)


@never_cache
@signed_in
def licence(request: HttpRequest, licence_id: int) -> HttpResponse:
    """One licence, who wrote and who confirmed it, and what is open to this officer."""
    act = act_of(request, Role.OFFICER)
    queries.check_officer(act.by)
    found = queries.licence(licence_id)
    form = EndForm(sent(request))
    names = people.names(pk for pk in (found.proposed_by_id, found.confirmed_by_id) if pk)
    shown = {
        "licence": found,
        "label": LICENCE.states[found.state],
        "tone": TONES.get(found.state, "due"),
        "form": form,
        "proposer": names.get(found.proposed_by_id, ""),
        "confirmer": names.get(found.confirmed_by_id or 0, ""),
        "is_first": act.by == found.proposed_by_id,
    }
    return answer(
        request,
        form,
        lambda data: actions.end_licence(act, licence_id=found.pk, reason=data["reason"]),
        then=reverse("registry:licences_desk"),
        otherwise=lambda: render(request, "registry/licence.html", shown),
    )


def page_of(verb: str) -> Callable[..., HttpResponse]:
    """Where a second officer's yes or no is sent; its button stands on the licence's page."""
    do = getattr(actions, verb)

    def page(request: HttpRequest, licence_id: int) -> HttpResponse:
        do(act_of(request, Role.OFFICER), licence_id=licence_id)
        return SeeOther(reverse("registry:licences_desk"))

    page.__name__ = verb
    return require_POST(signed_in(page))

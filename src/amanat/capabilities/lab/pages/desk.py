"""The policy lab: other weights, shares and lines, tried on what is recorded and what was made up."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from amanat.capabilities.lab import actions as lab
from amanat.capabilities.lab import queries
from amanat.capabilities.lab.models import WHAT_IF, Trial
from amanat.capabilities.lab.pages import compared, shown
from amanat.capabilities.lab.pages.forms import WhatIfForm
from amanat.face.web import act_of, answer, sent, signed_in
from amanat.words.act import Role
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound


@never_cache
@signed_in
def desk(request: HttpRequest) -> HttpResponse:
    """The numbers in force, to be changed and tried; and what was tried before."""
    act = act_of(request, Role.OFFICER)
    queries.check_officer(act.by)
    form = WhatIfForm(sent(request), initial=queries.knobs(act.at))

    def show() -> HttpResponse:
        found = {
            "form": form,
            "trials": queries.trials(WHAT_IF),
            "sets": shown.sets(queries.sets_of(tehran_day(act.at))),
        }
        return render(request, "lab/desk.html", found)

    return answer(
        request,
        form,
        lambda data: lab.ask_what_if(act, values=data),
        then=lambda trial: reverse("lab:trial", args=[trial.pk]),
        otherwise=show,
    )


@never_cache
@signed_in
def trial(request: HttpRequest, trial_id: int) -> HttpResponse:
    """One trial: how far it is, or what it found."""
    queries.check_officer(act_of(request, Role.OFFICER).by)
    found = queries.trial(trial_id)
    if found.kind != WHAT_IF:
        raise NotFound
    facts: dict[str, Any] = {"trial": found, "changes": compared.changes(found)}
    return render(request, "lab/trial.html", facts | _result(found))


def _result(found: Trial) -> dict[str, Any]:
    return compared.told(found) if found.finished_at is not None else {}

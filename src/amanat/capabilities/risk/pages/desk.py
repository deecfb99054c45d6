"""The desk of risks: signs by age, and the list of numbers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.people import queries as people
from amanat.capabilities.risk import actions as risk
from amanat.capabilities.risk import queries
from amanat.capabilities.risk.pages.forms import AppealForm, DecisionForm, ListForm
from amanat.capabilities.risk.rules import KINDS, RULES
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Role


@never_cache
@signed_in
def signs(request: HttpRequest) -> HttpResponse:
    """What waits for a look, the oldest first; what is listed; and the form that lists."""
    act = act_of(request, Role.OFFICER)
    queries.check_officer(act.by)
    form = ListForm(sent(request))

    def show() -> HttpResponse:
        found = queries.open_signs()
        names = people.names(one.person_id for one in found)
        shown = {
            "signs": [(one, RULES[one.rule], names.get(one.person_id, "")) for one in found],
            "entries": [(one, KINDS[one.kind]) for one in queries.entries(act.at)],
            "form": form,
            "me": act.by,
        }
        return render(request, "risk/signs.html", shown)

    return answer(
        request,
        form,
        lambda data: risk.place(act, **data),
        then=reverse("risk:signs"),
        otherwise=show,
    )


@never_cache
@signed_in
def sign(request: HttpRequest, sign_id: int) -> HttpResponse:
    """One sign, and the decision."""
    act = act_of(request, Role.OFFICER)
    queries.check_officer(act.by)
    found = queries.sign(sign_id)
    form = DecisionForm(sent(request))
    verbs = {"clear_sign": risk.clear_sign, "hold_deal": risk.hold_deal, "block": risk.block}

    def decide(data: dict[str, Any]) -> Any:
        return verbs[data["verb"]](act, sign_id=found.pk, words=data["words"])

    shown = {
        "sign": found,
        "rule": RULES[found.rule],
        "state": found.MACHINE.states[found.state],
        "name": people.names([found.person_id]).get(found.person_id, ""),
        "form": form,
        "is_own": act.by in found.people,
    }
    return answer(
        request,
        form,
        decide,
        then=reverse("risk:signs"),
        otherwise=lambda: render(request, "risk/sign.html", shown),
    )


@require_POST
@signed_in
def make_permanent(request: HttpRequest, entry_id: int) -> HttpResponse:
    risk.make_permanent(act_of(request, Role.OFFICER), entry_id=entry_id)
    return SeeOther(reverse("risk:signs"))


@require_POST
@signed_in
def lift(request: HttpRequest, entry_id: int) -> HttpResponse:
    risk.lift(act_of(request, Role.OFFICER), entry_id=entry_id)
    return SeeOther(reverse("risk:signs"))


@never_cache
@signed_in
def appeal(request: HttpRequest) -> HttpResponse:
    """Whoever a step is closed to asks for another look."""
    act = act_of(request)
    form = AppealForm(sent(request))
    is_sent = "sent" in request.GET
    return answer(
        request,
        form,
        lambda data: risk.appeal(act, words=data["words"]),
        then=reverse("risk:appeal") + "?sent",
        otherwise=lambda: render(request, "risk/appeal.html", {"form": form, "is_sent": is_sent}),
    )

"""A project as its holder runs it: what may be drawn now, and why not more."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.projects import actions, queries
from amanat.capabilities.projects.pages.forms import DrawForm
from amanat.capabilities.projects.pages.money import shown
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Role


@never_cache
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """Every project of the businesses this person acts for."""
    act = act_of(request, Role.HOLDER)
    mine = [business.pk for business in businesses.of_person(act.person, act.at)]
    found = queries.of_businesses(mine)
    return render(request, "projects/mine.html", {"projects": found})


@never_cache
@signed_in
def request_draw(request: HttpRequest, code: str) -> HttpResponse:
    """The project, and the form that asks for money by its formula."""
    act = act_of(request, Role.HOLDER)
    one = queries.by_code(code)
    businesses.check_mandate(act, one.business_id)
    form = DrawForm(sent(request))

    def ask(data: dict[str, Any]) -> Any:
        return actions.request_draw(act, project_id=one.pk, **data)

    return answer(
        request,
        form,
        ask,
        then=reverse("projects:request_draw", args=[one.code]),
        otherwise=lambda: render(
            request,
            "projects/org.html",
            shown(one, act.at) | {"form": form, "open_draw": queries.open_drawdown(one.pk)},
        ),
    )


@require_POST
@signed_in
def withdraw_draw(request: HttpRequest, drawdown_id: int) -> HttpResponse:
    act = act_of(request, Role.HOLDER)
    one = queries.drawdown(drawdown_id).project
    businesses.check_mandate(act, one.business_id)
    actions.withdraw_draw(act, drawdown_id=drawdown_id)
    return SeeOther(reverse("projects:request_draw", args=[one.code]))

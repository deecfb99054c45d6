"""Pauses: which run, which are to come, which have been; declare one, end one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.desk import actions as desk
from amanat.capabilities.desk import queries
from amanat.capabilities.desk.pages.forms import PauseForm
from amanat.capabilities.desk.rules import KINDS
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.kernel.clock import pauses as stops
from amanat.words.act import Role
from amanat.words.text import Text


@never_cache
@signed_in
def pauses(request: HttpRequest) -> HttpResponse:
    """The list, and the form that declares one."""
    act = act_of(request, Role.OFFICER)
    queries.check_officer(act.by)
    form = PauseForm(sent(request))

    def declare(data: dict[str, Any]) -> Any:
        reason = Text(data["reason_fa"], data["reason_en"])
        begins_at = act.at - data["ago"]
        ends_at = begins_at + data["length"] if data["length"] else None
        return desk.declare_pause(
            act, kind=data["kind"], reason=reason, begins_at=begins_at, ends_at=ends_at
        )

    def show() -> HttpResponse:
        shown = {"form": form, "pauses": stops.public(), "kinds": KINDS, "at": act.at}
        return render(request, "desk/pauses.html", shown)

    return answer(request, form, declare, then=reverse("desk:pauses"), otherwise=show)


@require_POST
@signed_in
def end(request: HttpRequest, pause_id: int) -> HttpResponse:
    """The cause is mended: clocks run again."""
    desk.end_pause(act_of(request, Role.OFFICER), pause_id=pause_id)
    return SeeOther(reverse("desk:pauses"))

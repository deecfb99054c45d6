"""Close of day: read the figures, sign exactly those."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from amanat.capabilities.people import queries as people
from amanat.capabilities.reconciliation import actions, queries
from amanat.capabilities.reconciliation.rules.words import about
from amanat.face import forms
from amanat.face.web import act_of, answer, sent, signed_in
from amanat.words.act import Role
from amanat.words.refusal import NotFound

MOST_CLOSINGS = 30


class CloseForm(forms.Form):
    """The day and the hash of what was read."""

    day = forms.HiddenField()
    sha256 = forms.HiddenField()


@never_cache
@signed_in
def close(request: HttpRequest) -> HttpResponse:
    """The oldest day that nobody has signed, and those that were."""
    act = act_of(request, Role.FINANCE)
    queries.check_finance(act.by)
    form = CloseForm(sent(request))

    def sign(data: dict[str, Any]) -> Any:
        return actions.close_day(act, day=_day(data["day"]), sha256=data["sha256"])

    return answer(
        request, form, sign, then=reverse("reconciliation:close_day"),
        otherwise=lambda: _show(request, form),
    )  # fmt: skip


def _show(request: HttpRequest, form: forms.Form) -> HttpResponse:
    day = queries.day_to_close()
    content = queries.closing_content(day) if day is not None else None
    signed = list(queries.closings()[:MOST_CLOSINGS])
    names = people.names({one.by_id for one in signed})
    return render(request, "reconciliation/close.html", {
        "day": day,
        "content": content,
        "sha256": actions.sha256_of(content) if content else "",
        "open": [(one, about(one["key"])) for one in content["open"]] if content else [],
        "explained": [(one, about(one["key"])) for one in content["explained"]] if content else [],
        "signed": [(one, names.get(one.by_id, "")) for one in signed],
        "form": form,
    })  # fmt: skip


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound from None

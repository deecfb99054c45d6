"""Claims against carriers, for finance: what is open, what came back."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from amanat.capabilities.protection import actions, queries
from amanat.capabilities.protection.rules import LONGEST_REFERENCE, MOST_SHOWN
from amanat.capabilities.protection.states import RECOURSE
from amanat.face import forms
from amanat.face.web import act_of, answer, sent, signed_in
from amanat.words.act import Role
from amanat.words.refusal import NotFound
from amanat.words.text import Text

LARGEST_UNITS = 10**15
CARRIERS = {
    "post": Text("پست", "Post"),
    "courier": Text("پیک یا تیپاکس", "Courier"),
    "freight": Text("باربری", "Freight"),
}


class WriteOffForm(forms.Form):
    note = forms.TextField(
        Text("پاسخ حمل‌کننده", "What the carrier answered"), longest=LONGEST_REFERENCE
    )


class RecoverForm(forms.Form):
    units = forms.WholeNumberField(
        Text("چند ریال رسید؟", "How many rial came?"), least=1, most=LARGEST_UNITS
    )
    note = forms.TextField(
        Text("شمارهٔ پیگیری بانک", "The bank’s reference"), longest=LONGEST_REFERENCE, ltr=True
    )


FORMS: dict[str, type[forms.Form]] = {"recover": RecoverForm, "write_off": WriteOffForm}


@require_GET
@never_cache
@signed_in
def carriers(request: HttpRequest) -> HttpResponse:
    """Every claim against a carrier, open ones first."""
    found = list(queries.recourses(request.user.pk)[:MOST_SHOWN])
    rows = [(one, RECOURSE.states[one.state], CARRIERS.get(one.carrier)) for one in found]
    return render(request, "protection/recourses.html", {"rows": rows})


def page_of(verb: str) -> Callable[..., HttpResponse]:
    """The page of one verb on one claim against a carrier."""
    do = getattr(actions, verb)

    def page(request: HttpRequest, recourse_id: int) -> HttpResponse:
        recourse = queries.recourses(request.user.pk).filter(pk=recourse_id).first()
        if recourse is None:
            raise NotFound
        act = act_of(request, Role.FINANCE)
        form = FORMS[verb](sent(request))

        def run(data: dict[str, Any]) -> Any:
            return do(act, recourse_id=recourse_id, **data)

        shown = {"recourse": recourse, "form": form, "label": RECOURSE.verbs[verb]}
        return answer(
            request,
            form,
            run,
            then=reverse("protection:carriers"),
            otherwise=lambda: render(request, "protection/recourse.html", shown),
        )

    page.__name__ = verb
    return never_cache(signed_in(page))

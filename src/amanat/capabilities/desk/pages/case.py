"""One deal in review: what both sides say, and the decision."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries as deal_queries
from amanat.capabilities.desk import queries
from amanat.capabilities.desk.pages.forms import AwardForm
from amanat.capabilities.people import actions as people
from amanat.capabilities.people import queries as persons
from amanat.face.files import as_data
from amanat.face.web import SeeOther, act_of, answer, signed_in
from amanat.words.act import Act, Role

SIDES = ("award_buyer", "award_seller")


@never_cache
@signed_in
def case(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, queries.case(request.user.pk, code), {})


def _page(request: HttpRequest, shown: queries.Case, typed: dict[str, AwardForm]) -> HttpResponse:
    """The case with both forms; the one that was sent keeps what was typed."""
    forms = {side: typed.get(side) or AwardForm(auto_id=f"{side}-%s") for side in SIDES}
    context = {"case": shown, **forms, "sent": next(iter(typed.values()), None)}
    return render(request, "desk/case.html", context)


def page_of(verb: str) -> Callable[..., HttpResponse]:
    """Where a decision for one side is sent; its form stands on the case's page."""
    do = getattr(deals, verb)

    def page(request: HttpRequest, code: str) -> HttpResponse:
        if request.method != "POST":
            return redirect("desk:case", code=code)
        shown = queries.case(request.user.pk, code)
        act = act_of(request, Role.OFFICER)
        form = AwardForm(request.POST, auto_id=f"{verb}-%s")

        def decide(data: dict[str, str]) -> None:
            _confirm(act, shown.deal.code, data["code"])
            do(act, deal_id=shown.deal.pk, reason=data["reason"])

        return answer(
            request,
            form,
            decide,
            then=reverse("desk:desk"),
            otherwise=lambda: _page(request, shown, {verb: form}),
        )

    page.__name__ = verb
    return signed_in(page)


def _confirm(act: Act, subject: str, code: str) -> None:
    """The code is spent in a transaction of its own, so that a wrong try stays counted."""
    phone = persons.phone_of(act.person)
    people.confirm_code(act, phone=phone, purpose=deal_queries.AWARD, code=code, subject=subject)


@require_POST
@signed_in
def send_code(request: HttpRequest, code: str) -> HttpResponse:
    """Send the officer the code without which no decision is taken."""
    shown = queries.case(request.user.pk, code)
    act = act_of(request, Role.OFFICER)
    phone = persons.phone_of(act.person)
    people.send_code(act, phone=phone, purpose=deal_queries.AWARD, subject=shown.deal.code)
    return SeeOther(reverse("desk:case", args=[code]) + "#decide")


@never_cache
@signed_in
def file(request: HttpRequest, code: str, file_id: int) -> HttpResponse:
    """A file that one side laid on the deal."""
    opened = queries.file_of(request.user.pk, code, file_id)
    return as_data(opened.content, name=opened.file.name, media_type=opened.file.media_type)

"""The agents' side: who waits, the customer's deals read-only, and what one may do to help."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.deals import queries as deals
from amanat.capabilities.people import actions as codes
from amanat.capabilities.people import queries as people
from amanat.capabilities.support import actions as support
from amanat.capabilities.support import queries, rules
from amanat.capabilities.support.pages.forms import (
    AnswerForm,
    CannedForm,
    DisputeForm,
    HandOnForm,
)
from amanat.face.forms import Form
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words import desks
from amanat.words.act import Act
from amanat.words.persian import ascii_digits

FORMS: dict[str, type[Form]] = {
    "answer": AnswerForm,
    "hand_on": HandOnForm,
    "dispute_for": DisputeForm,
}
LONGEST_SOUGHT = 40
WANTS = "talk"


def _staff(request: HttpRequest) -> Act:
    return act_of(request, queries.staff_role(request.user.pk))


@never_cache
@signed_in
def desk(request: HttpRequest) -> HttpResponse:
    """The queue by waiting time, each with its three clocks; or what a search finds."""
    act = _staff(request)
    wanted = request.GET.get("q", "").strip()[:LONGEST_SOUGHT]
    named = request.GET.get("desk", "")
    chosen = named if named in rules.DESKS else desks.PHONES
    shown = {
        "rows": queries.queue(act.at, desk=chosen, wanted=ascii_digits(wanted)),
        "desks": rules.DESKS.items(),
        "chosen": chosen,
        "wanted": wanted,
        "expected": queries.expected(act.at),
        "at": act.at,
    }
    return render(request, "support/desk.html", shown)


@never_cache
@signed_in
def look(request: HttpRequest, code: str) -> HttpResponse:
    """One conversation; `?canned=3` lays a canned answer into the field."""
    act = _staff(request)
    return _page(request, act, code, {})


def _page(request: HttpRequest, act: Act, code: str, typed: dict[str, Form]) -> HttpResponse:
    """The conversation with all its forms; the one that was sent keeps what was typed."""
    found = queries.look(code, act.at)
    first = {"words": _canned(request, act, found)}
    forms = {
        name: typed.get(name)
        or kind(auto_id=f"{name}-%s", initial=first if name == "answer" else None)
        for name, kind in FORMS.items()
    }
    shown = {
        "look": found,
        "is_mine": found.conversation.agent_id == act.by,
        "sent": next(iter(typed.values()), None),
        "at": act.at,
        "forms": forms,
    }
    return render(request, "support/look.html", shown)


def _canned(request: HttpRequest, act: Act, found: queries.Look) -> str:
    chosen = ascii_digits(request.GET.get("canned", ""))
    if not chosen.isdecimal():
        return ""
    one = next((c for c in found.canned if str(c.pk) == chosen), None)
    return queries.said_as(one, found, people.display_name(act.person)) if one else ""


def page_of(
    verb: str, do: Callable[[Act, int, dict[str, Any]], Any]
) -> Callable[..., HttpResponse]:
    """Where one of the forms is sent; handing on leads back to the queue."""

    @never_cache
    @signed_in
    def page(request: HttpRequest, code: str) -> HttpResponse:
        act = _staff(request)
        found = queries.look(code, act.at)
        form = FORMS[verb](sent(request), auto_id=f"{verb}-%s")
        home = reverse("support:look", args=[found.conversation.code])
        return answer(
            request,
            form,
            lambda data: do(act, found.conversation.pk, data),
            then=reverse("support:desk") if verb == "hand_on" else home,
            otherwise=lambda: _page(request, act, code, {verb: form}),
        )

    page.__name__ = verb
    return page


def _dispute(act: Act, pk: int, data: dict[str, Any]) -> Any:
    """The customer's code is spent in a transaction of its own: a wrong try stays counted."""
    deal = deals.deal_of(data["deal"])
    phone = queries.conversation(pk).phone
    codes.confirm_code(
        act, phone=phone, purpose=rules.DISPUTE, code=data["code"], subject=deal.code
    )
    return support.dispute_for(
        act, conversation_id=pk, deal_id=deal.pk, kind=data["kind"], words=data["words"],
        wants=WANTS,
    )  # fmt: skip


reply = page_of("answer", lambda act, pk, data: support.answer(act, conversation_id=pk, **data))
hand_on = page_of("hand_on", lambda act, pk, data: support.hand_on(act, conversation_id=pk, **data))
dispute = page_of("dispute_for", _dispute)


def button_of(do: Callable[[Act, int], Any]) -> Callable[..., HttpResponse]:
    """A button that needs nothing but the conversation."""

    @require_POST
    @signed_in
    def page(request: HttpRequest, code: str) -> HttpResponse:
        act = _staff(request)
        found = queries.look(code, act.at)
        do(act, found.conversation.pk)
        return SeeOther(reverse("support:look", args=[found.conversation.code]))

    return page


take_up = button_of(lambda act, pk: support.take_up(act, conversation_id=pk))
resend = button_of(lambda act, pk: support.resend(act, conversation_id=pk))
solve = button_of(lambda act, pk: support.solve(act, conversation_id=pk))


@require_POST
@signed_in
def dispute_code(request: HttpRequest, code: str, deal_code: str) -> HttpResponse:
    """Send the customer the code without which nothing is reported for them."""
    act = _staff(request)
    found = queries.look(code, act.at).conversation
    deal = deals.deal_for(found.person_id, deal_code)
    codes.send_code(act, phone=found.phone, purpose=rules.DISPUTE, subject=deal.code)
    return SeeOther(reverse("support:look", args=[found.code]) + "#dispute")


@never_cache
@signed_in
def canned(request: HttpRequest) -> HttpResponse:
    """All canned answers, and a form for one more."""
    act = _staff(request)
    form = CannedForm(sent(request))
    shown = {"rows": queries.canned(), "form": form}
    return answer(
        request,
        form,
        lambda data: support.add_canned(act, **data),
        then=reverse("support:canned"),
        otherwise=lambda: render(request, "support/canned.html", shown),
    )


@never_cache
@signed_in
def change_canned(request: HttpRequest, canned_id: int) -> HttpResponse:
    """Other words for one of them."""
    act = _staff(request)
    one = queries.canned_with(canned_id)
    names = ("title_fa", "title_en", "body_fa", "body_en")
    form = CannedForm(sent(request), initial={name: getattr(one, name) for name in names})
    shown = {"one": one, "form": form}
    return answer(
        request,
        form,
        lambda data: support.change_canned(act, canned_id=canned_id, **data),
        then=reverse("support:canned"),
        otherwise=lambda: render(request, "support/canned_one.html", shown),
    )


@require_POST
@signed_in
def drop_canned(request: HttpRequest, canned_id: int) -> HttpResponse:
    support.drop_canned(_staff(request), canned_id=canned_id)
    return SeeOther(reverse("support:canned"))

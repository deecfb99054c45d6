"""Three sides beside each other, what does not match first; and each difference with its verbs."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.people import queries as people
from amanat.capabilities.reconciliation import actions, queries
from amanat.capabilities.reconciliation.models import Item
from amanat.capabilities.reconciliation.pages.forms import (
    CorrectionForm,
    MatchForm,
    StatementForm,
    WordsForm,
)
from amanat.capabilities.reconciliation.states import ITEM
from amanat.face import forms
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Role

MOST_STATEMENTS = 10
WITH_FORM = ("explain", "match_item", "propose_correction")


@never_cache
@signed_in
def match(request: HttpRequest) -> HttpResponse:
    """What differs, what agreed lately, and the door for the bank's file."""
    act = act_of(request, Role.FINANCE)
    queries.check_finance(act.by)
    form = StatementForm(sent(request), request.FILES or None)

    def read(data: dict[str, Any]) -> Any:
        made = actions.read_statement(act, file=data["file"])
        actions.match(act.wearing(Role.HOUSE))
        actions.watch(act)
        return made

    def show() -> HttpResponse:
        return render(request, "reconciliation/match.html", {
            "rows": queries.shown(),
            "agreed": queries.agreed(),
            "statements": queries.statements()[:MOST_STATEMENTS],
            "form": form,
            "at": act.at,
        })  # fmt: skip

    return answer(request, form, read, then=reverse("reconciliation:match"), otherwise=show)


@never_cache
@signed_in
def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """One difference: what it is, and what may be done about it."""
    queries.check_finance(request.user.pk)
    return _show(request, queries.item(item_id), None, "")


def _show(request: HttpRequest, one: Item, form: forms.Form | None, verb: str) -> HttpResponse:
    names = people.names(pk for pk in (one.owner_id, one.proposer_id) if pk is not None)
    shown = queries.as_shown(one, names)
    may = [name for name in ITEM.open_to(Role.FINANCE, one.state) if name in WITH_FORM]
    if not shown.candidates:
        may = [name for name in may if name != "match_item"]
    return render(request, "reconciliation/item.html", {
        "row": shown,
        "item": one,
        "proposer": names.get(one.proposer_id or 0, ""),
        "is_proposer": one.proposer_id == request.user.pk,
        "verbs": [(name, ITEM.verbs[name]) for name in may],
        "form": form,
        "verb": verb,
        "label": ITEM.verbs.get(verb),
    })  # fmt: skip


def _form(verb: str, one: Item, request: HttpRequest) -> forms.Form:
    if verb == "explain":
        return WordsForm(sent(request))
    return MatchForm(one, sent(request)) if verb == "match_item" else CorrectionForm(sent(request))


def page_of(verb: str) -> Callable[..., HttpResponse]:
    """The page of one verb that wants to be told something."""
    do = getattr(actions, verb)

    def page(request: HttpRequest, item_id: int) -> HttpResponse:
        act = act_of(request, Role.FINANCE)
        queries.check_finance(act.by)
        one = queries.item(item_id)
        form = _form(verb, one, request)
        return answer(
            request,
            form,
            lambda data: do(act, item_id=item_id, **data),
            then=reverse("reconciliation:match"),
            otherwise=lambda: _show(request, one, form, verb),
        )

    page.__name__ = verb
    return never_cache(signed_in(page))


def button(verb: str) -> Callable[..., HttpResponse]:
    """A button on one difference."""
    do = getattr(actions, verb)

    def press(request: HttpRequest, item_id: int) -> HttpResponse:
        act = act_of(request, Role.FINANCE)
        queries.check_finance(act.by)
        signs = verb == "write_correction"
        more = {"sha256": request.POST.get("sha256", "")} if signs else {}
        do(act, item_id=item_id, **more)
        return SeeOther(reverse("reconciliation:item", args=[item_id]))

    press.__name__ = verb
    return require_POST(signed_in(press))

"""The officers' bench of businesses: what waits, and one business with its papers."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from amanat.capabilities.businesses import actions, queries
from amanat.capabilities.businesses.pages import forms
from amanat.capabilities.businesses.pages.sheets import TONES
from amanat.capabilities.businesses.queries import portal
from amanat.capabilities.people import queries as people
from amanat.face.forms import Form
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.refusal import NotFound, refuse_unless

FORMS: dict[str, type[Form]] = {
    "confirm_business": forms.SourceForm,
    "turn_down_business": forms.TurnDownForm,
    "declare_conflict": forms.TieForm,
    "confirm_trade_licence": forms.HolderForm,
    "turn_down_trade_licence": forms.TurnDownForm,
    "end_trade_licence": forms.EndForm,
}
Do = Callable[[Act, int, dict[str, Any]], Any]


def officer(request: HttpRequest) -> Act:
    """An act of an officer; whoever is none finds nothing here."""
    act = act_of(request, Role.OFFICER)
    refuse_unless(Role.OFFICER in people.hats(act.person), NotFound)
    return act


@never_cache
@signed_in
def bench(request: HttpRequest) -> HttpResponse:
    """What waits for an inquiry, the oldest first."""
    act = officer(request)
    return render(request, "businesses/bench.html", {"queue": portal.queue(), "at": act.at})


@never_cache
@signed_in
def business(request: HttpRequest, code: str) -> HttpResponse:
    return _business(request, officer(request), code, {})


@never_cache
@signed_in
def licence(request: HttpRequest, trade_licence_id: int) -> HttpResponse:
    return _licence(request, officer(request), trade_licence_id, {})


def _forms(typed: dict[str, Form]) -> dict[str, Form]:
    """All forms; the one that was sent keeps what was typed."""
    return {name: typed.get(name) or kind(auto_id=f"{name}-%s") for name, kind in FORMS.items()}


def _business(request: HttpRequest, act: Act, code: str, typed: dict[str, Form]) -> HttpResponse:
    one = queries.by_code(code)
    day = tehran_day(act.at)
    shown = {
        "business": one,
        "state": one.MACHINE.states[one.state],
        "tones": TONES,
        "tone": TONES[one.state],
        "licences": portal.licences_of(one.pk, day),
        "activities": queries.activities(one.pk),
        "domains": portal.domains_of(one.pk),
        "premises": portal.premises(one.pk),
        "owners": portal.owners(one.pk),
        "sisters": queries.many(queries.sister_businesses(one.pk)).values(),
        "conflicts": portal.conflicts(one.pk),
        "is_tied": queries.is_in_conflict(act.person, one.pk),
        "registered_by": people.display_name(one.registered_by_id),
        "sent": next(iter(typed.values()), None),
        "at": act.at,
        **_forms(typed),
    }
    return render(request, "businesses/desk_business.html", shown)


def _licence(
    request: HttpRequest, act: Act, trade_licence_id: int, typed: dict[str, Form]
) -> HttpResponse:
    found = queries.trade_licence(trade_licence_id)
    shown = {
        "one": portal.shown_licence(found, tehran_day(act.at)),
        "business": queries.business(found.business_id),
        "tone": TONES[found.state],
        "added_by": people.display_name(found.added_by_id),
        "is_tied": queries.is_in_conflict(act.person, found.business_id),
        "sent": next(iter(typed.values()), None),
        "at": act.at,
        **_forms(typed),
    }
    return render(request, "businesses/desk_licence.html", shown)


def of_business(verb: str, do: Do) -> Callable[..., HttpResponse]:
    """Where a form about a business is sent."""

    @never_cache
    @signed_in
    def page(request: HttpRequest, code: str) -> HttpResponse:
        act = officer(request)
        one = queries.by_code(code)
        form = FORMS[verb](sent(request), auto_id=f"{verb}-%s")
        return answer(
            request, form, lambda data: do(act, one.pk, data),
            then=reverse("businesses:desk_business", args=[one.code]),
            otherwise=lambda: _business(request, act, code, {verb: form}),
        )  # fmt: skip

    page.__name__ = verb
    return page


def of_licence(verb: str, do: Do) -> Callable[..., HttpResponse]:
    """Where a form about a licence is sent."""

    @never_cache
    @signed_in
    def page(request: HttpRequest, trade_licence_id: int) -> HttpResponse:
        act = officer(request)
        form = FORMS[verb](sent(request), auto_id=f"{verb}-%s")
        return answer(
            request, form, lambda data: do(act, trade_licence_id, data),
            then=reverse("businesses:bench"),
            otherwise=lambda: _licence(request, act, trade_licence_id, {verb: form}),
        )  # fmt: skip

    page.__name__ = verb
    return page


confirm_business = of_business(
    "confirm_business", lambda act, pk, data: actions.confirm_business(act, business_id=pk, **data)
)
turn_down_business = of_business(
    "turn_down_business",
    lambda act, pk, data: actions.turn_down_business(act, business_id=pk, **data),
)
declare_conflict = of_business(
    "declare_conflict", lambda act, pk, data: actions.declare_conflict(act, business_id=pk, **data)
)
confirm_licence = of_licence(
    "confirm_trade_licence",
    lambda act, pk, data: actions.confirm_trade_licence(act, trade_licence_id=pk, **data),
)
turn_down_licence = of_licence(
    "turn_down_trade_licence",
    lambda act, pk, data: actions.turn_down_trade_licence(act, trade_licence_id=pk, **data),
)
end_licence = of_licence(
    "end_trade_licence",
    lambda act, pk, data: actions.end_trade_licence(act, trade_licence_id=pk, **data),
)


@never_cache
@signed_in
def end_conflict(request: HttpRequest, conflict_id: int) -> HttpResponse:
    """Another officer says that a tie is gone."""
    refuse_unless(request.method == "POST", NotFound)
    conflict = actions.end_conflict(officer(request), conflict_id=conflict_id)
    code = queries.business(conflict.business_id).code
    return SeeOther(reverse("businesses:desk_business", args=[code]))

"""The market desk: every seller at a glance, one seller whole, and stops by two people."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.market import actions, queries
from amanat.capabilities.market.models import TradeStop
from amanat.capabilities.market.pages.chart import picture
from amanat.capabilities.market.pages.forms import LiftForm, StopForm
from amanat.capabilities.market.pages.weeks import weeks_chart
from amanat.capabilities.market.rules.terms import EFFECTS, KINDS, PERIODS
from amanat.capabilities.market.states import STOP
from amanat.capabilities.people import queries as people
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Act, Role

TONES = {"in_force": "dispute", "lifted": "released", "turned_down": "neutral",
         "lapsed": "neutral"}  # fmt: skip


def _act(request: HttpRequest, *wanted: Role) -> Act:
    """The act under the first of these hats that is worn; NotFound for who has no business here."""
    worn = queries.check_officer(request.user.pk)
    return act_of(request, next((hat for hat in wanted if hat in worn), wanted[0]))


@never_cache
@signed_in
def market(request: HttpRequest) -> HttpResponse:
    """Every seller: open promises against the ceiling, warnings first; and what waits."""
    _act(request, Role.OFFICER)
    sellers = queries.sellers()
    shown = {
        "sellers": sellers,
        "alarmed": sum(bool(one.day.warnings) for one in sellers),
        "open_units": sum(one.day.standing.open_units for one in sellers),
        "waiting": [(one, KINDS[one.kind], STOP.states[one.state])
                    for one in queries.waiting_stops()],
    }  # fmt: skip
    return render(request, "market/market.html", shown)


@never_cache
@signed_in
def seller(request: HttpRequest, code: str) -> HttpResponse:
    """One seller: its curve, its promises by week, warnings; and a stop, proposed here."""
    act = _act(request, Role.OFFICER)
    one = businesses.by_code(code)
    form = StopForm(sent(request))
    return answer(
        request,
        form,
        lambda data: actions.propose_stop(act, business_id=one.pk, **data),
        then=lambda stop: reverse("market:stop", args=[stop.pk]),
        otherwise=lambda: render(request, "market/seller.html", _shown(request, act, one.pk, form)),
    )


def _shown(request: HttpRequest, act: Act, business_id: int, form: StopForm) -> dict[str, Any]:
    length = period(request.GET.get("days", ""))
    seen = queries.whole(business_id, act.at, length)
    return {
        "seen": seen,
        "business": seen.business,
        "picture": picture(seen.days),
        "weeks": weeks_chart(seen.weeks, seen.promised),
        "length": length,
        "choices": PERIODS,
        "form": form,
        "kinds": [(KINDS[kind], effect) for kind, effect in EFFECTS.items()],
        "stops": [(one, KINDS[one.kind], STOP.states[one.state], TONES.get(one.state, "due"))
                  for one in seen.stops],
    }  # fmt: skip


def period(asked: str) -> int:
    """One of the lengths that are offered; the middle one when something else was asked."""
    return int(asked) if asked in {str(one) for one in PERIODS} else PERIODS[1]


@never_cache
@signed_in
def stop(request: HttpRequest, stop_id: int) -> HttpResponse:
    """One stop: what stands still and what goes on, who proposed it, and the second person."""
    act = _act(request, Role.SUPERVISOR, Role.OFFICER)
    found = queries.stop(stop_id)
    form = LiftForm(sent(request))
    officer = act.wearing(Role.OFFICER)
    return answer(
        request,
        form,
        lambda data: actions.ask_to_lift_stop(officer, trade_stop_id=found.pk, **data),
        then=reverse("market:stop", args=[found.pk]),
        otherwise=lambda: render(request, "market/stop.html", _of_stop(request, found, form)),
    )


def _of_stop(request: HttpRequest, found: TradeStop, form: LiftForm) -> dict[str, Any]:
    who = people.names(pk for pk in _people(found) if pk)
    mine = request.user.pk
    hats = queries.check_officer(mine)
    verbs = {verb for hat in hats for verb in STOP.open_to(hat, found.state)}
    if mine == found.proposed_by_id:
        verbs -= {"approve_stop"}
    if mine == found.lift_asked_by_id:
        verbs -= {"lift_stop"}
    return {
        "stop": found,
        "kind": KINDS[found.kind],
        "effect": EFFECTS[found.kind],
        "state": STOP.states[found.state],
        "tone": TONES.get(found.state, "due"),
        "verbs": [(verb, STOP.verbs[verb]) for verb in STOP.verbs
                  if verb in verbs and verb != "ask_to_lift_stop"],
        "may_ask": "ask_to_lift_stop" in verbs,
        "names": [who.get(pk or 0, "") for pk in _people(found)],
        "timer": STOP.timers.get(found.state),
        "form": form,
    }  # fmt: skip


def _people(found: TradeStop) -> tuple[int | None, ...]:
    return (found.proposed_by_id, found.approved_by_id, found.lift_asked_by_id, found.lifted_by_id)


def of_stop(verb: str, *hats: Role) -> Callable[..., HttpResponse]:
    """Where a button of a stop is sent."""
    do = getattr(actions, verb)

    def page(request: HttpRequest, stop_id: int) -> HttpResponse:
        do(_act(request, *hats), trade_stop_id=stop_id)
        return SeeOther(reverse("market:stop", args=[stop_id]))

    page.__name__ = verb
    return require_POST(signed_in(page))

"""The desk of finance today: does it add up, what waits, and may money leave?"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments import queries as money
from amanat.capabilities.people import queries as people
from amanat.capabilities.reconciliation import queries
from amanat.capabilities.reconciliation.pages.forms import HaltForm
from amanat.face import forms
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Act, Role

TODAY = "reconciliation:today"
MOST_HALTS = 5


@require_GET
@never_cache
@signed_in
def today(request: HttpRequest) -> HttpResponse:
    """The one equation, and everything that waits."""
    return _show(request, HaltForm())


def _show(request: HttpRequest, form: forms.Form) -> HttpResponse:
    act = act_of(request, Role.FINANCE)
    queries.check_finance(act.by)
    halt = money.open_halt()
    past = [one for one in money.halts()[:MOST_HALTS] if one.ended_at is not None]
    people_of = {one for one in (halt.halted_by_id, halt.asked_by_id) if one} if halt else set()
    return render(request, "reconciliation/today.html", {
        "position": queries.position(),
        "statement": queries.latest_statement(),
        "glance": queries.glance(act.at),
        "halt": halt,
        "halt_says": halt.MACHINE.states[halt.state] if halt else None,
        "grounds": [money.GROUNDS[name] for name in halt.grounds] if halt else [],
        "names": people.names(people_of),
        "is_mine": halt is not None and halt.asked_by_id == act.by,
        "past": [(one, one.ended_at - one.since) for one in past if one.ended_at],
        "form": form,
        "at": act.at,
    })  # fmt: skip


def with_words(verb: Callable[[Act, dict[str, Any]], object]) -> Callable[..., HttpResponse]:
    """A button of the switch that wants a reason."""

    @require_POST
    @never_cache
    @signed_in
    def press(request: HttpRequest) -> HttpResponse:
        act = act_of(request, Role.FINANCE)
        queries.check_finance(act.by)
        form = HaltForm(sent(request))
        return answer(
            request,
            form,
            lambda data: verb(act, data),
            then=reverse(TODAY),
            otherwise=lambda: _show(request, form),
        )

    return press


def button(verb: Callable[..., object]) -> Callable[..., HttpResponse]:
    """A button of the switch."""

    @require_POST
    @signed_in
    def press(request: HttpRequest) -> HttpResponse:
        act = act_of(request, Role.FINANCE)
        queries.check_finance(act.by)
        verb(act, halt_id=_the_halt())
        return SeeOther(reverse(TODAY))

    return press


def _the_halt() -> int:
    """The halt that lasts; when it has ended meanwhile, a number that nothing has."""
    halt = money.open_halt()
    return halt.pk if halt is not None else 0


halt = with_words(lambda act, data: payments.halt(act, **data))
ask_to_restart = with_words(
    lambda act, data: payments.ask_to_restart(act, halt_id=_the_halt(), **data)
)
restart = button(payments.restart)
keep_halted = button(payments.keep_halted)

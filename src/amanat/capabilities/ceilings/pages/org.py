"""The ceiling as whoever runs the business sees it: gauge, what binds, what is declared."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ceilings import actions, queries
from amanat.capabilities.ceilings.pages.forms import DeclareForm, TopUpForm
from amanat.capabilities.ceilings.pages.gauge import gauge_of
from amanat.capabilities.ceilings.rules import terms
from amanat.capabilities.ceilings.states import CEILING, INPUT, PROPOSED
from amanat.face.forms import Form
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Role
from amanat.words.powers import SELL

TONES = {"verified": "released", "ending": "due", "refused": "dispute", "lapsed": "dispute",
         "taken_back": "neutral"}  # fmt: skip


@never_cache
@signed_in
def ceiling(request: HttpRequest, code: str) -> HttpResponse:
    """How much may still be promised, what binds it, and how to raise it."""
    act = act_of(request, Role.HOLDER)
    business = businesses.check_mandate(act, businesses.by_code(code).pk)
    found = queries.in_force(business.pk, act.at)
    decisions = queries.decisions(business.pk)
    shown = {
        "business": business,
        "found": found,
        "state": CEILING.states[found.state],
        "gauge": gauge_of(found),
        "share": queries.escrow_share(business.pk, act.at),
        "binding": terms.why(found.binding),
        "how": terms.how_to_raise(found.binding),
        "failed": [terms.why(name) for name in found.failed],
        "decision": decisions[0] if decisions else None,
        "caps": _caps(decisions[0].caps) if decisions else [],
        "decisions": [(one, terms.why(one.binding)) for one in decisions],
        "inputs": [
            (one, terms.KINDS[one.kind], INPUT.states[one.state], TONES.get(one.state, "due"),
             terms.REFUSALS.get(one.reason), one.state == PROPOSED)
            for one in queries.declared(business.pk)
        ],
    }  # fmt: skip
    return render(request, "ceilings/ceiling.html", shown)


def _caps(caps: dict[str, int]) -> list[tuple[Any, int]]:
    return [(terms.CAPS[name], units) for name, units in caps.items()]


def _page_of(
    kind: type[Form], verb: Callable[..., Any], template: str
) -> Callable[..., HttpResponse]:
    """A form of the business, and the one verb it leads to."""

    def page(request: HttpRequest, code: str) -> HttpResponse:
        act = act_of(request, Role.HOLDER)
        business = businesses.check_mandate(act, businesses.by_code(code).pk, SELL)
        form = kind(sent(request))
        return answer(
            request,
            form,
            lambda data: verb(act, business_id=business.pk, **data),
            then=reverse("ceilings:ceiling", args=[business.code]),
            otherwise=lambda: render(request, template, {"form": form, "business": business}),
        )

    page.__name__ = verb.__name__
    return never_cache(signed_in(page))


declare = _page_of(DeclareForm, actions.declare, "ceilings/declare.html")
top_up = _page_of(TopUpForm, actions.top_up, "ceilings/top_up.html")


@require_POST
@signed_in
def take_back_input(request: HttpRequest, input_id: int) -> HttpResponse:
    """The business takes back what nobody looked at."""
    act = act_of(request, Role.HOLDER)
    found = queries.input_of(input_id)
    business = businesses.check_mandate(act, found.business_id, SELL)
    actions.take_back_input(act, ceiling_input_id=found.pk)
    return SeeOther(reverse("ceilings:ceiling", args=[business.code]))

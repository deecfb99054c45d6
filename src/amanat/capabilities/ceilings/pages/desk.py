"""The desk of ceilings: what waits, the simulation of one business, and the second person."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ceilings import actions, queries
from amanat.capabilities.ceilings.models import Change, Input
from amanat.capabilities.ceilings.pages.forms import ChangeForm, RefuseForm
from amanat.capabilities.ceilings.pages.gauge import gauge_of
from amanat.capabilities.ceilings.rules import terms
from amanat.capabilities.ceilings.states import CEILING, CHANGE, ESCALATED, FROZEN, INPUT
from amanat.capabilities.people import queries as people
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Act, Role


def _act(request: HttpRequest, *wanted: Role) -> Act:
    """The act under the first of these hats that is worn; NotFound for who has no business here."""
    worn = queries.check_officer(request.user.pk)
    return act_of(request, next((hat for hat in wanted if hat in worn), wanted[0]))


@never_cache
@signed_in
def ceilings(request: HttpRequest) -> HttpResponse:
    """What waits for a check, for a second person, and what the platform froze."""
    _act(request, Role.OFFICER)
    shown = {
        "inputs": [(one, terms.KINDS[one.kind], INPUT.states[one.state])
                   for one in queries.open_inputs()],
        "changes": [(one, terms.CHANGES[one.kind], CHANGE.states[one.state])
                    for one in queries.open_changes()],
        "frozen": [(one, CEILING.states[one.state], terms.FREEZES.get(one.freeze_reason))
                   for one in queries.frozen()],
    }  # fmt: skip
    return render(request, "ceilings/desk.html", shown)


@never_cache
@signed_in
def business(request: HttpRequest, code: str) -> HttpResponse:
    """One business: what is promised, what backs it, what the formula gives; and a change by hand."""
    act = _act(request, Role.OFFICER)
    one = businesses.by_code(code)
    form = ChangeForm(sent(request))

    def propose(data: dict[str, Any]) -> Any:
        at = act.at + timedelta(days=data["days"] or 0)
        return actions.propose_change(
            act, business_id=one.pk, kind=data["kind"], units=data["units"], words=data["words"],
            effective_at=at,
        )  # fmt: skip

    return answer(
        request,
        form,
        propose,
        then=reverse("ceilings:business", args=[one.code]),
        otherwise=lambda: render(request, "ceilings/business.html", _shown(act, one, form)),
    )


def _shown(act: Act, one: Any, form: ChangeForm) -> dict[str, Any]:
    seen = queries.overview(one.pk, act.at)
    changes = queries.changes(one.pk)
    names = people.names(pk for change in changes for pk in _people(change))
    return {
        "business": one,
        "form": form,
        "found": seen.found,
        "outcome": seen.outcome,
        "seen": seen,
        "gauge": gauge_of(seen.found),
        "state": CEILING.states[seen.found.state],
        "binding": terms.why(seen.outcome.binding),
        "failed": [terms.why(name) for name in seen.outcome.failed],
        "caps": [(terms.CAPS[name], int(units)) for name, units in seen.outcome.caps.items()],
        "collateral_units": int(seen.outcome.collateral_units),
        "share": queries.escrow_share(one.pk, act.at),
        "is_before_committee": seen.found.state == ESCALATED,
        "is_frozen_by_us": seen.found.state == FROZEN,
        "changes": [
            (change, terms.CHANGES[change.kind], CHANGE.states[change.state],
             names.get(change.proposed_by_id, ""), names.get(change.approved_by_id or 0, ""),
             change.proposed_by_id == act.by)
            for change in changes
        ],
        "inputs": [
            (row, terms.KINDS[row.kind], INPUT.states[row.state])
            for row in queries.declared(one.pk)
        ],
        "decisions": [(row, terms.why(row.binding)) for row in queries.decisions(one.pk)],
    }  # fmt: skip


def _people(change: Change) -> list[int]:
    return [pk for pk in (change.proposed_by_id, change.approved_by_id) if pk is not None]


@never_cache
@signed_in
def declared(request: HttpRequest, input_id: int) -> HttpResponse:
    """One declaration: the paper on one side, yes or no on the other."""
    act = _act(request, Role.OFFICER, Role.SUPERVISOR)
    found = queries.input_of(input_id)
    form = RefuseForm(sent(request))
    shown = {
        "input": found,
        "kind": terms.KINDS[found.kind],
        "state": INPUT.states[found.state],
        "business": businesses.business(found.business_id),
        "verbs": [verb for verb in INPUT.open_to(act.role, found.state) if verb != "refuse_input"],
        "labels": INPUT.verbs,
        "is_open": "refuse_input" in INPUT.open_to(act.role, found.state),
        "is_first": act.by in {found.checked_by_id, found.declared_by_id},
        "names": _names(found),
        "form": form,
    }
    return answer(
        request,
        form,
        lambda data: actions.refuse_input(act, ceiling_input_id=found.pk, reason=data["reason"]),
        then=reverse("ceilings:ceilings"),
        otherwise=lambda: render(request, "ceilings/input.html", shown),
    )


def _names(found: Input) -> list[str]:
    """Who checked it and who confirmed it."""
    known = people.names(pk for pk in (found.checked_by_id, found.confirmed_by_id) if pk)
    return [known.get(pk or 0, "") for pk in (found.checked_by_id, found.confirmed_by_id)]


def of_input(verb: str) -> Callable[..., HttpResponse]:
    """Where an officer's yes about a declaration is sent."""
    do = getattr(actions, verb)

    def page(request: HttpRequest, input_id: int) -> HttpResponse:
        do(_act(request, Role.OFFICER, Role.SUPERVISOR), ceiling_input_id=input_id)
        return SeeOther(reverse("ceilings:input", args=[input_id]))

    page.__name__ = verb
    return require_POST(signed_in(page))


def of_change(verb: str, *hats: Role) -> Callable[..., HttpResponse]:
    """Where the second person's yes or no about a change is sent."""
    do = getattr(actions, verb)

    def page(request: HttpRequest, change_id: int) -> HttpResponse:
        done = do(_act(request, *hats), ceiling_change_id=change_id)
        one = businesses.business(done.ceiling.business_id)
        return SeeOther(reverse("ceilings:business", args=[one.code]))

    page.__name__ = verb
    return require_POST(signed_in(page))


def of_ceiling(verb: str, *hats: Role) -> Callable[..., HttpResponse]:
    """Where a word about a freeze by the platform is sent."""
    do = getattr(actions, verb)

    def page(request: HttpRequest, code: str) -> HttpResponse:
        one = businesses.by_code(code)
        ceiling = queries.ceiling_of(one.pk)
        row = CEILING.find(verb, ceiling.state)
        fitting = [hat for hat in hats if row is not None and hat in row.who]
        do(_act(request, *fitting or hats), ceiling_id=ceiling.pk)
        return SeeOther(reverse("ceilings:business", args=[one.code]))

    page.__name__ = verb
    return require_POST(signed_in(page))

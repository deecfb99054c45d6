"""The desk of permits: the queue by deadline, and one application with facts, rules, decision."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.permits import actions as permits
from amanat.capabilities.permits import queries
from amanat.capabilities.permits.models import Permit, PermitChange
from amanat.capabilities.permits.pages import forms, papers
from amanat.capabilities.permits.pages.org import FORMS as PARTS
from amanat.capabilities.permits.pages.org import TONES
from amanat.capabilities.permits.queries import desk, portal
from amanat.capabilities.permits.rules.terms import GUARANTEES
from amanat.capabilities.permits.states import CHANGE, PERMIT
from amanat.face.forms import Form
from amanat.face.web import act_of, answer, sent, signed_in
from amanat.words.act import Act
from amanat.words.refusal import NotFound

RETURN = "return_permit"
Do = Callable[[Act, int, dict[str, Any]], Any]
FORMS: dict[str, type[Form]] = {
    "check_capacity": forms.CheckForm,
    "propose_grant": forms.GrantForm,
    "grant_permit": forms.GrantForm,
    "refuse_permit": forms.WordsForm,
    "suspend_permit": forms.SuspendForm,
    "propose_revocation": forms.WordsForm,
}
VERBS: dict[str, Do] = {
    "check_capacity": lambda act, pk, data: permits.check_capacity(act, permit_id=pk, **data),
    "return_permit": lambda act, pk, data: permits.return_permit(act, permit_id=pk, **data),
    "propose_grant": lambda act, pk, data: permits.propose_grant(act, permit_id=pk, **data),
    "turn_down_grant": lambda act, pk, _: permits.turn_down_grant(act, permit_id=pk),
    "grant_permit": lambda act, pk, data: permits.grant_permit(act, permit_id=pk, **data),
    "refuse_permit": lambda act, pk, data: permits.refuse_permit(act, permit_id=pk, **data),
    "suspend_permit": lambda act, pk, data: permits.suspend_permit(act, permit_id=pk, **data),
    "resume_permit": lambda act, pk, _: permits.resume_permit(act, permit_id=pk),
    "propose_revocation": lambda act, pk, data: permits.propose_revocation(
        act, permit_id=pk, **data
    ),
    "revoke_permit": lambda act, pk, _: permits.revoke_permit(act, permit_id=pk),
}
CHANGES: dict[str, Do] = {
    "support_permit_change": lambda act, pk, _: permits.support_permit_change(
        act, permit_change_id=pk
    ),
    "make_permit_change": lambda act, pk, _: permits.make_permit_change(act, permit_change_id=pk),
    "turn_down_permit_change": lambda act, pk, data: permits.turn_down_permit_change(
        act, permit_change_id=pk, **data
    ),
}


@never_cache
@signed_in
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, by deadline; what is late is said in words."""
    act = act_of(request)
    desk.check_staff(act.by)
    found = desk.queue()
    shown = {
        "rows": [(one, TONES[one.state], _is_late(one, act)) for one in found],
        "late": sum(_is_late(one, act) for one in found),
        "changes": desk.change_queue(),
    }
    return render(request, "permits/queue.html", shown)


def _is_late(one: Permit, act: Act) -> bool:
    return one.state == "escalated" or (one.due_at is not None and one.due_at <= act.at)


@never_cache
@signed_in
def bench(request: HttpRequest, code: str) -> HttpResponse:
    act = act_of(request)
    desk.check_staff(act.by)
    return _show(request, act, desk.for_desk(code), {})


def _show(request: HttpRequest, act: Act, one: Permit, typed: dict[str, Form]) -> HttpResponse:
    """Facts and documents left, rules right, the decision below; what was typed stays."""
    hats = desk.check_staff(act.by)
    open_now = [verb for verb in desk.verbs_for(one, hats) if verb in VERBS]
    open_now = [verb for verb in open_now if verb != _needless(one, act)]
    may = [verb for verb in open_now if not queries.took_before(act.person, one, verb)]
    asked = portal.open_change(one.pk)
    shown = {
        "permit": one,
        "business": one.business,
        "tone": TONES[one.state],
        "clock": portal.clock_of(one, act.at),
        "rules": desk.rules_of(one, act.at),
        "programme": queries.programme(one.pk),
        "guarantee": GUARANTEES.get(one.guarantee_kind),
        "paper": papers.paper_of(one),
        "backlog": queries.backlog(one.business_id, one.pk),
        "earlier": [row for row in queries.of_business(one.business_id)
                    if row.pk != one.pk and row.is_public],
        "total_units": one.total_units,
        "two_from_units": queries.two_members_from(act.at),
        "is_tied": businesses.is_in_conflict(act.person, one.business_id),
        "stock": queries.stock(one) if one.is_public else None,
        "is_second": len(may) < len(open_now),
        "actions": [(verb, PERMIT.verbs[verb], _form(verb, one, typed)) for verb in may],
        "asked": asked,
        "change_actions": _change_actions(act, asked, hats, typed),
        "sent": next(iter(typed.values()), None),
    }  # fmt: skip
    return render(request, "permits/bench.html", shown)


def _needless(one: Permit, act: Act) -> str:
    """Of the two ways to grant: small sums need no proposal, and large ones wait for theirs."""
    if one.state == "proposed":
        return ""
    is_large = one.total_units >= queries.two_members_from(act.at)
    return "grant_permit" if is_large else "propose_grant"


def _form(verb: str, one: Permit, typed: dict[str, Form]) -> Form | None:
    if verb == RETURN:
        return typed.get(verb) or _return_form()
    kind = FORMS.get(verb)
    if kind is None or (verb == "grant_permit" and one.state == "proposed"):
        return None
    initial = {"quantity": one.quantity, "capacity": one.certified_capacity, "other_backlog": 0}
    return typed.get(verb) or kind(auto_id=f"{verb}-%s", initial=initial)


def _return_form(sent: QueryDict | None = None) -> forms.ReturnForm:
    return forms.ReturnForm(sent, auto_id=f"{RETURN}-%s", offered=_fields())


def _fields() -> dict[str, str]:
    """Every field of the application, as the applicant reads it."""
    return {
        name: str(field.label)
        for kind in PARTS.values()
        for name, field in kind.base_fields.items()
        if name not in {"participation", "withdrawal", papers.FIELD}
    }


def _change_actions(
    act: Act, asked: PermitChange | None, hats: frozenset[Any], typed: dict[str, Form]
) -> list[tuple[str, Any, Form | None]]:
    if asked is None:
        return []
    found = []
    for verb in desk.change_verbs(asked, hats):
        barred = verb == _needless_of(asked, act) or queries.took_before(act.person, asked, verb)
        if verb in CHANGES and not barred:
            form = forms.WordsForm(auto_id=f"{verb}-%s") if verb.startswith("turn") else None
            found.append((verb, CHANGE.verbs[verb], typed.get(verb) or form))
    return found


def _needless_of(asked: PermitChange, act: Act) -> str:
    """The same of a change, by the sum that it would make."""
    if asked.state != "asked":
        return ""
    one = asked.permit
    total = (asked.quantity or one.quantity or 0) * (asked.price_units or one.price_units or 0)
    is_large = total >= queries.two_members_from(act.at)
    return "make_permit_change" if is_large else "support_permit_change"


@never_cache
@signed_in
@require_POST
def verb(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """One step of the desk, with the hat it takes; its errors come back to its form."""
    act = act_of(request)
    hats = desk.check_staff(act.by)
    one = desk.for_desk(code)
    do = VERBS.get(verb)
    if do is None:
        raise NotFound
    is_second = verb == "grant_permit" and one.state == "proposed"
    kind = forms.NoForm if is_second else FORMS.get(verb, forms.NoForm)
    form = (
        _return_form(sent(request)) if verb == RETURN else kind(sent(request), auto_id=f"{verb}-%s")
    )
    worn = act.wearing(desk.role_for(PERMIT, verb, one.state, hats))
    return answer(
        request,
        form,
        lambda data: do(worn, one.pk, data),
        then=reverse("permits:bench", args=[one.code]),
        otherwise=lambda: _show(request, act, one, {verb: form}),
    )


@never_cache
@signed_in
@require_POST
def change(request: HttpRequest, change_id: int, verb: str) -> HttpResponse:
    """The committee answers what a holder asked to change."""
    act = act_of(request)
    hats = desk.check_staff(act.by)
    asked = queries.change(change_id)
    do = CHANGES.get(verb)
    if do is None:
        raise NotFound
    kind = forms.WordsForm if verb == "turn_down_permit_change" else forms.NoForm
    form = kind(sent(request), auto_id=f"{verb}-%s")
    worn = act.wearing(desk.role_for(CHANGE, verb, asked.state, hats))
    return answer(
        request,
        form,
        lambda data: do(worn, change_id, data),
        then=reverse("permits:bench", args=[asked.permit.code]),
        otherwise=lambda: _show(request, act, asked.permit, {verb: form}),
    )

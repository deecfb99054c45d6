"""The desk of campaigns: who keeps which secret; a first person asks, a second one decides."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.people import queries as people
from amanat.capabilities.permits import queries as permits
from amanat.capabilities.presale import actions, queries
from amanat.capabilities.presale.pages.forms import HolderForm, PressForm, StepForm
from amanat.capabilities.presale.pages.maker import progress
from amanat.capabilities.presale.pages.public import shown
from amanat.face.forms import Form
from amanat.face.web import act_of, answer, sent, signed_in
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound

VERBS = {
    "pause_campaign": actions.pause_campaign,
    "resume_campaign": actions.resume_campaign,
    "cancel_campaign": actions.cancel_campaign,
}


def _act(request: HttpRequest, *wanted: Role) -> Act:
    """The act under the first of these hats that is worn; NotFound without any of them."""
    worn = people.hats(request.user.pk) if request.user.pk else frozenset()
    if not worn & {Role.OFFICER, Role.SUPERVISOR}:
        raise NotFound
    return act_of(request, next((hat for hat in wanted if hat in worn), wanted[0]))


@never_cache
@signed_in
def campaigns(request: HttpRequest) -> HttpResponse:
    """Every campaign that is not over."""
    _act(request, Role.OFFICER)
    found = queries.live_campaigns()
    named = permits.many(one.permit_id for one in found)
    page = {"found": [(shown(one), named[one.permit_id]) for one in found]}
    return render(request, "presale/desk.html", page)


def _page(request: HttpRequest, campaign_id: int, **forms: Form) -> HttpResponse:
    one = queries.campaign(campaign_id)
    permit = permits.permit(one.permit_id)
    page = shown(one) | progress(campaign_id) | {
        "permit": permit, "business": businesses.business(one.business_id),
        "me": request.user.pk, "sent": next(iter(forms.values()), None),
        "asked": VERBS.get(f"{one.asked_step}_campaign") and one.MACHINE.verbs[
            f"{one.asked_step}_campaign"
        ],
        "appoint": HolderForm(), "ask": StepForm(state=one.state), **forms,
    }  # fmt: skip
    worn = people.hats(act_of(request).person)
    is_open = f"{one.asked_step}_campaign" in one.MACHINE.open_to(Role.SUPERVISOR, one.state)
    page |= {
        "is_asked_open": is_open,
        "is_officer": Role.OFFICER in worn,
        "is_supervisor": Role.SUPERVISOR in worn,
    }
    return render(request, "presale/bench.html", page)


@never_cache
@signed_in
def bench(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """One campaign: its keepers, what was asked for, and the buttons."""
    _act(request, Role.OFFICER)
    return _page(request, campaign_id)


@require_POST
@signed_in
def appoint(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Name who keeps the secret of a party."""
    act, form = _act(request, Role.OFFICER), HolderForm(sent(request))

    def do(data: dict[str, Any]) -> Any:
        return actions.appoint_holder(act, campaign_id=campaign_id, **data)

    return _answer(request, form, do, campaign_id, appoint=form)


@require_POST
@signed_in
def ask(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """The first person says what is to be done, and why."""
    act, one = _act(request, Role.OFFICER), queries.campaign(campaign_id)
    form = StepForm(sent(request), state=one.state)

    def do(data: dict[str, Any]) -> Any:
        return actions.ask_campaign_step(act, campaign_id=campaign_id, **data)

    return _answer(request, form, do, campaign_id, ask=form)


@require_POST
@signed_in
def decide(request: HttpRequest, campaign_id: int, verb: str) -> HttpResponse:
    """The second person does it."""
    act, form = _act(request, Role.SUPERVISOR), PressForm(sent(request))
    do = VERBS.get(verb)
    if do is None:
        raise NotFound
    return _answer(request, form, lambda _: do(act, campaign_id=campaign_id), campaign_id,
                   press=form)  # fmt: skip


def _answer(
    request: HttpRequest, form: Form, do: Any, campaign_id: int, **forms: Form
) -> HttpResponse:
    return answer(
        request, form, do, then=reverse("presale:bench", args=[campaign_id]),
        otherwise=lambda: _page(request, campaign_id, **forms),
    )  # fmt: skip

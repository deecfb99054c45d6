"""Campaigns for the desk, their holders, and who keeps a secret."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from amanat.capabilities.permits import queries as permits
from amanat.capabilities.presale import actions, queries
from amanat.capabilities.presale.api.routes import router
from amanat.capabilities.presale.api.shapes import (
    CampaignOut,
    HolderIn,
    HolderOut,
    LockIn,
    LockOut,
    OpenIn,
    PartsOut,
    StepIn,
    campaign_out,
)
from amanat.capabilities.presale.models import Campaign
from amanat.face.machines import InPath, Refusals, act_of, change
from amanat.words.act import Act, Role

CAMPAIGN = "/campaigns/{campaign_id}"
Done = {200: CampaignOut, **Refusals}


def _step(request: HttpRequest, act: Act, do: Callable[[Act], Campaign]) -> HttpResponse:
    def done() -> CampaignOut:
        one = do(act)
        return campaign_out(one, permits.permit(one.permit_id).code)

    return change(request, CampaignOut, done)


@router.post(f"{CAMPAIGN}/ask", response=Done,
             summary="Ask for a pause, a resumption or a cancellation, as the first person")  # fmt: skip
def ask(request: HttpRequest, campaign_id: InPath, given: StepIn) -> HttpResponse:
    return _step(request, act_of(request, Role.OFFICER), lambda act: actions.ask_campaign_step(
        act, campaign_id=campaign_id, step=given.step, words=given.words
    ))  # fmt: skip


@router.post(f"{CAMPAIGN}/pause", response=Done, summary="Pause it, as the second person")
def pause(request: HttpRequest, campaign_id: InPath) -> HttpResponse:
    act = act_of(request, Role.SUPERVISOR)
    return _step(request, act, lambda act: actions.pause_campaign(act, campaign_id=campaign_id))


@router.post(f"{CAMPAIGN}/resume", response=Done, summary="Resume it, as the second person")
def resume(request: HttpRequest, campaign_id: InPath) -> HttpResponse:
    act = act_of(request, Role.SUPERVISOR)
    return _step(request, act, lambda act: actions.resume_campaign(act, campaign_id=campaign_id))


@router.post(f"{CAMPAIGN}/cancel", response=Done,
             summary="Cancel it: its holder before it opens, a second person later")  # fmt: skip
def cancel(request: HttpRequest, campaign_id: InPath) -> HttpResponse:
    wants_to_open = queries.campaign(campaign_id).state == "announced"
    act = act_of(request, Role.HOLDER if wants_to_open else Role.SUPERVISOR)
    return _step(request, act, lambda act: actions.cancel_campaign(act, campaign_id=campaign_id))


@router.post(f"{CAMPAIGN}/holders", response={201: HolderOut, **Refusals},
             summary="Name who keeps the secret of a party")  # fmt: skip
def appoint(request: HttpRequest, campaign_id: InPath, given: HolderIn) -> HttpResponse:
    act = act_of(request, Role.OFFICER)
    return change(
        request, HolderOut,
        lambda: actions.appoint_holder(
            act, campaign_id=campaign_id, party=given.party, phone=given.phone
        ),
        status=201,
    )  # fmt: skip


@router.post(f"{CAMPAIGN}/secret", response={201: LockOut, **Refusals},
             summary="Lock my secret; its hash is public at once")  # fmt: skip
def lock(request: HttpRequest, campaign_id: InPath, given: LockIn) -> HttpResponse:
    def do() -> LockOut:
        return LockOut(
            secret=actions.lock_secret(
                act_of(request), campaign_id=campaign_id, secret=given.secret or ""
            )
        )

    return change(request, LockOut, do, status=201)


@router.post(f"{CAMPAIGN}/secret/open", response={200: HolderOut, **Refusals},
             summary="Open my secret, once the list is fixed")  # fmt: skip
def open_secret(request: HttpRequest, campaign_id: InPath, given: OpenIn) -> HttpResponse:
    return change(request, HolderOut, lambda: actions.open_secret(
        act_of(request), campaign_id=campaign_id, secret=given.secret
    ))  # fmt: skip


@router.post(f"{CAMPAIGN}/secret/parts", response={200: PartsOut, **Refusals},
             summary="Give the parts I keep of secrets that were not opened")  # fmt: skip
def give(request: HttpRequest, campaign_id: InPath) -> HttpResponse:
    return change(request, PartsOut, lambda: PartsOut(
        given=actions.give_parts(act_of(request), campaign_id=campaign_id)
    ))  # fmt: skip

"""How far a stop reaches: each thing is stopped through its own room's door, and remembered."""

from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.ceilings import queries as ceiled
from amanat.capabilities.market.models import Stopped, TradeStop
from amanat.capabilities.market.rules.terms import STOP
from amanat.capabilities.permits import actions as permits
from amanat.capabilities.permits import queries as permitted
from amanat.capabilities.presale import actions as presale
from amanat.capabilities.presale import queries as campaigns
from amanat.words.act import Act, Role

CAMPAIGN, PERMIT, CEILING = "campaign", "permit", "ceiling"
OPEN, PAUSED, PERMITTED, SUSPENDED, KEPT = "open", "paused", "permitted", "suspended", "kept"
REASON = "market"  # As permits name why they were suspended.


def stand_still(act: Act, stop: TradeStop) -> None:
    """Stop what it covers and does not stand still already; what did is not this stop's."""
    house = act.wearing(Role.HOUSE)
    for permit in permitted.of_business(stop.business_id):
        for campaign in campaigns.open_campaigns(permit.pk):
            if campaign.state == OPEN:
                _step(act, stop.proposed_by_id, campaign.pk, "pause", stop.words)
                presale.pause_campaign(act, campaign_id=campaign.pk)
                _remember(stop, CAMPAIGN, campaign.pk)
    if stop.kind != STOP:
        return
    for permit in permitted.of_business(stop.business_id):
        if permit.state == PERMITTED:
            permits.suspend_permit(house, permit_id=permit.pk, reason=REASON)
            _remember(stop, PERMIT, permit.pk)
    ceiling = ceilings.freeze_by_two(house, business_id=stop.business_id)
    if ceiling is not None:
        _remember(stop, CEILING, ceiling.pk)


def set_going(act: Act, stop: TradeStop) -> None:
    """What this stop stopped goes on, where it still stands still: first what others stand on."""
    house = act.wearing(Role.HOUSE)
    for one in stop.stopped.filter(kind=CEILING):
        if ceiled.ceiling_of(stop.business_id).state == KEPT:
            ceilings.unfreeze(house, ceiling_id=one.thing_id)
    for one in stop.stopped.filter(kind=PERMIT):
        if permitted.permit(one.thing_id).state == SUSPENDED:
            permits.resume_permit(house, permit_id=one.thing_id)
    for one in stop.stopped.filter(kind=CAMPAIGN):
        if campaigns.campaign(one.thing_id).state == PAUSED:
            _step(act, stop.lift_asked_by_id, one.thing_id, "resume", stop.lift_words)
            presale.resume_campaign(act, campaign_id=one.thing_id)


def _step(act: Act, first_id: int | None, campaign_id: int, step: str, words: str) -> None:
    """The first of the two people, as the campaign's own record wants it."""
    first = Act(first_id, Role.OFFICER, act.at, cause=act.cause, depth=act.depth)
    presale.ask_campaign_step(first, campaign_id=campaign_id, step=step, words=words)


def _remember(stop: TradeStop, kind: str, thing_id: int) -> None:
    Stopped.objects.create(stop=stop, kind=kind, thing_id=thing_id)

"""The maker's side: announce a campaign, watch it, call it off before it opens."""

from datetime import date, datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.permits import queries as permits
from amanat.capabilities.presale import actions, queries
from amanat.capabilities.presale.models import PresaleOffer
from amanat.capabilities.presale.pages.forms import AnnounceForm, PressForm
from amanat.capabilities.presale.pages.public import shown
from amanat.capabilities.presale.rules.window import EVERYBODY, FIRST_CAR, OLD_CAR, PARTIES
from amanat.face.web import act_of, answer, sent, signed_in
from amanat.words.act import Role
from amanat.words.moments import TEHRAN
from amanat.words.refusal import NotFound

VEHICLE, OTHER = "vehicle", "other"


@never_cache
@signed_in
def announce(request: HttpRequest, code: str, permit_code: str) -> HttpResponse:
    """When, how many for whom, and by lottery or in order."""
    act = act_of(request, Role.HOLDER)
    business = businesses.check_mandate(act, businesses.by_code(code).pk)
    permit = permits.by_code(permit_code)
    if permit.business_id != business.pk:
        raise NotFound
    form = AnnounceForm(sent(request), is_vehicle=permit.kind == VEHICLE)

    def do(data: dict[str, Any]) -> Any:
        return actions.announce_campaign(
            act, permit_id=permit.pk, kind=data["kind"], maker=data.get("maker", OTHER),
            opens_at=_moment(data["opens_at"], data["hour"]),
            closes_at=_moment(data["closes_at"], data["hour"]), groups=_groups(data),
        )  # fmt: skip

    page = {
        "business": business, "permit": permit, "form": form, "terms": queries.terms(act.at),
        "free": max(0, permits.free_stock(permit.pk) - queries.seats_promised(permit.pk)),
    }  # fmt: skip
    return answer(
        request, form, do, then=lambda one: reverse("presale:campaign", args=[code, one.pk]),
        otherwise=lambda: render(request, "presale/announce.html", page),
    )  # fmt: skip


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=TEHRAN)


def _groups(data: dict[str, Any]) -> list[actions.Group]:
    """Groups in their order: whoever has an old car, whoever has none, everybody."""
    named = [(OLD_CAR, data.get("old_car")), (FIRST_CAR, data.get("first_car"))]
    groups = [actions.Group(rule, seats) for rule, seats in named if seats]
    return [*groups, actions.Group(EVERYBODY, data["seats"])]


@never_cache
@signed_in
def campaign(request: HttpRequest, code: str, campaign_id: int) -> HttpResponse:
    """How it stands: locks, tickets, the draw, offers made and taken."""
    act = act_of(request, Role.HOLDER)
    business = businesses.check_mandate(act, businesses.by_code(code).pk)
    one = queries.campaign(campaign_id)
    if one.business_id != business.pk:
        raise NotFound
    form = PressForm(sent(request))
    page = shown(one) | progress(campaign_id) | {
        "business": business, "permit": permits.permit(one.permit_id), "form": form,
    }  # fmt: skip
    return answer(
        request, form, lambda _: actions.cancel_campaign(act, campaign_id=campaign_id),
        then=request.path, otherwise=lambda: render(request, "presale/campaign.html", page),
    )  # fmt: skip


def progress(campaign_id: int) -> dict[str, Any]:
    """Who locked, and how many offers stand where."""
    holders = [(PARTIES[one.party], one) for one in queries.holders(campaign_id)]
    offers = PresaleOffer.objects.filter(campaign_id=campaign_id)
    counted = {state: offers.filter(state=state).count()
               for state in ("offered", "taken", "lapsed", "declined")}  # fmt: skip
    return {"holders": holders, "offers": counted, "made": sum(counted.values())}

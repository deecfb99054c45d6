"""The page of an opening: its hours, whether I may ask, and the form that takes my pass along.

The form posts to the door of the opening hour, with or without scripts; this page can be opened
hours before, and need not be loaded again.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from amanat.capabilities.permits import queries as permits
from amanat.capabilities.presale import queries
from amanat.capabilities.presale.models import Opening
from amanat.capabilities.presale.queries import Place
from amanat.capabilities.presale.refusals import NoSuchOpening
from amanat.capabilities.presale.states import ANNOUNCED, OPEN
from amanat.face.web import SeeOther, act_of, signed_in
from amanat.words.text import Text

ASKING = (ANNOUNCED, OPEN)
PLACES = {
    Place.WAITING: Text("درخواست شما رسیده است و به نوبت بررسی می‌شود.",
                        "Your application has arrived and is decided in its turn."),
    Place.ACCEPTED: Text("نوبت شماست: سهم شما کنار گذاشته شد.",
                         "It is your turn: your units are set aside."),
    Place.REFUSED: Text("ظرفیت پر شد؛ در صف پشت آن هستید.",
                        "It is full; you are in the line behind."),
    Place.GIVEN_BACK: Text("سهم شما بازگشت.", "Your units went back."),
    Place.SIGNED: Text("قرارداد شما بسته شد.", "Your contract is made."),
    Place.ENDED: Text("این نوبت پیش از رسیدن به شما پایان یافت.",
                      "This opening ended before your turn came."),
}  # fmt: skip


@never_cache
@signed_in
def opening(request: HttpRequest, opening_id: int) -> HttpResponse:
    """Before, during and after the hours, for one person."""
    act = act_of(request)
    line = queries.opening(opening_id)
    if line.campaign_id is None or line.permit_id is None:
        raise NoSuchOpening("opening_id")
    campaign = queries.campaign(line.campaign_id)
    mine = queries.application(line.pk, act.person)
    found = queries.eligibility(act.person, campaign, act.at)
    may_ask = mine is None and found.is_eligible and campaign.state in ASKING
    seen, accepted = queries.progress(line.pk)
    shown = {
        "line": line,
        "campaign": campaign,
        "permit": permits.permit(line.permit_id),
        "price": queries.price(campaign.pk, campaign.price_n),
        "state": campaign.MACHINE.states[campaign.state],
        "is_early": act.at < line.opens_at,
        "eligibility": found,
        "paper": queries.pass_for(line, act.person) if may_ask else "",
        "door": _door(line),
        "mine": mine,
        "place": PLACES[mine.place] if mine else None,
        "follow": _door(line, queries.address_of(line.pk, mine.buyer_id, mine.ticket)) if mine else "",
        "offer": queries.offer_in(campaign.pk, act.person),
        "seen": seen,
        "accepted": accepted,
    }  # fmt: skip
    return render(request, "presale/opening.html", shown)


def of_campaign(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """The same by the campaign's number, which its own page knows."""
    line = queries.opening_of(campaign_id)
    if line is None:
        raise NoSuchOpening("campaign_id")
    return SeeOther(_here(line))


def _here(line: Opening) -> str:
    return f"{_prefix()}/presales/openings/{line.pk}"


def _door(line: Opening, address: str = "") -> str:
    where = f"{settings.APPLY_URL}{_prefix()}/apply/{line.pk}"
    return f"{where}/{address}/" if address else where


def _prefix() -> str:
    return "" if get_language() == "fa" else "/en"

"""The page of an opening: its hours, whether I may ask, and the form that takes my pass along.

The form posts to the door of the opening hour, with or without scripts; this page can be opened
hours before, and need not be loaded again.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from amanat.capabilities.permits import queries as permits
from amanat.capabilities.presale import actions, queries
from amanat.capabilities.presale.models import Opening
from amanat.capabilities.presale.pages.buyer import typed
from amanat.capabilities.presale.pages.forms import FileForm
from amanat.capabilities.presale.pages.public import TONES
from amanat.capabilities.presale.queries import Place
from amanat.capabilities.presale.refusals import NoSuchOpening
from amanat.capabilities.presale.states import ANNOUNCED, OPEN
from amanat.face.ways import with_ways_to
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Act
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
    """Before, during and after the hours, for one person; and what its conditions are asked of."""
    act = act_of(request)
    line = queries.opening(opening_id)
    if line.campaign_id is None:
        raise NoSuchOpening("opening_id")
    file = queries.buyer_file(act.person)
    form = FileForm(sent(request), initial=typed(file) if file else None)

    def declare(data: dict[str, Any]) -> Any:
        is_yes = data.pop("has_licence") == "yes"
        return actions.declare_buyer(act, has_licence=is_yes, **data)

    return answer(
        request,
        form,
        declare,
        then=request.path,
        otherwise=lambda: with_ways_to(
            [settings.APPLY_URL], render(request, "presale/opening.html", _shown(act, line, form))
        ),
    )


def _shown(act: Act, line: Opening, form: FileForm) -> dict[str, Any]:
    assert line.campaign_id is not None and line.permit_id is not None, "A campaign's opening."
    campaign = queries.campaign(line.campaign_id)
    mine = queries.application(line.pk, act.person)
    found = queries.eligibility(act.person, campaign, act.at)
    may_ask = mine is None and found.is_eligible and campaign.state in ASKING
    seen, accepted = queries.progress(line.pk)
    follow = queries.address_of(line.pk, mine.buyer_id, mine.ticket) if mine else ""
    return {
        "line": line,
        "campaign": campaign,
        "permit": permits.permit(line.permit_id),
        "price": queries.price(campaign.pk, campaign.price_n),
        "state": campaign.MACHINE.states[campaign.state],
        "tone": TONES[campaign.state],
        "is_early": act.at < line.opens_at,
        "eligibility": found,
        "asks_file": bool(campaign.conditions) and mine is None,
        "form": form,
        "paper": queries.pass_for(line, act.person) if may_ask else "",
        "door": _door(line),
        "mine": mine,
        "place": PLACES[mine.place] if mine else None,
        "follow": _door(line, follow),
        "offer": queries.offer_in(campaign.pk, act.person),
        "seen": seen,
        "accepted": accepted,
    }


def of_campaign(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """The same by the campaign's number, which its own page knows."""
    line = queries.opening_of(campaign_id)
    if line is None:
        raise NoSuchOpening("campaign_id")
    return SeeOther(reverse("openings:opening", args=(line.pk,)))


def _door(line: Opening, address: str = "") -> str:
    prefix = "" if get_language() == "fa" else "/en"
    where = f"{settings.APPLY_URL}{prefix}/apply/{line.pk}"
    return f"{where}/{address}/" if address else where

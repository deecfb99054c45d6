"""What anybody may see: the campaigns of a permit, and each draw with the files that prove it."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.permits import queries as permits
from amanat.capabilities.presale import queries
from amanat.capabilities.presale.models import Campaign
from amanat.capabilities.presale.rules.window import GROUP_RULES, PARTIES
from amanat.capabilities.presale.states import CAMPAIGN, KINDS
from amanat.kernel.clock import time as clock

TONES = {"announced": "neutral", "open": "released", "paused": "due", "closed": "neutral",
         "fixed": "due", "drawn": "released", "ended": "neutral", "cancelled": "dispute"}  # fmt: skip
CONTENT = {"json": "application/json", "txt": "text/plain; charset=utf-8"}


def shown(one: Campaign) -> dict[str, Any]:
    """What every page shows of a campaign."""
    timer = CAMPAIGN.timers.get(one.state)
    return {
        "campaign": one,
        "kind": KINDS[one.kind],
        "state": CAMPAIGN.states[one.state],
        "tone": TONES[one.state],
        "says": timer.says if timer and one.due_at else None,
        "groups": [(GROUP_RULES[group["rule"]], group["seats"]) for group in one.seats],
        "prices": queries.prices(one.pk),
        "is_confirmed": one.conditions_source.get("status", "confirmed") == "confirmed",
        "since": _day(one.conditions_source.get("since")),
    }


@require_GET
def draw(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """What is fixed, when, and how to compute the list of the drawn yourself."""
    one = queries.campaign(campaign_id)
    holders = [(PARTIES[holder.party], holder) for holder in queries.holders(one.pk)]
    return render(request, "presale/draw.html", shown(one) | {
        "permit": permits.permit(one.permit_id),
        "holders": holders,
        "head": _hex(one.head), "root": _hex(one.root), "seed": _hex(one.seed),
        "winners_root": _hex(one.winners_root),
        "files": queries.FILES,
    })  # fmt: skip


@require_GET
def draw_file(request: HttpRequest, campaign_id: int, name: str) -> HttpResponseBase:
    """One of the four published files, piece by piece."""
    pieces = queries.file(queries.campaign(campaign_id), name)
    kind = CONTENT[name.rpartition(".")[2]]
    answer = StreamingHttpResponse(pieces, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def campaigns_of(request: HttpRequest, permit_id: int) -> SafeString:
    """The part of a permit's page: its campaigns, with the way in."""
    found = [shown(one) for one in queries.of_permit(permit_id)]
    permit = permits.permit(permit_id)
    is_own = request.user.pk is not None and businesses.mandate_of(
        request.user.pk, permit.business_id, clock.now()
    )
    if not found and not is_own:
        return mark_safe("")
    page = {"found": found, "permit": permit, "is_own": is_own}
    return mark_safe(render_to_string("presale/campaigns.html", page, request))


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None


def _hex(kept: bytes | memoryview | None) -> str:
    return bytes(kept).hex() if kept is not None else ""

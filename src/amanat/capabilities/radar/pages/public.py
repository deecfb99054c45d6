"""What everybody sees of the radar: confirmed forgeries and retractions alike, and how to report."""

import json
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from amanat.capabilities.people import queries as people
from amanat.capabilities.radar import actions as radar
from amanat.capabilities.radar import queries
from amanat.capabilities.radar.models import Sighting
from amanat.capabilities.radar.pages.desk import label_of
from amanat.capabilities.radar.pages.figures import months_chart
from amanat.capabilities.radar.pages.forms import AnswerForm, DoneForm, ReportForm
from amanat.capabilities.radar.rules.scoring import KINDS
from amanat.face.web import SeeOther, act_of, answer, sent
from amanat.kernel import signing
from amanat.kernel.clock import time as clock
from amanat.words.refusal import Refused
from amanat.words.text import Text

FEED = "radar feed"  # The kind of paper that is signed.
RETRACTED = Text("پس گرفته شد: اعلام ما نادرست بود", "Retracted: we were wrong")


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """What a person confirmed, the newest first; what was taken back stands as large as the rest."""
    at = clock.now()
    found = queries.figures(at)
    shown = {
        "rows": [(one, KINDS[one.kind], *public_label(one)) for one in queries.public_list()],
        "found": found,
        "chart": months_chart(found),
        "at": at,
    }
    return render(request, "radar/public.html", shown)


def public_label(one: Sighting) -> tuple[Text, str]:
    """The state for everybody, and its tone."""
    return (RETRACTED, "released") if one.retracted_at else label_of(one)


@require_GET
def feed(request: HttpRequest) -> HttpResponse:
    """The same for browsers and providers, signed: `content` is the exact text that was signed."""
    content = json.dumps(content_of(clock.now()), sort_keys=True, separators=(",", ":"))
    signature = signing.base64url(signing.sign(content.encode(), kind=FEED))
    body = {
        "content": content,
        "signature": signature,
        "key": signing.base64url(signing.public_key(FEED)),
        "key_id": signing.key_id(FEED),
    }
    return HttpResponse(json.dumps(body), content_type="application/json")


def content_of(at: datetime) -> dict[str, Any]:
    """The feed: a number that grows with every change, and each site that a person confirmed."""
    return {
        "sequence": queries.last_entry(),
        "at": at.isoformat(),
        "entries": [entry_of(one) for one in queries.public_list()],
    }


def entry_of(one: Sighting) -> dict[str, Any]:
    moments = {
        "seen_at": one.seen_at, "confirmed_at": one.confirmed_at, "cleared_at": one.cleared_at,
        "retracted_at": one.retracted_at,
    }  # fmt: skip
    return {
        "code": one.code,
        "domain": one.site.host,
        "kind": one.kind,
        "state": "retracted" if one.retracted_at else one.state,
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
    }


@never_cache
@require_http_methods(["GET", "POST"])
def report_seal(request: HttpRequest) -> HttpResponse:
    """Anybody reports a page; no name is asked. Too many from one source wait an hour."""
    form = ReportForm(sent(request))
    if form.is_bound and form.is_valid():
        try:
            radar.report_seal(
                act_of(request),
                address=form.cleaned_data["address"],
                words=form.cleaned_data["words"],
                network=people.network_of(
                    request.META.get("REMOTE_ADDR", ""), request.headers.get("X-Forwarded-For", "")
                ),
            )
        except Refused as no:
            form.refuse(no)
            return render(request, "radar/report.html", {"form": form}, status=no.status)
        return SeeOther(reverse("radar:report_seal") + "?sent")
    shown = {"form": form, "is_sent": "sent" in request.GET}
    return render(request, "radar/report.html", shown, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def answer_notice(request: HttpRequest, token: str) -> HttpResponse:
    """The owner of a site, by the link of the notice: removed, or not so."""
    found = queries.by_token(token)
    form = AnswerForm(sent(request))
    act = act_of(request)

    def do(data: dict[str, Any]) -> Any:
        verb = getattr(radar, data["verb"])
        return verb(act, sighting_id=found.pk, words=data["words"])

    label, tone = label_of(found)
    shown = {
        "sighting": found,
        "kind": KINDS[found.kind],
        "label": label,
        "tone": tone,
        "form": form,
    }
    return answer(
        request,
        form,
        do,
        then=reverse("radar:answer_notice", args=[token]),
        otherwise=lambda: render(request, "radar/answer.html", shown),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def order(request: HttpRequest, token: str) -> HttpResponse:
    """The signed order, for the provider that got its link; and the word that it is done."""
    found = queries.order_by_token(token)
    form = DoneForm(sent(request))
    act = act_of(request)
    key = signing.base64url(signing.public_key(radar.ORDER))
    return answer(
        request,
        form,
        lambda _: radar.cut_gateway(act, sighting_id=found.sighting_id, token=token),
        then=reverse("radar:order", args=[token]),
        otherwise=lambda: render(
            request, "radar/order.html", {"order": found, "key": key, "form": form}
        ),
    )

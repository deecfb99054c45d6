"""A seal as everybody sees it, for the one second a buyer gives it: /v/S-… and /v/shop.ir."""

import io
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET, require_safe

from amanat.capabilities.ceilings import queries as ceilings
from amanat.capabilities.people import queries as people
from amanat.capabilities.registry import queries, rules
from amanat.capabilities.registry.queries import Answer
from amanat.capabilities.registry.rules import Period, Room, Shown
from amanat.capabilities.seals import queries as seals
from amanat.face.context import other_language
from amanat.face.say import language
from amanat.face.web import SeeOther
from amanat.words import domains
from amanat.words.moments import read_day, tehran_day
from amanat.words.text import Text

NOT_FOUND, TOO_MANY = 404, 429
MOST_KEPT = 1024  # Pages in memory; each is a pure function of its key, so none can be stale.
HEADERS = {"Cache-Control": "public, max-age=20", "X-Frame-Options": "DENY"}
QR_SCALE, QR_BORDER = 4, 2
LONGEST_SHOWN = 120
NO_SUCH_DAY = Text("چنین روزی در تقویم نیست.", "There is no such day in the calendar.")
DAY_TO_COME = Text("این روز هنوز نیامده است.", "This day is yet to come.")


@require_safe
def seal(request: HttpRequest, typed: str) -> HttpResponse:
    """The status now; with `?on=` also what it was on a day. One round trip to the database."""
    return told(request, typed, language())


def told(request: HttpRequest, typed: str, speech: str) -> HttpResponse:
    answer = queries.the_answer(typed, network(request))
    minute = answer.at.replace(second=0, microsecond=0)
    on = request.GET.get("on", "")[:LONGEST_SHOWN] if request.META.get("QUERY_STRING") else ""
    page = _page(speech, typed, on, minute, answer.told, answer.is_too_many)
    status = 200 if answer.told else TOO_MANY if answer.is_too_many else NOT_FOUND
    headers = {**HEADERS, "Content-Length": str(len(page))}
    return HttpResponse(page, status=status, headers=headers)


def network(request: HttpRequest) -> str:
    return _network(
        request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", "")
    )


_network = lru_cache(maxsize=MOST_KEPT)(people.network_of)


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """From the form, which has no address of its own, to the page everybody may share."""
    typed = request.GET.get("q", "").strip()
    asked = rules.read_asked(typed)
    name = asked.code or asked.random_code or asked.domain or typed.replace("/", " ").strip()
    if name in ("", ".", ".."):
        return SeeOther(reverse("registry:verify"))
    return SeeOther(reverse("registry:seal", args=[name[:LONGEST_SHOWN]]))


@lru_cache(maxsize=MOST_KEPT)
def _page(
    speech: str, typed: str, on: str, minute: datetime, told: str, is_too_many: bool
) -> bytes:
    """The page of what the database just said: kept only for as long as it says the same."""
    with translation.override(speech):
        return _rendered(speech, typed, on, minute, told, is_too_many).encode()


def _rendered(
    speech: str, typed: str, on: str, minute: datetime, told: str, is_too_many: bool
) -> str:
    answer = Answer(minute, rules.read_asked(typed), told, 0)
    seen = answer.seal
    here = reverse("registry:seal", args=[typed])
    shown = {
        "language": speech,
        "here": here,
        "other_language_url": other_language(here) + (f"?{urlencode({'on': on})}" if on else ""),
        "sandbox": settings.SANDBOX,
        "at": minute,
        "report_url": reverse("radar:report_seal"),
        **(_known(seen, on, minute) if seen else _unknown(typed, is_too_many)),
    }
    return render_to_string("registry/seal.html", shown)


def _of_state(state: str) -> dict[str, Any]:
    return {
        "state": state,
        "word": rules.WORDS[state],
        "meaning": rules.MEANINGS[state],
        "sign": rules.SIGNS[state],
    }


def _known(seen: Shown, on: str, at: datetime) -> dict[str, Any]:
    day, error = _day(on, at)
    return {
        **_of_state(seen.state),
        "seal": seen,
        "name": seen.domain,
        "read_as": _read_as(seen.domain),
        "level": seals.LEVELS[seen.level],
        "reason": seals.REASONS.get(seen.reason),
        "typed_day": on,
        "day": day,
        "day_error": error,
        "then": [_said(one) for one in rules.on_the_day(seen.periods, day, at)] if day else [],
        "past": [_said(one) for one in seen.periods],
        "checks": [
            {"kind": seals.KINDS[one.kind], "method": seals.METHODS[one.method], "at": one.at,
             "until": one.until}
            for one in seen.checks
        ],
        "band": _band(seen.room),
        "qr": _qr(f"{settings.SITE_URL}/v/{seen.code}"),
        "credential_url": reverse("registry:credential", args=[seen.code]),
    }  # fmt: skip


def _band(room: Room | None) -> Text | None:
    """How much is free, in a word; the exact figure is nobody's business but the seller's."""
    if room is None:
        return None
    return ceilings.BANDS[ceilings.band_of(room.units, room.units - room.free_units)]


def _unknown(typed: str, is_too_many: bool) -> dict[str, Any]:
    name = rules.read_asked(typed).domain or typed[:LONGEST_SHOWN]
    return {
        **_of_state(rules.UNKNOWN),
        "name": name,
        "read_as": _read_as(name),
        "is_too_many": is_too_many,
    }


def _read_as(name: str) -> str:
    """The other spelling of a domain whose letters are not Latin."""
    return domains.shown(name) if rules.is_foreign(name) else ""


def _day(on: str, at: datetime) -> tuple[date | None, Text | None]:
    if not on.strip():
        return None, None
    day = read_day(on)
    if day is None:
        return None, NO_SUCH_DAY
    return (day, None) if day <= tehran_day(at) else (None, DAY_TO_COME)


def _said(one: Period) -> dict[str, Any]:
    reason = seals.REASONS.get(one.reason)
    return {"period": one, "word": rules.WORDS[one.state], "reason": reason}


@lru_cache(maxsize=MOST_KEPT)
def _qr(address: str) -> SafeString:
    """The address as a square of black and white, drawn in one path."""
    out = io.BytesIO()
    made = segno.make(address, error="m", micro=False)
    made.save(out, kind="svg", scale=QR_SCALE, border=QR_BORDER, xmldecl=False, svgns=False,
              svgclass=None, lineclass=None, omitsize=True, title="QR")  # fmt: skip
    return mark_safe(out.getvalue().decode())  # Made by segno of our own address.

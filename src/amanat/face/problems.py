"""How machines are told no: RFC 9457 problems, in two languages, with a page for each code."""

import json
from typing import Any, cast

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from amanat.words.refusal import Refused
from amanat.words.text import Text

API = "/api/"
PROBLEM = "application/problem+json"
LONGEST_REASON = 300
SECONDS_PER_MINUTE = 60
say = structlog.get_logger("web")


class Problem(Schema):
    """Why a request was refused, as RFC 9457 says it, in two languages."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    detail_fa: str
    param: str
    facts: dict[str, Any]
    doc_url: str


class KeyMissing(Refused):
    """Every request that changes something needs an Idempotency-Key header: any fresh text."""

    fa = "هر درخواستی که چیزی را عوض می‌کند سرآیند Idempotency-Key می‌خواهد: هر متن تازه‌ای."
    status = 400


class SignInNeeded(Refused):
    """Send a key that is in force: Authorization: Bearer amanat_…"""

    fa = "کلیدی معتبر بفرستید: Authorization: Bearer amanat_…"
    status = 401


class KeyCannotWrite(Refused):
    """This key may only read. Make one that may act, on your own page."""

    fa = "این کلید فقط می‌خواند. در صفحهٔ خودتان کلیدی بسازید که کار هم بکند."
    status = 403


class TooFast(Refused):
    """Too many requests with this key. Wait {seconds} seconds."""

    fa = "با این کلید پشت سر هم درخواست می‌رسد. {seconds} ثانیه صبر کنید."
    status = 429


class NotWellFormed(Refused):
    """A value is missing or has the wrong form."""

    fa = "مقداری جا افتاده یا شکل آن درست نیست."
    status = 422


class NotJson(Refused):
    """The body is not JSON in UTF-8."""

    fa = "متن درخواست JSON درست با کدگذاری UTF-8 نیست."
    status = 400


class WrongContentType(Refused):
    """Send the body as {wanted}."""

    fa = "متن درخواست را به شکل {wanted} بفرستید."
    status = 415


class TooSlow(Refused):
    """The request did not arrive in {seconds} seconds."""

    fa = "درخواست در {seconds} ثانیه کامل نرسید."
    status = 408


class BodyTooLarge(Refused):
    """This request is too large. At most {most} bytes are read."""

    fa = "این درخواست بزرگ است. حداکثر {most} بایت خوانده می‌شود."
    status = 413


class WrongMethod(Refused):
    """This address does not take this method. See the Allow header."""

    fa = "این نشانی چنین درخواستی نمی‌پذیرد؛ سرآیند Allow را ببینید."
    status = 405


class NothingDue(Refused):
    """Nothing has a deadline ahead."""

    fa = "چیزی سررسیدی در پیش ندارد."


class OutsideSilent(Refused):
    """The clock moved, but the simulators did not hear of it. Send the same request again."""

    fa = "ساعت جلو رفت، ولی شبیه‌سازها خبر نشدند. همین درخواست را دوباره بفرستید."
    status = 503


def problem(no: Refused, sentence: Text | None = None) -> HttpResponse:
    """The answer to a refused request."""
    return told(no.status, problem_body(no, sentence))


def told(status: int, body: str) -> HttpResponse:
    """A problem that was written before, with the headers that belong to its status."""
    answer = HttpResponse(body, status=status, content_type=PROBLEM)
    if status == SignInNeeded.status:
        answer["WWW-Authenticate"] = 'Bearer realm="amanat"'
    if wait := _seconds(json.loads(body)["facts"]):
        answer["Retry-After"] = str(wait)
    return answer


def _seconds(facts: dict[str, Any]) -> int:
    """How long to wait, where a refusal says so."""
    minutes, seconds = facts.get("minutes", 0), facts.get("seconds", 0)
    return cast(int, minutes * SECONDS_PER_MINUTE + seconds)


def problem_body(no: Refused, sentence: Text | None = None) -> str:
    said = sentence or no.sentence
    page = f"{settings.SITE_URL}{API}docs#{no.code}"
    body = {
        "type": page,
        "title": no.code.replace("_", " "),
        "status": int(no.status),
        "code": no.code,
        "detail": said.en,
        "detail_fa": said.fa,
        "param": no.param,
        "facts": no.facts,
        "doc_url": page,
    }
    return json.dumps(body, ensure_ascii=False, default=_plain)


def _plain(fact: object) -> object:
    """A fact that JSON does not know: words in both languages, or as text."""
    return {"fa": fact.fa, "en": fact.en} if isinstance(fact, Text) else str(fact)


def refused(request: HttpRequest, no: Refused) -> HttpResponse:
    say.info("refused", code=no.code, path=request.path)
    return problem(no)


def not_well_formed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The first thing wrong with a request, beside its field."""
    first = error.errors[0] if error.errors else {}
    place = [str(step) for step in first.get("loc", ())]
    if place[:1] == ["file"] and request.content_type != "multipart/form-data":
        return problem(WrongContentType(wanted="multipart/form-data"))
    reason = str(first.get("msg", ""))[:LONGEST_REASON]
    no = NotWellFormed(place[-1] if place else "", reason=reason)
    return problem(no, Text(fa=no.sentence.fa, en=f"{no.sentence.en} {reason}".strip()))


def not_signed_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(SignInNeeded())


def not_readable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """The body could not be read; our own reader says why, and the framework wraps it."""
    cause = error.__cause__
    return problem(cause if isinstance(cause, Refused) else NotJson())

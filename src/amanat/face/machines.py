"""The machines' entry: request → Act, refusal → RFC 9457 problem, key → the same answer again."""

import json
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from amanat.kernel.clock import time as clock
from amanat.kernel.log.answers import Told, once
from amanat.words.act import Act, Role
from amanat.words.refusal import Refused
from amanat.words.text import Text

PROBLEM = "application/problem+json; charset=utf-8"
KEY_HEADER = "Idempotency-Key"
FIRST_REFUSAL_STATUS = 400


class Problem(Schema):
    """Why a request was refused, as RFC 9457 says it, in two languages."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    detail_fa: str
    param: str = ""
    facts: dict[str, Any] = {}
    doc_url: str


class KeyMissing(Refused):
    """Every request that changes something needs an Idempotency-Key header: any fresh text."""

    fa = "هر درخواستی که چیزی را عوض می‌کند سرآیند Idempotency-Key می‌خواهد: هر متن تازه‌ای."
    status = 400


class SignInNeeded(Refused):
    """Send a valid key: Authorization: Bearer …"""

    fa = "کلید معتبر بفرستید: Authorization: Bearer …"
    status = 401


class NotWellFormed(Refused):
    """This request is not well formed."""

    fa = "این درخواست درست نوشته نشده است."
    status = 422


def act_of(request: HttpRequest, role: Role = Role.PERSON) -> Act:
    """Who asks, when; the clock is read here, once. The role is checked by the verb."""
    key = request.headers.get(KEY_HEADER, "")
    return Act(request.user.pk, role, at=clock.now(), key=key)


def problem(no: Refused, sentence: Text | None = None) -> HttpResponse:
    """The answer to a refused request."""
    body = problem_body(no, sentence)
    return HttpResponse(body, status=no.status, content_type=PROBLEM)


def problem_body(no: Refused, sentence: Text | None = None) -> str:
    said = sentence or no.sentence
    body = {
        "type": f"{settings.SITE_URL}/api/problems/{no.code}",
        "title": no.code.replace("_", " "),
        "status": no.status,
        "code": no.code,
        "detail": said.en,
        "detail_fa": said.fa,
        "param": no.param,
        "facts": no.facts,
        "doc_url": f"{settings.SITE_URL}/api/docs#{no.code}",
    }
    return json.dumps(body, ensure_ascii=False, default=str)


def change(
    request: HttpRequest,
    shape: type[Schema],
    do: Callable[[], Any],
    *,
    status: int = 200,
) -> HttpResponse:
    """Run one verb under the request's key and answer in `shape`; a repeat gets the same answer."""
    key = request.headers.get(KEY_HEADER, "")
    if not key:
        raise KeyMissing(KEY_HEADER)
    content = f"{request.method} {request.path}\n".encode() + request.body
    told = once(request.user.pk, key, content, lambda: _told(status, shape, do))
    kind = PROBLEM if told.status >= FIRST_REFUSAL_STATUS else "application/json"
    answer = HttpResponse(told.body, status=told.status, content_type=kind)
    if told.again:
        answer["Idempotent-Replayed"] = "true"
    return answer


def _told(status: int, shape: type[Schema], do: Callable[[], Any]) -> Told:
    """What is answered, and kept: the verb's result, or its refusal."""
    try:
        with transaction.atomic():
            return Told(status, _json(shape, do()))
    except Refused as no:
        return Told(no.status, problem_body(no))


def _json(shape: type[Schema], value: Any) -> str:
    return shape.model_validate(value, from_attributes=True).model_dump_json()


def refused(request: HttpRequest, no: Refused) -> HttpResponse:
    return problem(no)


def not_well_formed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The first thing wrong with a body, beside its field."""
    first = error.errors[0] if error.errors else {}
    place = [str(step) for step in first.get("loc", ())]
    no = NotWellFormed(place[-1] if place else "", reason=first.get("msg", ""))
    said = Text(fa=no.fa, en=f"{no.sentence.en} {first.get('msg', '')}".strip())
    return problem(no, said)


def not_signed_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(SignInNeeded())


def not_readable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(NotWellFormed(), Text(fa=NotWellFormed.fa, en=str(error)))

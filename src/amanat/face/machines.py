"""The machines' entry: request → Act, JSON → words, key → the same answer again."""

import json
import re
import time
from collections.abc import Callable, Iterator
from typing import Annotated, Any, TypeVar

from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from ninja.parser import Parser
from pydantic import BeforeValidator, ConfigDict, Field, StrictInt

from amanat.face.problems import (
    KeyMissing,
    NotJson,
    Problem,
    TooFast,
    WrongContentType,
    problem_body,
    told,
)
from amanat.kernel.clock import time as clock
from amanat.kernel.log.answers import Told, once, once_in_steps
from amanat.words.act import Act, Role
from amanat.words.persian import UnseenCharacters
from amanat.words.refusal import Refused

JSON = "application/json"
KEY_HEADER = "Idempotency-Key"
FIRST_REFUSAL_STATUS = 400
LARGEST_ID = 2**63 - 1
MOST_PER_PAGE = 100
MOST_BUCKETS = 10_000
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
STATUSES = (400, 401, 403, 404, 409, 413, 415, 422, 429, 503)
#  What a route says of its noes: one stands for all, for ninja makes a model of each; the document
#  names every status (see config/api).
ANY_NO = STATUSES[0]
Refusals: dict[int, type[Schema]] = {ANY_NO: Problem}

T = TypeVar("T")
M = TypeVar("M", bound=models.Model)
Id = Annotated[StrictInt, Field(ge=1, le=LARGEST_ID)]
InPath = Annotated[int, Field(ge=1, le=LARGEST_ID)]  # An id inside an address.
Rial = Annotated[
    str,
    Field(pattern=r"^[0-9]{1,15}$", examples=["1116000000"]),
    BeforeValidator(lambda units: str(units) if type(units) is int else units),
]
Before = Annotated[
    int | None, Query(None, ge=1, le=LARGEST_ID, description="`next_before` of the last page")
]
Limit = Annotated[int, Query(20, ge=1, le=MOST_PER_PAGE)]


class Given(Schema):
    """What a request may hold: nothing that is not named here."""

    model_config = ConfigDict(extra="forbid")


class Json(Parser):
    """Reads a body as JSON that can be stored, and nothing else."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        if request.content_type != JSON:
            raise WrongContentType(wanted=JSON)
        try:
            body: dict[str, Any] = json.loads(request.body, parse_constant=_no_such_number)
        except (ValueError, RecursionError):
            raise NotJson from None
        if any(UNSTORABLE.search(text) for text in _texts(body)):
            raise UnseenCharacters
        return body


def _no_such_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON.")


def _texts(value: Any) -> Iterator[str]:
    """Every text inside a JSON value, names of members too."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one


class Gate:
    """A bucket of requests for each key: a burst, then a steady stream. One for each process."""

    def __init__(self) -> None:
        self.buckets: dict[int, tuple[float, float]] = {}

    def pass_through(self, key_id: int) -> None:
        """Take one request out of the key's bucket, or refuse TooFast."""
        burst, rate = settings.API_BURST_REQUESTS, settings.API_REQUESTS_PER_SECOND
        now = time.monotonic()
        left, since = self.buckets.pop(key_id, (float(burst), now))
        left = min(burst, left + (now - since) * rate)
        self.buckets[key_id] = (max(left - 1, 0), now)
        if len(self.buckets) > MOST_BUCKETS:
            self.buckets.pop(next(iter(self.buckets)))  # The one that was quiet longest.
        if left < 1:
            raise TooFast(seconds=max(1, round((1 - left) / rate)))


def caller(request: HttpRequest) -> int:
    """Whose key this is; only behind the API's authentication."""
    person_id = request.user.pk
    assert person_id is not None, "Every route of the API needs a key."
    return int(person_id)


def act_of(request: HttpRequest, role: Role = Role.PERSON) -> Act:
    """Who asks, when; the clock is read here, once. The role is checked by the verb."""
    return Act(caller(request), role, at=clock.now(), key=request.headers.get(KEY_HEADER, ""))


def page_of(
    rows: "models.QuerySet[M]", before: int | None, limit: int
) -> tuple[list[M], str | None]:
    """One page of rows that come newest first, and the cursor of the next one."""
    rows = rows.filter(pk__lt=before) if before else rows
    found = list(rows.order_by("-pk")[: limit + 1])
    page = found[:limit]
    return page, str(page[-1].pk) if len(found) > limit else None


def change(
    request: HttpRequest, shape: type[Schema], do: Callable[[], Any], *, status: int = 200
) -> HttpResponse:
    """Run one verb under the request's key and answer in `shape`; a repeat gets the same answer."""
    key, content = _key(request), _content(request)
    return _answer(once(caller(request), key, content, lambda: _done(status, shape, do)))


def change_in_steps(
    request: HttpRequest,
    shape: type[Schema],
    first: Callable[[], T],
    then: Callable[[T], Any],
    *,
    status: int = 200,
    content: bytes | None = None,
) -> HttpResponse:
    """The same where the verb commits by itself before its answer can be kept.

    `first` asks a bank or spends a code; `then` runs with the answer in one transaction. `content`
    stands for the body where that was already read.
    """

    def begin() -> Callable[[], Told]:
        try:
            begun = first()
        except Refused as no:
            refusal = Told(no.status, problem_body(no))
            return lambda: refusal
        return lambda: _done(status, shape, lambda: then(begun))

    key, content = _key(request), _content(request) if content is None else content
    return _answer(once_in_steps(caller(request), key, content, begin))


def _key(request: HttpRequest) -> str:
    key = request.headers.get(KEY_HEADER, "")
    if not key:
        raise KeyMissing(KEY_HEADER)
    return key


def _content(request: HttpRequest) -> bytes:
    return place_of(request) + request.body


def place_of(request: HttpRequest) -> bytes:
    """Where a request goes: part of what makes two requests the same."""
    return f"{request.method} {request.get_full_path()}\n".encode()


def _done(status: int, shape: type[Schema], do: Callable[[], Any]) -> Told:
    """What is answered, and kept: the verb's result, or its refusal with nothing changed."""
    try:
        with transaction.atomic():
            return Told(status, shape.model_validate(do(), from_attributes=True).model_dump_json())
    except Refused as no:
        return Told(no.status, problem_body(no))


def _answer(one: Told) -> HttpResponse:
    is_refusal = one.status >= FIRST_REFUSAL_STATUS
    answer = told(one.status, one.body) if is_refusal else HttpResponse(
        one.body, status=one.status, content_type=JSON
    )  # fmt: skip
    if one.again:
        answer["Idempotent-Replayed"] = "true"
    return answer

"""The sandbox's clock for machines: look at it, or move it; the outside world moves with it."""

from datetime import datetime, timedelta
from typing import Annotated, Literal

import httpx
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import AwareDatetime, Field, StrictInt, model_validator

from amanat.face.machines import Given, Refusals, change
from amanat.face.problems import NothingDue, OutsideSilent
from amanat.kernel import outside
from amanat.kernel.clock import time as clock
from amanat.kernel.log.deadlines import next_due
from amanat.words.refusal import NotFound, refuse_unless

OK = 200
OUTSIDE_SECONDS = 5.0
MOST_SECONDS = int(clock.LONGEST_ADVANCE.total_seconds())
router = Router(tags=["sandbox"])


class ClockOut(Schema):
    """`ahead_seconds` is how far the sandbox runs before real time."""

    now: datetime
    ahead_seconds: int
    next_deadline: datetime | None


class ClockIn(Given):
    """One of the three: by so many seconds, to a moment, or to the next deadline of anything."""

    by_seconds: Annotated[StrictInt, Field(ge=1, le=MOST_SECONDS)] | None = None
    to: AwareDatetime | None = None
    next_deadline: Literal[True] | None = None

    @model_validator(mode="after")
    def one_of_three(self) -> "ClockIn":
        if len(self.model_dump(exclude_none=True)) != 1:
            raise ValueError("Give one of by_seconds, to and next_deadline.")
        return self


@router.get("/clock", response={200: ClockOut, **Refusals}, summary="What time it is")
def look(request: HttpRequest) -> ClockOut:
    refuse_unless(settings.SANDBOX, NotFound)
    return shown()


@router.post("/clock", response={200: ClockOut, **Refusals}, summary="Let time pass")
def advance(request: HttpRequest, body: ClockIn) -> HttpResponse:
    """The clock only goes forward. What falls due on the way happens within seconds."""
    refuse_unless(settings.SANDBOX, NotFound)

    def do() -> ClockOut:
        clock.advance(_distance(body, clock.now()))
        return shown()

    answer = change(request, ClockOut, do)
    if answer.status_code == OK:
        tell_outside()
    return answer


def _distance(body: ClockIn, now: datetime) -> timedelta:
    if body.by_seconds is not None:
        return timedelta(seconds=body.by_seconds)
    to = body.to or next_due(now)
    if to is None:
        raise NothingDue
    return to - now


def shown() -> ClockOut:
    now = clock.now()
    ahead = int(clock.ahead().total_seconds())
    return ClockOut(now=now, ahead_seconds=ahead, next_deadline=next_due(now))


def tell_outside() -> None:
    """The banks of the sandbox keep the same day. Told the whole distance, so a repeat is fine."""
    wish = {"offset_seconds": clock.ahead().total_seconds()}
    try:
        address = f"{settings.SIMULATORS_URL}/clock.json"
        reply = outside.client().post(address, json=wish, timeout=OUTSIDE_SECONDS)
        reply.raise_for_status()
    except httpx.HTTPError:
        raise OutsideSilent(seconds=1) from None

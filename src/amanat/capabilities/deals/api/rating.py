"""After the end: how the other side was."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field, StrictInt

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.api.routes import router
from amanat.capabilities.deals.api.seeing import mine
from amanat.face.machines import Given, Refusals, act_of, caller, change
from amanat.kernel.clock import time as clock
from amanat.words.refusal import WrongState


class RateIn(Given):
    stars: Annotated[StrictInt, Field(ge=1, le=5)]
    words: str = ""


class RatingOut(Schema):
    stars: int
    words: str
    at: datetime


class RatingsOut(Schema):
    """`theirs` stays null until both have rated or `closes_at` has passed."""

    mine: RatingOut | None
    theirs: RatingOut | None
    is_open: bool
    closes_at: datetime


@router.post("/{code}/rate", response={201: RatingsOut, **Refusals}, summary="Rate the other side")
def rate(request: HttpRequest, code: str, body: RateIn) -> HttpResponse:
    """Once, within sixty days of the end."""

    def do() -> RatingsOut:
        deal, role = mine(request, code)
        deals.rate(act_of(request, role), deal_id=deal.pk, stars=body.stars, words=body.words)
        return _seen(request, code)

    return change(request, RatingsOut, do, status=201)


@router.get("/{code}/ratings", response={200: RatingsOut, **Refusals}, summary="Both ratings")
def ratings(request: HttpRequest, code: str) -> RatingsOut:
    return _seen(request, code)


def _seen(request: HttpRequest, code: str) -> RatingsOut:
    deal, _ = mine(request, code)
    pair = queries.ratings_of(deal, caller(request), clock.now())
    if pair is None:
        raise WrongState
    return RatingsOut.model_validate(pair, from_attributes=True)

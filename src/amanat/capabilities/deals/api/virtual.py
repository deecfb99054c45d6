"""What lies in the vault, for machines: sealed, revealed once, read again by its buyer alone."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Schema
from pydantic import Field

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.api.routes import router
from amanat.capabilities.deals.api.seeing import mine, on, shown
from amanat.capabilities.deals.api.shapes import DealOut, Point
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.rules import POINTS
from amanat.capabilities.people import queries as people
from amanat.face.machines import Given, Refusals, act_of, change_in_steps
from amanat.words.act import Role
from amanat.words.refusal import NotFound

DONE = {200: DealOut, **Refusals}
Secret = Annotated[str, Field(max_length=2_000)]
Points = Annotated[list[Point], Field(max_length=len(POINTS))]


class SealIn(Given):
    secret: Secret


class HandOverIn(Given):
    """`points` are those of the terms, all of them, where an account is handed over."""

    secret: Secret
    points: Points = []


class TickIn(Given):
    points: Points


class TakeCodeIn(Given):
    """`handle` is the buyer's own at the registry; a .ir domain needs it."""

    handle: Annotated[str, Field(max_length=40)] = ""


class SecretOut(Schema):
    """SHA-256 of `salt`, a colon and `content` is the `commitment` that was sealed."""

    content: str
    salt: str
    commitment: str
    revealed_at: datetime | None
    looks: int


def network_of(request: HttpRequest) -> str:
    peer = request.META.get("REMOTE_ADDR", "")
    return people.network_of(peer, request.headers.get("X-Forwarded-For", ""))


def _again(found: tuple[Deal, Role]) -> DealOut:
    return shown(*found)


@router.post("/{code}/seal", response=DONE, summary="Seal the code, or another in its place")
def seal(request: HttpRequest, code: str, body: SealIn) -> HttpResponse:
    """Before payment. What we know already is refused, and the try is noted."""

    def first() -> tuple[Deal, Role]:
        deal, role = mine(request, code)
        return deals.seal(act_of(request, role), deal_id=deal.pk, secret=body.secret), role

    return change_in_steps(request, DealOut, first, _again)


@router.post("/{code}/hand_over", response=DONE, summary="Hand over through the vault")
def hand_over(request: HttpRequest, code: str, body: HandOverIn) -> HttpResponse:
    points = tuple(str(point) for point in body.points)

    def first() -> tuple[Deal, Role]:
        deal, role = mine(request, code)
        act = act_of(request, role)
        return deals.hand_over(act, deal_id=deal.pk, secret=body.secret, points=points), role

    return change_in_steps(request, DealOut, first, _again)


@router.post("/{code}/reveal", response=DONE, summary="Break the seal")
def reveal(request: HttpRequest, code: str) -> HttpResponse:
    """The time to inspect begins. What was sealed is read at …/secret."""
    network = network_of(request)
    return on(request, code, lambda act, deal: deals.reveal(act, deal_id=deal.pk, network=network))


@router.post("/{code}/take_code", response=DONE, summary="Break the seal of a transfer code")
def take_code(request: HttpRequest, code: str, body: TakeCodeIn) -> HttpResponse:
    network = network_of(request)
    return on(
        request,
        code,
        lambda act, deal: deals.take_code(
            act, deal_id=deal.pk, handle=body.handle, network=network
        ),
    )


@router.get("/{code}/secret", response={200: SecretOut, **Refusals}, summary="What was sealed")
def secret(request: HttpRequest, code: str) -> SecretOut:
    """For the buyer who broke the seal; every look is noted, and no answer is kept."""
    deal, role = mine(request, code)
    handover = queries.handover(deal)
    if role is not Role.BUYER or handover is None or not handover.is_seen:
        raise NotFound("code")
    act = act_of(request, role)
    opened = deals.look_again(act, deal_id=deal.pk, network=network_of(request))
    return SecretOut(
        content=opened.content,
        salt=opened.salt,
        commitment=opened.commitment,
        revealed_at=opened.revealed_at,
        looks=opened.looks,
    )


@router.post("/{code}/tick", response=DONE, summary="Tick off the hand-over list")
def tick(request: HttpRequest, code: str, body: TickIn) -> HttpResponse:
    points = tuple(str(point) for point in body.points)
    return on(request, code, lambda act, deal: deals.tick(act, deal_id=deal.pk, points=points))

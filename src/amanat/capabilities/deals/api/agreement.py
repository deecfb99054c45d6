"""From a draft to an agreement."""

from django.http import HttpRequest, HttpResponse

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals.api.routes import router
from amanat.capabilities.deals.api.seeing import on, shown
from amanat.capabilities.deals.api.shapes import (
    AcceptIn,
    BeginIn,
    CounterIn,
    DealOut,
    DraftIn,
    JoinIn,
)
from amanat.face.machines import Refusals, act_of, caller, change
from amanat.words.act import Role
from amanat.words.refusal import NotFound


@router.post("", response={201: DealOut, **Refusals}, summary="Begin a draft")
def begin(request: HttpRequest, body: BeginIn) -> HttpResponse:
    def do() -> DealOut:
        role = Role(body.role)
        return shown(deals.begin(act_of(request, role), role=role, **body.given()), role)

    return change(request, DealOut, do, status=201)


@router.post("/join", response={200: DealOut, **Refusals}, summary="Take the invited side")
def join(request: HttpRequest, body: JoinIn) -> HttpResponse:
    """Only for the number the invitation was sent to, where it was sent to one."""

    def do() -> DealOut:
        deal = deals.join(act_of(request), token=body.token)
        role = deal.role_of(caller(request))
        if role is None:
            raise NotFound("token")
        return shown(deal, role)

    return change(request, DealOut, do)


@router.post("/{code}/describe", response={200: DealOut, **Refusals}, summary="Write the terms")
def describe(request: HttpRequest, code: str, body: DraftIn) -> HttpResponse:
    fields = body.given()
    return on(request, code, lambda act, deal: deals.describe(act, deal_id=deal.pk, **fields))


@router.post("/{code}/counter", response={200: DealOut, **Refusals}, summary="Offer other terms")
def counter(request: HttpRequest, code: str, body: CounterIn) -> HttpResponse:
    fields = body.given()
    return on(request, code, lambda act, deal: deals.counter(act, deal_id=deal.pk, **fields))


@router.post("/{code}/accept", response={200: DealOut, **Refusals}, summary="Accept this version")
def accept(request: HttpRequest, code: str, body: AcceptIn) -> HttpResponse:
    return on(
        request, code, lambda act, deal: deals.accept(act, deal_id=deal.pk, sha256=body.sha256)
    )

"""The goods travel; what is wrong with them; what is said about them."""

from django.http import HttpRequest, HttpResponse

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals.api.routes import router
from amanat.capabilities.deals.api.seeing import mine, on
from amanat.capabilities.deals.api.shapes import (
    DealOut,
    MessageIn,
    MessageOut,
    ReportIn,
    ShipIn,
    Side,
)
from amanat.face.machines import Refusals, act_of, change


@router.post("/{code}/ship", response={200: DealOut, **Refusals}, summary="Record the shipment")
def ship(request: HttpRequest, code: str, body: ShipIn) -> HttpResponse:
    fields = body.model_dump(mode="json")
    return on(request, code, lambda act, deal: deals.ship(act, deal_id=deal.pk, **fields))


@router.post("/{code}/correct", response={200: DealOut, **Refusals}, summary="Correct the code")
def correct(request: HttpRequest, code: str, body: ShipIn) -> HttpResponse:
    fields = body.model_dump(mode="json")
    return on(request, code, lambda act, deal: deals.correct(act, deal_id=deal.pk, **fields))


@router.post("/{code}/report", response={200: DealOut, **Refusals}, summary="Report a problem")
def report(request: HttpRequest, code: str, body: ReportIn) -> HttpResponse:
    fields = body.model_dump(mode="json") | {"file_ids": tuple(body.file_ids)}
    return on(request, code, lambda act, deal: deals.report(act, deal_id=deal.pk, **fields))


@router.post("/{code}/messages", response={201: MessageOut, **Refusals}, summary="Say something")
def write_message(request: HttpRequest, code: str, body: MessageIn) -> HttpResponse:
    def do() -> MessageOut:
        deal, role = mine(request, code)
        act = act_of(request, role)
        said = deals.write_message(act, deal_id=deal.pk, words=body.words)
        return MessageOut(id=str(said.pk), role=Side(role), words=said.words, at=said.at)

    return change(request, MessageOut, do, status=201)

"""Coins for machines: the seller records the transaction."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals.api.routes import router
from amanat.capabilities.deals.api.seeing import on
from amanat.capabilities.deals.api.shapes import DealOut
from amanat.face.machines import Given, Refusals


class SendCoinsIn(Given):
    """`txid` is of the transaction to the agreed address."""

    txid: Annotated[str, Field(max_length=80)]


@router.post("/{code}/send_coins", response={200: DealOut, **Refusals}, summary="Coins were sent")
def send_coins(request: HttpRequest, code: str, body: SendCoinsIn) -> HttpResponse:
    return on(
        request, code, lambda act, deal: deals.send_coins(act, deal_id=deal.pk, txid=body.txid)
    )

"""Verbs that need nothing but the deal: one route each, all of one shape."""

from django.http import HttpRequest, HttpResponse

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals.api.routes import router
from amanat.capabilities.deals.api.seeing import on
from amanat.capabilities.deals.api.shapes import DealOut
from amanat.capabilities.deals.states import DEAL
from amanat.face.machines import Refusals

PLAIN = (
    "propose", "discard", "reject", "withdraw", "cancel", "give_up", "decline", "call_off",
    "receive", "extend", "give_back", "agree_cancel", "refuse_cancel", "claim_loss", "take_return",
    "refuse_fee", "renew_code", "open_all", "stop_work",
)  # fmt: skip


def _offer(name: str) -> None:
    verb = getattr(deals, name)

    def route(request: HttpRequest, code: str) -> HttpResponse:
        return on(request, code, lambda act, deal: verb(act, deal_id=deal.pk))

    route.__name__ = name
    router.post(
        f"/{{code}}/{name}", response={200: DealOut, **Refusals}, summary=DEAL.verbs[name].en
    )(route)


for _name in PLAIN:
    _offer(_name)

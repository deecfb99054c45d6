"""Another fee payer before payment, and a hand-over in person."""

from django.http import HttpRequest, HttpResponse
from ninja import Schema

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.api.routes import router
from amanat.capabilities.deals.api.seeing import mine, on, shown
from amanat.capabilities.deals.api.shapes import AcceptIn, DealOut, Side
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.refusals import NoFeeAsk, NotInPerson
from amanat.capabilities.deals.rules import Delivery
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.escrow import queries as holds
from amanat.face.machines import Given, Refusals, act_of, change_in_steps
from amanat.words.act import Role
from amanat.words.refusal import NotYours, refuse_unless


class FeeIn(Given):
    fee_payer: holds.FeePayer


class FeeAskOut(Schema):
    """Who asked for which payer; `sha256` is of the agreed terms with only the payer changed."""

    by: Side
    fee_payer: holds.FeePayer
    sha256: str


class HandCodeIn(Given):
    """`code` stands on the buyer's page, to be shown when the two meet."""

    code: str


class HandCodeOut(Schema):
    code: str


@router.post("/{code}/ask_fee", response={200: DealOut, **Refusals}, summary="Ask for a fee payer")
def ask_fee(request: HttpRequest, code: str, body: FeeIn) -> HttpResponse:
    return on(
        request,
        code,
        lambda act, deal: deals.ask_fee(act, deal_id=deal.pk, fee_payer=body.fee_payer.value),
    )


@router.get("/{code}/fee", response={200: FeeAskOut, **Refusals}, summary="The open question")
def fee_ask(request: HttpRequest, code: str) -> FeeAskOut:
    deal, _ = mine(request, code)
    ask = queries.fee_ask(deal)
    if ask is None:
        raise NoFeeAsk
    return FeeAskOut(by=Side(ask.role), fee_payer=holds.FeePayer(ask.fee_payer), sha256=ask.sha256)


@router.post("/{code}/accept_fee", response={200: DealOut, **Refusals}, summary="Sign it as well")
def accept_fee(request: HttpRequest, code: str, body: AcceptIn) -> HttpResponse:
    return on(
        request, code, lambda act, deal: deals.accept_fee(act, deal_id=deal.pk, sha256=body.sha256)
    )


@router.get(
    "/{code}/hand_code", response={200: HandCodeOut, **Refusals}, summary="The code to show"
)
def hand_code(request: HttpRequest, code: str) -> HandCodeOut:
    """For the buyer alone, while the goods are to be handed over in person."""
    deal, role = mine(request, code)
    refuse_unless(role is Role.BUYER, NotYours)
    DEAL.row("meet", deal.state, Role.SELLER)
    refuse_unless(queries.terms(deal).delivery == Delivery.HAND, NotInPerson)
    return HandCodeOut(code=queries.hand_code(deal, queries.meeting_of(deal)))


@router.post("/{code}/meet", response={200: DealOut, **Refusals}, summary="Hand over in person")
def meet(request: HttpRequest, code: str, body: HandCodeIn) -> HttpResponse:
    """The seller gives the code of the buyer's page. Wrong tries are counted."""

    def typed() -> tuple[Deal, Role]:
        deal, role = mine(request, code)
        deals.type_hand_code(act_of(request, role), deal_id=deal.pk, code=body.code)
        return deal, role

    def then(found: tuple[Deal, Role]) -> DealOut:
        deal, role = found
        return shown(deals.meet(act_of(request, role), deal_id=deal.pk), role)

    return change_in_steps(request, DealOut, typed, then)

"""The verbs of a deal for machines. Amounts are whole rial, written as strings of digits."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import BeforeValidator, Field

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.rules import Delivery
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.escrow import queries as holds
from amanat.face.machines import Problem, act_of, change
from amanat.words.act import Act, Role

MOST_PER_PAGE = 100
router = Router(tags=["deals"])
Rial = Annotated[
    str, BeforeValidator(str), Field(pattern=r"^[0-9]{1,18}$", examples=["1116000000"])
]
DealState = StrEnum("DealState", {state: state for state in sorted(DEAL.states)})  # type: ignore[misc]  # members come from the machine
Refusals = {400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}


class Side(StrEnum):
    BUYER = "buyer"
    SELLER = "seller"


class TermsIn(Schema):
    """What may be written into a draft or a counter-offer; leave out what does not change."""

    title: str | None = None
    description: str | None = None
    price_units: Rial | None = None
    fee_payer: holds.FeePayer | None = None
    delivery: Delivery | None = None
    ship_hours: int | None = None
    inspection_hours: int | None = None
    checks: list[str] | None = None


class DraftIn(TermsIn):
    other_phone: str | None = None


class BeginIn(DraftIn):
    role: Side


class AcceptIn(Schema):
    sha256: str


class ShipIn(Schema):
    carrier: Delivery
    code: str
    file_id: int | None = None


class ReportIn(Schema):
    kind: str
    words: str
    wants: str
    file_ids: list[int] = []


class MessageIn(Schema):
    words: str


class PositionOut(Schema):
    """Where every rial is. The five parts add up to `total_units`."""

    total_units: Rial
    with_payer_units: Rial
    held_units: Rial
    with_payee_units: Rial
    fee_units: Rial
    returned_units: Rial


class TermsOut(Schema):
    version: int
    sha256: str
    title: str
    description: str
    price_units: Rial
    fee_payer: holds.FeePayer
    fee_basis_points: int
    delivery: Delivery
    ship_hours: int
    inspection_hours: int
    checks: list[str]


class DealOut(Schema):
    code: str
    state: DealState
    role: Side
    turn: str | None
    due_at: datetime | None
    at_zero: str | None
    verbs: list[str]
    terms: TermsOut | None
    position: PositionOut


class DealsOut(Schema):
    deals: list[DealOut]
    next_before: str | None


class MessageOut(Schema):
    id: str
    at: datetime


def shown(deal: Deal, role: Role) -> DealOut:
    """A deal as one of its sides may see it."""
    timer = DEAL.timers.get(deal.state)
    version = queries.version_on_table(deal) if deal.version else None
    turn = queries.turn(deal)
    return DealOut(
        code=deal.code,
        state=DealState(deal.state),
        role=Side(role),
        turn=str(turn) if turn else None,
        due_at=deal.due_at,
        at_zero=timer.says.en if timer and deal.due_at else None,
        verbs=DEAL.open_to(role, deal.state),
        terms=TermsOut(version=version.number, sha256=version.sha256, **version.body)
        if version
        else None,
        position=PositionOut.model_validate(holds.position(deal.subject), from_attributes=True),
    )


Verb = Callable[[Act, Deal], Any]


def _on(request: HttpRequest, code: str, verb: Verb) -> HttpResponse:
    """Find the caller's deal, take the caller's side, run one verb, show the deal."""

    def do() -> DealOut:
        deal = queries.deal_for(request.user.pk, code)
        role = deal.role_of(request.user.pk)
        assert role is not None, "deal_for finds only deals one is a side of."
        verb(act_of(request, role), deal)
        return shown(queries.deal_for(request.user.pk, code), role)

    return change(request, DealOut, do)


def _given(body: TermsIn) -> dict[str, Any]:
    fields = body.model_dump(exclude_none=True, exclude={"role"}, mode="json")
    if "price_units" in fields:
        fields["price_units"] = int(fields["price_units"])
    return fields


@router.get("", response={200: DealsOut, **Refusals}, summary="My deals, newest first")
def listed(
    request: HttpRequest, before: str = "", limit: int = Query(20, ge=1, le=MOST_PER_PAGE)
) -> DealsOut:
    mine = queries.mine(request.user.pk)
    if before:
        mine = mine.filter(pk__lt=queries.deal_for(request.user.pk, before).pk)
    found = list(mine[: limit + 1])
    page = found[:limit]
    more = page[-1].code if len(found) > limit else None
    return DealsOut(
        deals=[shown(deal, deal.role_of(request.user.pk) or Role.BUYER) for deal in page],
        next_before=more,
    )


@router.get("/{code}", response={200: DealOut, **Refusals}, summary="One deal of mine")
def one(request: HttpRequest, code: str) -> DealOut:
    deal = queries.deal_for(request.user.pk, code)
    return shown(deal, deal.role_of(request.user.pk) or Role.BUYER)


@router.post("", response={201: DealOut, **Refusals}, summary="Begin a draft")
def begin(request: HttpRequest, body: BeginIn) -> HttpResponse:
    def do() -> DealOut:
        role = Role(body.role)
        deal = deals.begin(act_of(request, role), role=role, **_given(body))
        return shown(deal, role)

    return change(request, DealOut, do, status=201)


@router.post("/{code}/describe", response={200: DealOut, **Refusals}, summary="Write the terms")
def describe(request: HttpRequest, code: str, body: DraftIn) -> HttpResponse:
    fields = _given(body)
    return _on(request, code, lambda act, deal: deals.describe(act, deal_id=deal.pk, **fields))


@router.post("/{code}/counter", response={200: DealOut, **Refusals}, summary="Offer other terms")
def counter(request: HttpRequest, code: str, body: TermsIn) -> HttpResponse:
    fields = _given(body)
    return _on(request, code, lambda act, deal: deals.counter(act, deal_id=deal.pk, **fields))


@router.post("/{code}/accept", response={200: DealOut, **Refusals}, summary="Accept this version")
def accept(request: HttpRequest, code: str, body: AcceptIn) -> HttpResponse:
    return _on(
        request, code, lambda act, deal: deals.accept(act, deal_id=deal.pk, sha256=body.sha256)
    )


@router.post("/{code}/ship", response={200: DealOut, **Refusals}, summary="Record the shipment")
def ship(request: HttpRequest, code: str, body: ShipIn) -> HttpResponse:
    fields = body.model_dump(mode="json")
    return _on(request, code, lambda act, deal: deals.ship(act, deal_id=deal.pk, **fields))


@router.post("/{code}/correct", response={200: DealOut, **Refusals}, summary="Correct the code")
def correct(request: HttpRequest, code: str, body: ShipIn) -> HttpResponse:
    fields = body.model_dump(mode="json")
    return _on(request, code, lambda act, deal: deals.correct(act, deal_id=deal.pk, **fields))


@router.post("/{code}/report", response={200: DealOut, **Refusals}, summary="Report a problem")
def report(request: HttpRequest, code: str, body: ReportIn) -> HttpResponse:
    fields = body.model_dump(mode="json")
    fields["file_ids"] = tuple(fields["file_ids"])
    return _on(request, code, lambda act, deal: deals.report(act, deal_id=deal.pk, **fields))


@router.post("/{code}/messages", response={201: MessageOut, **Refusals}, summary="Say something")
def write_message(request: HttpRequest, code: str, body: MessageIn) -> HttpResponse:
    def do() -> MessageOut:
        deal = queries.deal_for(request.user.pk, code)
        act = act_of(request, deal.role_of(request.user.pk) or Role.PERSON)
        said = deals.write_message(act, deal_id=deal.pk, words=body.words)
        return MessageOut(id=str(said.pk), at=said.at)

    return change(request, MessageOut, do, status=201)


#  Verbs that need nothing but the deal: one route each, all of one shape.
PLAIN = (
    "propose", "discard", "reject", "withdraw", "cancel", "give_up", "decline", "call_off",
    "receive", "extend", "approve", "give_back",
)  # fmt: skip


def _plain(name: str) -> None:
    verb = getattr(deals, name)

    def route(request: HttpRequest, code: str) -> HttpResponse:
        return _on(request, code, lambda act, deal: verb(act, deal_id=deal.pk))

    route.__name__ = name
    router.post(
        f"/{{code}}/{name}", response={200: DealOut, **Refusals}, summary=DEAL.verbs[name].en
    )(route)


for _name in PLAIN:
    _plain(_name)

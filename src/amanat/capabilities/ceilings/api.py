"""Ceilings for machines: what anybody may know, what a seller reserves, what officers decide."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ceilings import actions, queries
from amanat.capabilities.ceilings.models import Change, Input, Reservation
from amanat.capabilities.ceilings.rules import terms
from amanat.capabilities.ceilings.rules.exposure import BANDS
from amanat.capabilities.ceilings.states import CEILING, CHANGE, INPUT, RESERVATION
from amanat.face.machines import Given, InPath, Refusals, Rial, act_of, caller, change
from amanat.face.one_of import OneOf, states_of
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role

router = Router(tags=["ceilings"])
CeilingState = Annotated[str, OneOf("CeilingState", states_of(CEILING))]
InputState = Annotated[str, OneOf("CeilingInputState", states_of(INPUT))]
ChangeState = Annotated[str, OneOf("CeilingChangeState", states_of(CHANGE))]
SaleState = Annotated[str, OneOf("ReservationState", states_of(RESERVATION))]
InputKind = Annotated[str, OneOf("CeilingInputKind", terms.KINDS)]
FactKind = Annotated[str, OneOf("CeilingFactKind", terms.FACTS)]
CollateralKind = Annotated[str, OneOf("CollateralKind", terms.COLLATERAL)]
ChangeKind = Annotated[str, OneOf("CeilingChangeKind", terms.CHANGES)]
Reason = Annotated[str, OneOf("CeilingRefusalReason", terms.REFUSALS)]
Band = Annotated[str, OneOf("CeilingBand", BANDS)]
Line = Annotated[str, Field(max_length=terms.LONGEST_NAME)]
Words = Annotated[str, Field(max_length=terms.LONGEST_WORDS)]
Day = Annotated[date, Field(examples=["2027-03-20"])]
Code = Annotated[str, Field(max_length=40)]
SaleKey = Annotated[str, Field(min_length=1, max_length=100)]


class PublicOut(Schema):
    """What anybody may know: `band` says how much is free, never the exact figure."""

    business: str
    ceiling_units: Rial
    band: Band
    state: CeilingState
    binding: str
    escrow_share_basis_points: int
    formula: str
    parameter_set: str
    is_confirmed: bool
    decided_at: datetime | None


class CeilingOut(PublicOut):
    """The same for whoever runs the business, in figures."""

    exposure_units: Rial
    reserved_units: Rial
    headroom_units: Rial
    overhang_units: Rial
    gross_units: Rial
    escrow_required_units: Rial
    failed_gates: list[str]


class ReceiptOut(Schema):
    """`receipt` is signed in canonical JSON: sorted keys, no spaces, UTF-8."""

    receipt: dict[str, str]
    signature: dict[str, str]
    log_index: int | None


class ReserveIn(Given):
    """`sale` names the sale, once per business: the same again is the same reservation."""

    sale: SaleKey
    units: Rial


class ReservationOut(Schema):
    """`due_at` is until when it may be paid; `receipt` the code of its receipt once it is."""

    id: str
    sale: str
    state: SaleState
    units: Rial
    exposure_units: Rial
    due_at: datetime | None
    receipt: str


class DeclareIn(Given):
    kind: FactKind
    units: Rial
    certifier: Line
    certifier_id: Line
    number: Line
    valid_until: Day


class TopUpIn(Given):
    kind: CollateralKind
    units: Rial
    issuer: Line
    number: Line
    valid_until: Day


class InputOut(Schema):
    id: str
    kind: InputKind
    state: InputState
    units: Rial
    certifier: str
    number: str
    valid_until: date
    due_at: datetime | None
    reason: str


class Inputs(Schema):
    inputs: list[InputOut]


class ReasonIn(Given):
    reason: Reason


class ChangeIn(Given):
    """`units` only for "set"; without `effective_at` as soon as a second person approves."""

    kind: ChangeKind
    units: Rial | None = None
    words: Words
    effective_at: datetime | None = None


class ChangeOut(Schema):
    id: str
    kind: ChangeKind
    state: ChangeState
    units: Rial | None
    words: str
    effective_at: datetime


def _public(business_id: int, code: str, at: datetime) -> dict[str, Any]:
    found = queries.in_force(business_id, at)
    share = queries.escrow_share(business_id, at)
    return {
        "business": code, "ceiling_units": found.units, "band": queries.band(business_id, at),
        "state": found.state, "binding": found.binding, "formula": found.formula,
        "escrow_share_basis_points": share.share_basis_points,
        "parameter_set": found.parameter_set, "is_confirmed": found.is_confirmed,
        "decided_at": found.decided_at,
    }  # fmt: skip


def _sale(one: Reservation) -> ReservationOut:
    receipt = queries.receipts_of(one.pk)
    return ReservationOut(
        id=str(one.pk), sale=one.key, state=one.state, units=str(one.units),
        exposure_units=str(one.exposure_units), due_at=one.due_at,
        receipt=receipt.code if receipt else "",
    )  # fmt: skip


def _input(one: Input) -> InputOut:
    return InputOut(
        id=str(one.pk), kind=one.kind, state=one.state, units=str(one.units),
        certifier=one.certifier, number=one.number, valid_until=one.valid_until,
        due_at=one.due_at, reason=one.reason,
    )  # fmt: skip


def _change(one: Change) -> ChangeOut:
    return ChangeOut(
        id=str(one.pk), kind=one.kind, state=one.state,
        units=None if one.units is None else str(one.units), words=one.words,
        effective_at=one.effective_at,
    )  # fmt: skip


def _holder(request: HttpRequest, code: str) -> tuple[Act, int]:
    """An act for a business by somebody with a mandate in force; NotFound for everybody else."""
    act = act_of(request, Role.HOLDER)
    return act, businesses.check_mandate(act, businesses.by_code(code).pk).pk


def _staff(request: HttpRequest, *wanted: Role) -> Act:
    """An act under the first of these hats that is worn; NotFound for who has no business here."""
    worn = queries.check_officer(caller(request))
    return act_of(request, next((hat for hat in wanted if hat in worn), wanted[0]))


@router.get("/businesses/{code}/ceiling/public", response={200: PublicOut, **Refusals}, auth=None,
            summary="A ceiling and how much of it is free, in a word")  # fmt: skip
def public(request: HttpRequest, code: Code) -> dict[str, Any]:
    one = businesses.by_code(code)
    return _public(one.pk, one.code, clock.now())


@router.get("/receipts/{code}", response={200: ReceiptOut, **Refusals}, auth=None,
            summary="A headroom receipt with its signature")  # fmt: skip
def receipt(request: HttpRequest, code: Code) -> dict[str, Any]:
    return queries.receipt(code).document


@router.get("/businesses/{code}/ceiling", response={200: CeilingOut, **Refusals},
            summary="The ceiling of your business, in figures")  # fmt: skip
def ceiling(request: HttpRequest, code: Code) -> dict[str, Any]:
    act, business_id = _holder(request, code)
    found = queries.in_force(business_id, act.at)
    one = businesses.business(business_id)
    return _public(business_id, one.code, act.at) | {
        "exposure_units": found.exposure_units, "reserved_units": found.reserved_units,
        "headroom_units": found.headroom_units, "overhang_units": found.overhang_units,
        "gross_units": found.gross_units, "failed_gates": list(found.failed),
        "escrow_required_units": queries.escrow_share(business_id, act.at).required_units,
    }  # fmt: skip


@router.post("/businesses/{code}/reservations", response={201: ReservationOut, **Refusals},
             summary="Reserve room for a sale")  # fmt: skip
def reserve(request: HttpRequest, code: Code, body: ReserveIn) -> HttpResponse:
    """Held for some minutes; then it is free again unless its money came."""

    def do() -> ReservationOut:
        act, business_id = _holder(request, code)
        made = actions.reserve(act, business_id=business_id, units=int(body.units), key=body.sale)
        return _sale(made)

    return change(request, ReservationOut, do, status=201)


@router.post("/businesses/{code}/reservations/{reservation_id}/release",
             response={200: ReservationOut, **Refusals}, summary="Free the room of an unpaid sale")  # fmt: skip
def release(request: HttpRequest, code: Code, reservation_id: InPath) -> HttpResponse:
    def do() -> ReservationOut:
        act, business_id = _holder(request, code)
        queries.check_sale(reservation_id, business_id)
        return _sale(actions.release(act, reservation_id=reservation_id))

    return change(request, ReservationOut, do)


@router.get("/businesses/{code}/ceiling/inputs", response={200: Inputs, **Refusals},
            summary="What was declared for the ceiling")  # fmt: skip
def inputs(request: HttpRequest, code: Code) -> Inputs:
    _, business_id = _holder(request, code)
    return Inputs(inputs=[_input(one) for one in queries.declared(business_id)])


@router.post("/businesses/{code}/ceiling/declare", response={201: InputOut, **Refusals},
             summary="Declare revenue, capacity, backlog or stock")  # fmt: skip
def declare(request: HttpRequest, code: Code, body: DeclareIn) -> HttpResponse:
    """It counts nothing before two people confirm it."""

    def do() -> InputOut:
        act, business_id = _holder(request, code)
        given = body.dict() | {"units": int(body.units)}
        return _input(actions.declare(act, business_id=business_id, **given))

    return change(request, InputOut, do, status=201)


@router.post("/businesses/{code}/ceiling/top_up", response={201: InputOut, **Refusals},
             summary="Offer collateral")  # fmt: skip
def top_up(request: HttpRequest, code: Code, body: TopUpIn) -> HttpResponse:
    """Each guarantee counts once, for one business."""

    def do() -> InputOut:
        act, business_id = _holder(request, code)
        given = body.dict() | {"units": int(body.units)}
        return _input(actions.top_up(act, business_id=business_id, **given))

    return change(request, InputOut, do, status=201)


@router.post("/ceiling-inputs/{input_id}/take_back_input",
             response={200: InputOut, **Refusals}, summary="Take back what nobody looked at")  # fmt: skip
def take_back_input(request: HttpRequest, input_id: InPath) -> HttpResponse:
    def do() -> InputOut:
        act = act_of(request, Role.HOLDER)
        return _input(actions.take_back_input(act, ceiling_input_id=input_id))

    return change(request, InputOut, do)


@router.post("/ceiling-inputs/{input_id}/verify_input", response={200: InputOut, **Refusals},
             summary="Checked, and right: the first of two people")  # fmt: skip
def verify_input(request: HttpRequest, input_id: InPath) -> HttpResponse:
    def do() -> InputOut:
        act = _staff(request, Role.OFFICER, Role.SUPERVISOR)
        return _input(actions.verify_input(act, ceiling_input_id=input_id))

    return change(request, InputOut, do)


@router.post("/ceiling-inputs/{input_id}/confirm_input", response={200: InputOut, **Refusals},
             summary="Confirmed by the second person")  # fmt: skip
def confirm_input(request: HttpRequest, input_id: InPath) -> HttpResponse:
    def do() -> InputOut:
        act = _staff(request, Role.OFFICER, Role.SUPERVISOR)
        return _input(actions.confirm_input(act, ceiling_input_id=input_id))

    return change(request, InputOut, do)


@router.post("/ceiling-inputs/{input_id}/refuse_input", response={200: InputOut, **Refusals},
             summary="It does not hold")  # fmt: skip
def refuse_input(request: HttpRequest, input_id: InPath, body: ReasonIn) -> HttpResponse:
    def do() -> InputOut:
        act = _staff(request, Role.OFFICER, Role.SUPERVISOR)
        return _input(actions.refuse_input(act, ceiling_input_id=input_id, reason=body.reason))

    return change(request, InputOut, do)


@router.post("/businesses/{code}/ceiling/propose_change", response={201: ChangeOut, **Refusals},
             summary="Propose a change by hand; a second person approves it")  # fmt: skip
def propose_change(request: HttpRequest, code: Code, body: ChangeIn) -> HttpResponse:
    def do() -> ChangeOut:
        act = _staff(request, Role.OFFICER)
        one = businesses.by_code(code)
        given = body.dict() | {"units": None if body.units is None else int(body.units)}
        return _change(actions.propose_change(act, business_id=one.pk, **given))

    return change(request, ChangeOut, do, status=201)


@router.post("/ceiling-changes/{change_id}/approve_change", response={200: ChangeOut, **Refusals},
             summary="Approve a change as the second person")  # fmt: skip
def approve_change(request: HttpRequest, change_id: InPath) -> HttpResponse:
    def do() -> ChangeOut:
        act = _staff(request, Role.SUPERVISOR)
        return _change(actions.approve_change(act, ceiling_change_id=change_id))

    return change(request, ChangeOut, do)


@router.post("/ceiling-changes/{change_id}/turn_down_change", response={200: ChangeOut, **Refusals},
             summary="Turn a change down")  # fmt: skip
def turn_down_change(request: HttpRequest, change_id: InPath) -> HttpResponse:
    def do() -> ChangeOut:
        act = _staff(request, Role.OFFICER, Role.SUPERVISOR)
        return _change(actions.turn_down_change(act, ceiling_change_id=change_id))

    return change(request, ChangeOut, do)


def _frozen(request: HttpRequest, code: str, verb: str) -> dict[str, Any]:
    """One word about a freeze, by whoever it belongs to in its state."""
    act = _staff(request, Role.COMMITTEE, Role.OFFICER)
    one = businesses.by_code(code)
    found = queries.ceiling_of(one.pk)
    row = CEILING.find(verb, found.state)
    if row is not None:
        act = _staff(request, *sorted(row.who))
    getattr(actions, verb)(act, ceiling_id=found.pk)
    return _public(one.pk, one.code, act.at)


@router.post("/businesses/{code}/ceiling/keep_frozen", response={200: PublicOut, **Refusals},
             summary="Confirm a freeze by the platform")  # fmt: skip
def keep_frozen(request: HttpRequest, code: Code) -> HttpResponse:
    return change(request, PublicOut, lambda: _frozen(request, code, "keep_frozen"))


@router.post("/businesses/{code}/ceiling/unfreeze", response={200: PublicOut, **Refusals},
             summary="Open a freeze that came before the committee")  # fmt: skip
def unfreeze(request: HttpRequest, code: Code) -> HttpResponse:
    return change(request, PublicOut, lambda: _frozen(request, code, "unfreeze"))

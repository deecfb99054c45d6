"""Deliveries for machines: the buyer's, the maker's, files of rows, and what anybody may know."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.deliveries import actions, queries
from amanat.capabilities.deliveries.api.shapes import (
    Code,
    CompensationOut,
    DefectsIn,
    DelayAnswerIn,
    Deliveries,
    DeliveryCallIn,
    DeliveryOut,
    LateDayOut,
    ProgrammeOut,
    ProgrammeWeekOut,
    SheetFault,
    SheetIn,
    SheetOut,
    SheetRowIn,
    SheetRowOut,
    SheetRows,
    VehicleHandOverIn,
)
from amanat.capabilities.deliveries.models import Delivery, LateComplaint, Line, Sheet
from amanat.capabilities.permits import queries as permits
from amanat.face.machines import InPath, Refusals, act_of, caller, change, change_in_steps
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role

router = Router(tags=["deliveries"])


def _delivery(one: Delivery, at: datetime, reckoner: queries.Reckoner | None = None) -> DeliveryOut:
    late = queries.late_so_far(one, at, reckoner)
    filed: LateComplaint | None = queries.complaint_of(one)
    return DeliveryOut(
        contract=one.contract_code, state=one.state, promised=one.promised, vin=one.vin or "",
        ready_on=one.ready_on, due_units=str(one.due_units), is_paid=one.due_paid_on is not None,
        late_days=late.so_far.days if late else 0,
        so_far_units=str(late.so_far.units if late else 0),
        tomorrow_units=str(late.tomorrow_units if late else 0), left_units=str(one.left_units),
        handed_on=one.handed_on, defects=one.defects, buyer_defects=one.buyer_defects,
        complaint=filed.state if filed else None,
    )  # fmt: skip


def _sheet(one: Sheet) -> SheetOut:
    return SheetOut(
        id=str(one.pk), work=one.work, state=one.state, rows=one.lines,
        percent=queries.progress(one).percent, sound=one.sound, faulty=one.faulty,
        done=one.done, refused=one.refused,
    )  # fmt: skip


def _row(line: Line) -> SheetRowOut:
    faults = [SheetFault(column=name, **said) for name, said in line.faults.items()]
    return SheetRowOut(
        row=line.row, contract=line.cells.get("contract", ""), faults=faults,
        refusal=(line.refusal or {}).get("code", ""), receipt=str(line.entry_id or ""),
    )  # fmt: skip


def _mine(request: HttpRequest, code: str) -> tuple[Act, Delivery]:
    """The reader's own delivery as its buyer."""
    act = act_of(request, Role.PERSON)
    return act, queries.of_buyer(act.person, code)


def _sold(request: HttpRequest, code: str) -> tuple[Act, Delivery]:
    """A delivery of a business the reader may act for."""
    act = act_of(request, Role.HOLDER)
    one = queries.by_contract_code(code)
    businesses.check_mandate(act, one.business_id)
    return act, one


def _changed(request: HttpRequest, do: Callable[[], Delivery]) -> HttpResponse:
    return change(request, DeliveryOut, lambda: _delivery(do(), clock.now()))


@router.get("/deliveries", response={200: Deliveries, **Refusals},
            summary="Your own deliveries")  # fmt: skip
def mine(request: HttpRequest) -> Deliveries:
    return _many(queries.all_of_buyer(caller(request)), clock.now())


def _many(rows: list[Delivery], at: datetime) -> Deliveries:
    reckoner = queries.Reckoner()
    reckoner.know(rows)
    return Deliveries(deliveries=[_delivery(one, at, reckoner) for one in rows])


@router.get("/deliveries/{code}", response={200: DeliveryOut, **Refusals},
            summary="Your own delivery, with what its delay costs")  # fmt: skip
def delivery(request: HttpRequest, code: Code) -> DeliveryOut:
    act, one = _mine(request, code)
    return _delivery(one, act.at)


@router.post("/deliveries/{code}/accept_delivery", response={200: DeliveryOut, **Refusals},
             summary="Accept it, with what is wrong if anything is")  # fmt: skip
def accept_delivery(request: HttpRequest, code: Code, body: DefectsIn) -> HttpResponse:
    def do() -> Delivery:
        act, one = _mine(request, code)
        return actions.accept_delivery(act, delivery_id=one.pk, defects=body.defects)

    return _changed(request, do)


@router.post("/deliveries/{code}/renew_hand_code", response={200: DeliveryOut, **Refusals},
             summary="Make a new hand-over code")  # fmt: skip
def renew_hand_code(request: HttpRequest, code: Code) -> HttpResponse:
    def do() -> Delivery:
        act, one = _mine(request, code)
        return actions.renew_hand_code(act, delivery_id=one.pk)

    return _changed(request, do)


@router.post("/deliveries/{code}/complain_of_delay", response={200: DeliveryOut, **Refusals},
             summary="File the complaint that is written already")  # fmt: skip
def complain_of_delay(request: HttpRequest, code: Code) -> HttpResponse:
    def do() -> Delivery:
        act, one = _mine(request, code)
        actions.complain_of_delay(act, delivery_id=one.pk)
        return one

    return _changed(request, do)


@router.get("/businesses/{code}/deliveries", response={200: Deliveries, **Refusals},
            summary="Deliveries of your business that are open")  # fmt: skip
def deliveries(request: HttpRequest, code: Code) -> Deliveries:
    act = act_of(request, Role.HOLDER)
    business = businesses.check_mandate(act, businesses.by_code(code).pk)
    return _many(queries.of_business(business.pk, "open"), act.at)


@router.post("/deliveries/{code}/call_buyer", response={200: DeliveryOut, **Refusals},
             summary="Bind the vehicle and call the buyer")  # fmt: skip
def call_buyer(request: HttpRequest, code: Code, body: DeliveryCallIn) -> HttpResponse:
    def do() -> Delivery:
        act, one = _sold(request, code)
        return actions.call_buyer(act, delivery_id=one.pk, vin=body.vin, day=body.day)

    return _changed(request, do)


@router.post("/deliveries/{code}/hand_to_buyer", response={200: DeliveryOut, **Refusals},
             summary="Hand over, by the code that the buyer gives")  # fmt: skip
def hand_to_buyer(request: HttpRequest, code: Code, body: VehicleHandOverIn) -> HttpResponse:
    def typed() -> Delivery:
        act, one = _sold(request, code)
        actions.type_delivery_code(act, delivery_id=one.pk, code=body.code)
        return one

    def then(one: Delivery) -> DeliveryOut:
        act = act_of(request, Role.HOLDER)
        done = actions.hand_to_buyer(act, delivery_id=one.pk, defects=body.defects)
        return _delivery(done, act.at)

    return change_in_steps(request, DeliveryOut, typed, then)


@router.post("/deliveries/{code}/pay_compensation",
             response={200: CompensationOut, **Refusals}, summary="Pay what the delay cost")  # fmt: skip
def pay_compensation(request: HttpRequest, code: Code) -> HttpResponse:
    def do() -> CompensationOut:
        act, one = _sold(request, code)
        payment_id = actions.pay_compensation(act, delivery_id=one.pk)
        return CompensationOut(payment=str(payment_id), units=str(one.left_units))

    return change(request, CompensationOut, do)


@router.post("/deliveries/{code}/answer_delay", response={200: DeliveryOut, **Refusals},
             summary="Answer the buyer's complaint")  # fmt: skip
def answer_delay(request: HttpRequest, code: Code, body: DelayAnswerIn) -> HttpResponse:
    def do() -> Delivery:
        act, one = _sold(request, code)
        filed = queries.complaint_of_delivery(one)
        actions.answer_delay(act, late_complaint_id=filed.pk, answer=body.answer)
        return one

    return _changed(request, do)


@router.post("/businesses/{code}/delivery-sheets", response={201: SheetOut, **Refusals},
             summary="Send rows; each is checked by itself")  # fmt: skip
def upload_sheet(request: HttpRequest, code: Code, body: SheetIn) -> HttpResponse:
    def do() -> SheetOut:
        act = act_of(request, Role.HOLDER)
        business_id = businesses.by_code(code).pk
        made = actions.upload_sheet(
            act, business_id=business_id, work=body.work, name=body.name,
            content=body.csv.encode(),
        )  # fmt: skip
        return _sheet(made)

    return change(request, SheetOut, do, status=201)


def _my_sheet(request: HttpRequest, sheet_id: int) -> tuple[Act, Sheet]:
    act = act_of(request, Role.HOLDER)
    found = queries.sheet(sheet_id)
    businesses.check_mandate(act, found.business_id)
    return act, found


@router.get("/delivery-sheets/{sheet_id}", response={200: SheetOut, **Refusals},
            summary="How far a file of rows is")  # fmt: skip
def sheet(request: HttpRequest, sheet_id: InPath) -> SheetOut:
    return _sheet(_my_sheet(request, sheet_id)[1])


@router.get("/delivery-sheets/{sheet_id}/faulty", response={200: SheetRows, **Refusals},
            summary="The first rows that cannot be used, and why")  # fmt: skip
def faulty(request: HttpRequest, sheet_id: InPath) -> SheetRows:
    _, found = _my_sheet(request, sheet_id)
    return SheetRows(rows=[_row(line) for line in queries.faulty(found.pk)])


@router.post("/delivery-sheets/{sheet_id}/rows/{row}/mend_row",
             response={200: SheetRowOut, **Refusals}, summary="Type a faulty row again")  # fmt: skip
def mend_row(request: HttpRequest, sheet_id: InPath, row: InPath, body: SheetRowIn) -> HttpResponse:
    def do() -> SheetRowOut:
        act, found = _my_sheet(request, sheet_id)
        cells = body.model_dump(mode="json")
        return _row(actions.mend_row(act, delivery_sheet_id=found.pk, row=row, cells=cells))

    return change(request, SheetRowOut, do)


def _on_sheet(request: HttpRequest, sheet_id: int, verb: Callable[..., Any]) -> HttpResponse:
    def do() -> SheetOut:
        act, found = _my_sheet(request, sheet_id)
        return _sheet(verb(act, delivery_sheet_id=found.pk))

    return change(request, SheetOut, do)


@router.post("/delivery-sheets/{sheet_id}/confirm_sheet", response={200: SheetOut, **Refusals},
             summary="Do every sound row")  # fmt: skip
def confirm_sheet(request: HttpRequest, sheet_id: InPath) -> HttpResponse:
    return _on_sheet(request, sheet_id, actions.confirm_sheet)


@router.post("/delivery-sheets/{sheet_id}/take_sheet_back",
             response={200: SheetOut, **Refusals}, summary="Do nothing of it")  # fmt: skip
def take_sheet_back(request: HttpRequest, sheet_id: InPath) -> HttpResponse:
    return _on_sheet(request, sheet_id, actions.take_sheet_back)


@router.get("/permits/{code}/deliveries", response={200: ProgrammeOut, **Refusals}, auth=None,
            summary="A permit's programme: planned, made, late")  # fmt: skip
def programme(request: HttpRequest, code: Code) -> ProgrammeOut:
    permit = permits.by_code(code)
    found = queries.numbers_of_permit(permit.pk)
    return ProgrammeOut(
        permit=permit.code,
        planned=found.planned,
        called=found.called,
        late=found.late,
        delivered=found.arrived,
        accrued_units=str(found.accrued_units),
        weeks=[
            ProgrammeWeekOut(starts=week.starts, planned=week.planned, made=week.made)
            for week in queries.weeks(permit.pk)
        ],
        late_days=[
            LateDayOut(day=one.day, deliveries=one.deliveries, units=str(one.units))
            for one in queries.accruals(permit.pk)
        ],
    )

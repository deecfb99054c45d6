"""What machines send and are told about deliveries."""

from datetime import date
from typing import Annotated

from ninja import Schema
from pydantic import Field

from amanat.capabilities.deliveries.rules import complaint, table
from amanat.capabilities.deliveries.rules.sheets import WORKS
from amanat.capabilities.deliveries.states import COMPLAINT, DELIVERY, SHEET
from amanat.face.machines import Given, Rial
from amanat.face.one_of import OneOf, states_of

DeliveryState = Annotated[str, OneOf("DeliveryState", states_of(DELIVERY))]
SheetState = Annotated[str, OneOf("DeliverySheetState", states_of(SHEET))]
ComplaintState = Annotated[str, OneOf("LateComplaintState", states_of(COMPLAINT))]
SheetWork = Annotated[str, OneOf("DeliverySheetWork", WORKS)]
Code = Annotated[str, Field(max_length=40)]
Cell = Annotated[str, Field(max_length=table.LONGEST_CELL)]
Defects = Annotated[str, Field(max_length=2_000)]
Csv = Annotated[str, Field(min_length=1, max_length=900_000)]


class DeliveryOut(Schema):
    """`so_far_units` is what the delay has cost up to today, `left_units` what is not yet paid."""

    contract: str
    state: DeliveryState
    promised: date
    vin: str
    ready_on: date | None
    due_units: Rial
    is_paid: bool
    late_days: int
    so_far_units: Rial
    tomorrow_units: Rial
    left_units: Rial
    handed_on: date | None
    defects: str
    buyer_defects: str
    complaint: ComplaintState | None


class Deliveries(Schema):
    deliveries: list[DeliveryOut]


class DeliveryCallIn(Given):
    """`vin` stays empty for what is no vehicle."""

    vin: Cell = ""
    day: Annotated[date, Field(examples=["2026-11-22"])]


class VehicleHandOverIn(Given):
    """The six digits that the buyer gave on the spot, and what is wrong with the goods."""

    code: Annotated[str, Field(max_length=16)]
    defects: Defects = ""


class DefectsIn(Given):
    defects: Defects = ""


class DelayAnswerIn(Given):
    answer: Annotated[str, Field(max_length=complaint.LONGEST_ANSWER)]


class CompensationOut(Schema):
    """Which payment to make: the buyer gets it as soon as the bank has settled it."""

    payment: str
    units: Rial


class SheetIn(Given):
    """Rows as CSV text; the page takes files of any encoding and 100,000 rows."""

    work: SheetWork
    name: Cell
    csv: Csv


class SheetOut(Schema):
    id: str
    work: SheetWork
    state: SheetState
    rows: int
    percent: int
    sound: int
    faulty: int
    done: int
    refused: int


class SheetRowIn(Given):
    contract: Cell
    vin: Cell = ""
    day: Cell
    code: Cell = ""
    note: Cell = ""


class SheetFault(Schema):
    column: str
    fa: str
    en: str


class SheetRowOut(Schema):
    """`receipt` is the number of the fact in the log."""

    row: int
    contract: str
    faults: list[SheetFault]
    refusal: str
    receipt: str


class SheetRows(Schema):
    rows: list[SheetRowOut]


class ProgrammeWeekOut(Schema):
    starts: date
    planned: int
    made: int


class LateDayOut(Schema):
    day: date
    deliveries: int
    units: Rial


class ProgrammeOut(Schema):
    permit: str
    planned: int
    called: int
    late: int
    delivered: int
    accrued_units: Rial
    weeks: list[ProgrammeWeekOut]
    late_days: list[LateDayOut]

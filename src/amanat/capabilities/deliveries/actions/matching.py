"""Rows of a file against the deliveries of the business: found in one query for a thousand rows."""

from collections.abc import Mapping, Sequence

from amanat.capabilities.deliveries.models import Delivery, Line, Sheet
from amanat.capabilities.deliveries.refusals import NoSuchContract, VinDiffers, VinNeeded, VinTaken
from amanat.capabilities.deliveries.rules import table
from amanat.capabilities.deliveries.rules.sheets import CALL
from amanat.capabilities.deliveries.rules.vin import VEHICLE
from amanat.capabilities.deliveries.states import OPEN, READY
from amanat.words.identity import bare
from amanat.words.refusal import Refused
from amanat.words.text import Text


def match(sheet: Sheet, batch: Sequence[table.Result]) -> list[Line]:
    """Each row as a line of the record, with the delivery it names or what is wrong with it."""
    sound = [one.delivery for one in batch if one.delivery is not None]
    deliveries = _deliveries(sheet, [one.contract for one in sound])
    taken = _taken([one.vin for one in sound]) if sheet.work == CALL else {}
    return [_line(sheet, one, deliveries, taken) for one in batch]


def _deliveries(sheet: Sheet, contracts: Sequence[str]) -> dict[str, Delivery]:
    """Deliveries of this business that such a row may be about, by their bare contract code."""
    rows = Delivery.objects.filter(
        business_id=sheet.business_id,
        state__in=OPEN if sheet.work == CALL else READY,
        bare_code__in=contracts,
    )
    return {one.bare_code: one for one in rows}


def _taken(vins: Sequence[str]) -> dict[str, int]:
    """Vehicles that are bound already, and to which contract."""
    rows = Delivery.objects.filter(vin__in=[vin for vin in vins if vin])
    return {vin: pk for vin, pk in rows.values_list("vin", "pk") if vin is not None}


def _line(
    sheet: Sheet,
    result: table.Result,
    deliveries: Mapping[str, Delivery],
    taken: Mapping[str, int],
) -> Line:
    line = Line(sheet=sheet, row=result.row, cells=dict(result.cells))
    faults: Mapping[str, Text] = result.faults
    if result.delivery is not None:
        found = deliveries.get(bare(result.delivery.contract))
        faults = _faults(sheet, result.delivery, found, taken)
        line.delivery_id = None if found is None else found.pk
    line.faults = {column: {"fa": said.fa, "en": said.en} for column, said in faults.items()}
    return line


def _faults(
    sheet: Sheet, typed: table.Delivery, found: Delivery | None, taken: Mapping[str, int]
) -> dict[str, Text]:
    no: Refused | None = None
    if found is None:
        no = NoSuchContract("contract")
    elif sheet.work == CALL and found.kind == VEHICLE and not typed.vin:
        no = VinNeeded("vin")
    elif taken.get(typed.vin, found.pk) != found.pk:
        no = VinTaken("vin")
    elif sheet.work != CALL and typed.vin and typed.vin != found.vin:
        no = VinDiffers("vin", bound=found.vin or "")
    return {} if no is None else {no.param: no.sentence}

"""A file of rows: kept, checked by the worker, mended by hand, confirmed, done row by row.

The worker commits every few rows with the place it has reached, and a row's outcome together with
what it did. So whoever goes on after a crash leaves nothing out and does nothing twice.
"""

import hashlib
from itertools import islice

from django.db import transaction

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.deliveries import queries
from amanat.capabilities.deliveries.actions.handing import hand_to_buyer, type_delivery_code
from amanat.capabilities.deliveries.actions.many import Call, call_many
from amanat.capabilities.deliveries.actions.matching import match
from amanat.capabilities.deliveries.events import (
    BackdatedDelivery,
    SheetChecked,
    SheetConfirmed,
    SheetDone,
    SheetRowMended,
    SheetTakenBack,
    SheetUploaded,
)
from amanat.capabilities.deliveries.models import Line, Sheet
from amanat.capabilities.deliveries.refusals import (
    NothingSound,
    NothingToMend,
    SheetRepeated,
    SheetStale,
    SheetTooLarge,
    TooManySheets,
    UnknownWork,
)
from amanat.capabilities.deliveries.rules import table
from amanat.capabilities.deliveries.rules.sheets import CALL, DELIVER, WORKS
from amanat.capabilities.deliveries.states import CHECKING, RUNNING, SHEET
from amanat.kernel.log.history import history
from amanat.kernel.log.moves import move, record, subject_of
from amanat.kernel.log.rows import write_rows
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.moments import read_day, tehran_day
from amanat.words.powers import SELL
from amanat.words.refusal import Refused, refuse_unless

MEGA = 2**20
MOST_OPEN = 5
LONGEST_NAME = 100
ROWS_AT_A_TIME = 1_000
DONE_AT_A_TIME = 300


def _locked(sheet_id: int) -> Sheet:
    """The row without its file, which may have megabytes."""
    return Sheet.objects.defer("content").lock(sheet_id)


@atomic
def upload_sheet(act: Act, *, business_id: int, work: str, name: str, content: bytes) -> Sheet:
    """Keep a file of rows in UTF-8. What is no table at all is refused here; rows are checked by
    the worker, each by itself."""
    businesses.check_mandate(act, business_id, SELL)
    refuse_unless(work in WORKS, UnknownWork, "work")
    fits = len(content) <= table.MOST_BYTES
    refuse_unless(fits, SheetTooLarge, "file", megabytes=table.MOST_BYTES // MEGA)
    rows = table.check(content, work)
    sha256 = hashlib.sha256(content).hexdigest()
    before = queries.same_sheet(business_id, work, sha256)
    refuse_unless(before is None, SheetRepeated, "file", number=before.pk if before else 0)
    refuse_unless(queries.open_sheets(business_id) < MOST_OPEN, TooManySheets, most=MOST_OPEN)
    sheet = Sheet(
        business_id=business_id, work=work, name=name[:LONGEST_NAME], sha256=sha256,
        content=table.in_utf8(content), lines=rows, by_id=act.person, at=act.at,
        day=tehran_day(act.at),
    )  # fmt: skip
    move(act, sheet, "upload_sheet", SheetUploaded(business_id, work, sha256, rows))
    return sheet


def work_sheets(act: Act) -> int:
    """The worker's round: every file that waits, to its end; answers how many it finished."""
    return sum(work_sheet(act, sheet_id=pk) for pk in queries.working_sheets())


def work_sheet(act: Act, *, sheet_id: int) -> bool:
    """Check or do one file to its end, in small commits; a dead worker's rest is done by the next."""
    state = queries.sheet(sheet_id).state
    if state == CHECKING:
        check_rows(act, sheet_id=sheet_id)
        finish_checking(act, sheet_id=sheet_id)
    elif state == RUNNING:
        while do_rows(act, sheet_id=sheet_id):
            pass
        finish_sheet(act, sheet_id=sheet_id)
    return state in {CHECKING, RUNNING}


def check_rows(act: Act, *, sheet_id: int) -> None:
    """Read every row that is not read yet, and say what is wrong with it."""
    sheet = Sheet.objects.get(pk=sheet_id)
    found = table.read(bytes(sheet.content), _work(sheet), after_row=sheet.read_through)
    while batch := list(islice(found, ROWS_AT_A_TIME)):
        if not _keep_rows(sheet_id, batch):
            return


def _work(sheet: Sheet) -> table.Work:
    ahead = queries.days_of(queries.CALL_DAYS, sheet.day)
    return table.Work.of(sheet.work, sheet.day, ahead)


@atomic
def _keep_rows(sheet_id: int, batch: list[table.Result]) -> bool:
    """Write down a few results; False when another hand was further already."""
    sheet = _locked(sheet_id)
    if sheet.state != CHECKING or sheet.read_through >= batch[0].row:
        return False
    lines = match(sheet, batch)
    Line.objects.bulk_create(lines)
    faulty = sum(bool(line.faults) for line in lines)
    sheet.read_through = batch[-1].row
    sheet.faulty += faulty
    sheet.sound += len(lines) - faulty
    sheet.backdated += sum(one.is_backdated for one in batch)
    sheet.save(update_fields=["read_through", "faulty", "sound", "backdated"])
    return True


@atomic
def finish_checking(act: Act, *, sheet_id: int) -> Sheet:
    """Every row is read: it is the maker's turn. Rows of days that are over are a finding."""
    sheet = _locked(sheet_id)
    if sheet.state != CHECKING:
        return sheet
    if sheet.backdated:
        record(act, BackdatedDelivery(sheet.business_id, sheet.backdated), subject=sheet)
    event = SheetChecked(sheet.sound, sheet.faulty)
    move(act.wearing(Role.HOUSE), sheet, "finish_checking", event)
    return sheet


@atomic
def mend_row(act: Act, *, delivery_sheet_id: int, row: int, cells: dict[str, str]) -> Line:
    """Type a faulty row again, in place; it is checked like any other."""
    sheet = _locked(delivery_sheet_id)
    businesses.check_mandate(act, sheet.business_id, SELL)
    SHEET.row("mend_row", sheet.state, act.role)
    old = queries.line(sheet.pk, row)
    refuse_unless(bool(old.faults), NothingToMend)
    typed = {column: cells.get(column, "").strip() for column in table.COLUMNS}
    result = table.read_row(row, typed, _work(sheet))
    if result.is_backdated:
        record(act, BackdatedDelivery(sheet.business_id, 1), subject=sheet)
    (line,) = match(sheet, [result])
    Line.objects.filter(pk=old.pk).update(
        cells=line.cells, faults=line.faults, delivery_id=line.delivery_id
    )
    if not line.faults:
        sheet.faulty, sheet.sound = sheet.faulty - 1, sheet.sound + 1
        move(act, sheet, "mend_row", SheetRowMended(row))
    return line


@atomic
def confirm_sheet(act: Act, *, delivery_sheet_id: int) -> Sheet:
    """Do every sound row. Faulty ones are left out, and say so in their receipt."""
    sheet = _locked(delivery_sheet_id)
    businesses.check_mandate(act, sheet.business_id, SELL)
    SHEET.row("confirm_sheet", sheet.state, act.role)
    refuse_unless(sheet.sound > 0, NothingSound)
    stale = sheet.work == DELIVER and sheet.day != tehran_day(act.at)
    refuse_unless(not stale, SheetStale)
    move(act, sheet, "confirm_sheet", SheetConfirmed(sheet.sound))
    return sheet


@atomic
def take_sheet_back(act: Act, *, delivery_sheet_id: int) -> Sheet:
    """Nothing of it is done."""
    sheet = _locked(delivery_sheet_id)
    businesses.check_mandate(act, sheet.business_id, SELL)
    sheet.ended_at = act.at
    move(act, sheet, "take_sheet_back", SheetTakenBack(sheet.sound + sheet.faulty))
    return sheet


def do_rows(act: Act, *, sheet_id: int) -> bool:
    """Do a few sound rows as whoever sent the file; False when none is left."""
    sheet = queries.sheet(sheet_id)
    rows = list(
        Line.objects.filter(sheet_id=sheet_id, faults={}, row__gt=sheet.done_through)
        .order_by("row")[:DONE_AT_A_TIME]
    )  # fmt: skip
    if not rows:
        return False
    holder = Act(sheet.by_id, Role.HOLDER, act.at, act.cause, act.depth)
    if sheet.work == CALL:
        _call_rows(holder, sheet_id, rows)
    else:
        for line in rows:
            _hand_row(holder, sheet_id, line)
    return True


@atomic
def _call_rows(act: Act, sheet_id: int, rows: list[Line]) -> None:
    """All of them in one commit; who is refused, is refused alone."""
    sheet = _locked(sheet_id)
    if sheet.done_through >= rows[0].row:
        return  # Another hand was quicker.
    outcomes = call_many(act, calls=[_call_of(line) for line in rows])
    for line, outcome in zip(rows, outcomes, strict=True):
        if isinstance(outcome, Refused):
            line.refusal = refusal_of(outcome)
        else:
            line.entry_id = outcome
    write_rows(rows, ["refusal", "entry_id"])
    _count(sheet, rows)


def _call_of(line: Line) -> Call:
    day = read_day(line.cells["day"])
    assert line.delivery_id is not None and day is not None, "A sound row names both."
    return Call(line.delivery_id, line.cells["vin"], day)


def _hand_row(act: Act, sheet_id: int, line: Line) -> None:
    """One hand-over: a wrong code stays counted whatever becomes of the row."""
    assert line.delivery_id is not None, "A sound row names its delivery."
    no: Refused | None = None
    try:
        type_delivery_code(
            act, delivery_id=line.delivery_id, code=line.cells["code"], vin=line.cells["vin"]
        )
    except Refused as refused:
        no = refused
    _finish_row(act, sheet_id, line, no)


@atomic
def _finish_row(act: Act, sheet_id: int, line: Line, no: Refused | None) -> None:
    """Hand over and write the receipt, in one commit."""
    sheet = _locked(sheet_id)
    if sheet.done_through >= line.row:
        return
    try:
        if no is not None:
            raise no
        assert line.delivery_id is not None, "A sound row names its delivery."
        note = line.cells.get("note", "")
        with transaction.atomic():
            handed = hand_to_buyer(act, delivery_id=line.delivery_id, defects=note)
        line.entry_id = history(subject_of(handed), 1)[-1].entry_id
    except Refused as refused:
        line.refusal = refusal_of(refused)
    line.save(update_fields=["refusal", "entry_id"])
    _count(sheet, [line])


def _count(sheet: Sheet, rows: list[Line]) -> None:
    refused = sum(line.refusal is not None for line in rows)
    sheet.done += len(rows) - refused
    sheet.refused += refused
    sheet.done_through = rows[-1].row
    sheet.save(update_fields=["done", "refused", "done_through"])


def refusal_of(no: Refused) -> dict[str, str]:
    """Why a row was not done, in both languages."""
    return {"code": no.code, "param": no.param, "fa": no.sentence.fa, "en": no.sentence.en}


@atomic
def finish_sheet(act: Act, *, sheet_id: int) -> Sheet:
    """Every sound row came to its end."""
    sheet = _locked(sheet_id)
    if sheet.state != RUNNING:
        return sheet
    sheet.ended_at = act.at
    event = SheetDone(sheet.done, sheet.refused)
    move(act.wearing(Role.HOUSE), sheet, "finish_sheet", event)
    return sheet

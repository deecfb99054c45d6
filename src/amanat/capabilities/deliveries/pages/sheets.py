"""Files of rows: send, watch the checking, mend in place, confirm, and take the receipts."""

import csv
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.deliveries import actions, queries
from amanat.capabilities.deliveries.models import Line, Sheet
from amanat.capabilities.deliveries.pages.forms import RowForm, UploadForm
from amanat.capabilities.deliveries.rules import table
from amanat.capabilities.deliveries.rules.sheets import DELIVER, WORKS
from amanat.face.say import language, say
from amanat.face.tables import table as csv_file
from amanat.face.web import SeeOther, act_of, answer, sent, signed_in
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day, typed_date
from amanat.words.refusal import NotFound, refuse_unless
from amanat.words.text import Text

DONE = Text("انجام شد", "Done")
LEFT_OUT = Text("کنار ماند", "Left out")
REFUSED = Text("پذیرفته نشد", "Refused")
WAITING = Text("در نوبت", "Waiting")
HEAD = ("row", "contract", "result", "reason", "receipt")


@never_cache
@signed_in
def upload_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Send a file of rows."""
    act = act_of(request, Role.HOLDER)
    business = businesses.check_mandate(act, businesses.by_code(code).pk)
    form = UploadForm(sent(request), request.FILES or None)

    def keep(data: dict[str, Any]) -> Sheet:
        content = data["file"].read(table.MOST_BYTES + 1)
        return actions.upload_sheet(
            act, business_id=business.pk, work=data["work"], name=data["file"].name,
            content=content,
        )  # fmt: skip

    return answer(
        request,
        form,
        keep,
        then=lambda sheet: reverse("deliveries:sheet", args=[sheet.pk]),
        otherwise=lambda: render(
            request,
            "deliveries/upload.html",
            {"form": form, "business": business, "works": WORKS.items()},
        ),
    )


@never_cache
@signed_in
def ready_rows(request: HttpRequest, code: str, work: str) -> HttpResponse:
    """A file with a row for each delivery that waits for this work, to be filled in."""
    act = act_of(request, Role.HOLDER)
    business = businesses.check_mandate(act, businesses.by_code(code).pk)
    refuse_unless(work in WORKS, NotFound)
    columns = [say(table.COLUMNS[name]) for name in (*table.NEEDED_FOR[work], "note")]
    day = typed_date(tehran_day(act.at), language()) if work == DELIVER else ""
    rows = [(*named, day) for named in queries.waiting_for(business.pk, work)]
    return csv_file(f"{work}-{business.code}", columns, rows)


def _mine(request: HttpRequest, sheet_id: int) -> tuple[Sheet, Act]:
    act = act_of(request, Role.HOLDER)
    found = queries.sheet(sheet_id)
    businesses.check_mandate(act, found.business_id)
    return found, act


@never_cache
@signed_in
def sheet(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """How far the file is, which rows are faulty, and what may be done with it now."""
    found, _ = _mine(request, sheet_id)
    shown = {
        "sheet": found,
        "progress": queries.progress(found),
        "business": businesses.business(found.business_id),
        "faulty": [(line, _faults(line)) for line in queries.faulty(found.pk)],
        "refused": [(line, _refusal(line)) for line in queries.turned_down(found.pk)],
        "here": reverse("deliveries:sheet", args=[found.pk]),
    }
    return render(request, "deliveries/sheet.html", shown)


def _refusal(line: Line) -> Text:
    said = line.refusal or {"fa": "", "en": ""}
    return Text(said["fa"], said["en"])


def _faults(line: Line) -> list[tuple[Text, Text]]:
    """Each fault with the name of its column."""
    whole = Text("سطر", "row")
    return [
        (table.COLUMNS.get(column, whole), Text(said["fa"], said["en"]))
        for column, said in line.faults.items()
    ]


@never_cache
@signed_in
def mend_row(request: HttpRequest, sheet_id: int, row: int) -> HttpResponse:
    """Type one faulty row again."""
    found, act = _mine(request, sheet_id)
    line, typed = queries.line(found.pk, row), sent(request)
    form = RowForm(line.cells if typed is None else typed, work=found.work)
    if typed is None:
        _tell(form, line)

    def mend(data: dict[str, Any]) -> Line:
        return actions.mend_row(act, delivery_sheet_id=found.pk, row=row, cells=data)

    def then(mended: Line) -> str:
        name = "deliveries:mend_row" if mended.faults else "deliveries:sheet"
        return reverse(name, args=[found.pk, row] if mended.faults else [found.pk])

    shown = {"sheet": found, "line": line, "form": form}
    return answer(
        request,
        form,
        mend,
        then=then,
        otherwise=lambda: render(request, "deliveries/row.html", shown),
    )


def _tell(form: RowForm, line: Line) -> None:
    """What the check found stands beside each field."""
    form.errors.clear()
    for column, fault in line.faults.items():
        where = column if column in form.fields else None
        form.add_error(where, say(Text(fault["fa"], fault["en"])))


@require_POST
@signed_in
def confirm_sheet(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """Do every sound row."""
    found, act = _mine(request, sheet_id)
    actions.confirm_sheet(act, delivery_sheet_id=found.pk)
    return SeeOther(reverse("deliveries:sheet", args=[found.pk]))


@require_POST
@signed_in
def take_sheet_back(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """Nothing of it is done."""
    found, act = _mine(request, sheet_id)
    actions.take_sheet_back(act, delivery_sheet_id=found.pk)
    return SeeOther(reverse("deliveries:sheet", args=[found.pk]))


class _Echo:
    """A file that gives back each line at once."""

    def write(self, line: str) -> str:
        return line


@never_cache
@signed_in
def receipts(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """What became of every row, as a file again."""
    found, _ = _mine(request, sheet_id)
    response = HttpResponse(_rows(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="receipts-{found.pk}.csv"'
    return response


def _rows(found: Sheet) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + str(writer.writerow(HEAD))
    for line in queries.lines(found.pk):
        yield str(writer.writerow(_receipt(line)))


def _receipt(line: Line) -> tuple[str, ...]:
    contract = guarded(line.cells.get("contract", ""))
    if line.entry_id is not None:
        return (str(line.row), contract, say(DONE), "", str(line.entry_id))
    if line.refusal is not None:
        return (str(line.row), contract, say(REFUSED), say(_refusal(line)), "")
    if line.faults:
        reason = next(iter(line.faults.values()))
        return (str(line.row), contract, say(LEFT_OUT), say(Text(reason["fa"], reason["en"])), "")
    return (str(line.row), contract, say(WAITING), "", "")


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell

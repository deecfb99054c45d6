"""Reads of files of rows: how far they are, which rows are faulty, and what each row came to."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from amanat.capabilities.deliveries.models import Line, Sheet
from amanat.capabilities.deliveries.rules.sheets import DELIVER, WORKS
from amanat.capabilities.deliveries.states import CHECKED, CHECKING, RUNNING, SHEET, WORKING
from amanat.words.refusal import NotFound
from amanat.words.text import Text

FAULTY_SHOWN = 50
MOST_SHEETS = 50
AT_A_TIME = 2_000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a file is: rows behind, rows in all, and whether somebody works on it now."""

    sheet: Sheet
    behind: int
    whole: int

    @property
    def percent(self) -> int:
        return min(100, self.behind * 100 // self.whole) if self.whole else 100

    @property
    def is_under_way(self) -> bool:
        return self.sheet.state in WORKING

    @property
    def state_label(self) -> Text:
        return SHEET.states[self.sheet.state]

    @property
    def work_label(self) -> Text:
        return WORKS[self.sheet.work]


def progress(sheet: Sheet) -> Progress:
    if sheet.state == CHECKING:
        return Progress(sheet, sheet.read_through - 1, sheet.lines)
    if sheet.state == RUNNING:
        return Progress(sheet, sheet.done + sheet.refused, sheet.sound)
    return Progress(sheet, sheet.lines, sheet.lines)


def sheet(sheet_id: int) -> Sheet:
    """One file without its content, or NotFound. The caller checks whose it is."""
    found = Sheet.objects.defer("content").filter(pk=sheet_id).first()
    if found is None:
        raise NotFound
    return found


def sheets_of(business_id: int) -> list[Progress]:
    rows = Sheet.objects.defer("content").filter(business_id=business_id).order_by("-pk")
    return [progress(one) for one in rows[:MOST_SHEETS]]


def to_confirm(business_ids: Collection[int], day: date) -> list[Sheet]:
    """Files that were checked and that their maker may confirm on `day`."""
    rows = Sheet.objects.defer("content").filter(business_id__in=business_ids, state=CHECKED)
    fresh = rows.filter(~Q(work=DELIVER) | Q(day=day), sound__gt=0)
    return list(fresh.order_by("pk")[:MOST_SHEETS])


def open_sheets(business_id: int) -> int:
    rows = Sheet.objects.filter(business_id=business_id, state__in=(*WORKING, CHECKED))
    return rows.count()


def same_sheet(business_id: int, work: str, sha256: str) -> Sheet | None:
    rows = Sheet.objects.defer("content").filter(business_id=business_id, work=work, sha256=sha256)
    return rows.exclude(state="taken_back").first()


def working_sheets() -> list[int]:
    """Files that wait for the worker, oldest first."""
    return list(Sheet.objects.filter(state__in=WORKING).order_by("pk").values_list("pk", flat=True))


def faulty(sheet_id: int) -> list[Line]:
    """The first rows that cannot be used yet."""
    rows = Line.objects.filter(sheet_id=sheet_id).exclude(faults={}).order_by("row")
    return list(rows[:FAULTY_SHOWN])


def turned_down(sheet_id: int) -> list[Line]:
    """The first rows that were refused when they were done."""
    rows = Line.objects.filter(sheet_id=sheet_id, refusal__isnull=False).order_by("row")
    return list(rows[:FAULTY_SHOWN])


def line(sheet_id: int, row: int) -> Line:
    found = Line.objects.filter(sheet_id=sheet_id, row=row).first()
    if found is None:
        raise NotFound
    return found


def lines(sheet_id: int) -> Iterator[Line]:
    """Every row in order, a few at a time: for the file of receipts."""
    rows = Line.objects.filter(sheet_id=sheet_id).order_by("row")
    yield from rows.iterator(chunk_size=AT_A_TIME)

"""What a statement says, whatever file it came in; and the bank's table, read line by line."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import jdatetime

from amanat.capabilities.reconciliation import refusals
from amanat.words.moments import TEHRAN, tehran_day
from amanat.words.persian import ascii_digits
from amanat.words.refusal import refuse, refuse_unless

MOST_LINES = 20_000
UNITS_LIMIT = 10**15
LONGEST_CELL = 200
FIRST_GREGORIAN_YEAR = 1700
SIDES = {
    "credit": 1, "crdt": 1, "واریز": 1, "بستانکار": 1,
    "debit": -1, "dbit": -1, "برداشت": -1, "بدهکار": -1,
}  # fmt: skip
COLUMNS = {
    "reference": ("reference", "مرجع", "شماره مرجع", "شماره سند"),
    "booked_at": ("booked_at", "زمان", "تاریخ"),
    "direction": ("direction", "سو", "نوع تراکنش", "جهت"),
    "amount": ("amount", "مبلغ"),
    "kind": ("kind", "گونه", "نوع"),
    "end_to_end_id": ("end_to_end_id", "شناسه", "شناسه پرداخت"),
    "description": ("description", "شرح"),
}
NEEDED = ("reference", "booked_at", "direction", "amount")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the bank: rial into our account above zero, out of it below."""

    reference: str
    booked_at: datetime
    units: int
    kind: str
    end_to_end_id: str
    description: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One day of our account; a table says nothing of balances."""

    day: date
    opening_units: int | None
    closing_units: int | None
    rows: tuple[Row, ...]


def read_table(text: str) -> Sheet:
    """The bank's table; the first bad line refuses all of it, by its number."""
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    refuse_unless(bool(lines), refusals.StatementEmpty, "file")
    mark = ";" if lines[0].count(";") >= lines[0].count(",") else ","
    head, *rest = csv.reader(lines, delimiter=mark)
    places = _places(head)
    return sheet_of(
        [_row(number, cells, places) for number, cells in enumerate(rest, start=2)], first=2
    )


def _places(head: Sequence[str]) -> dict[str, int]:
    names = [name.strip().lower() for name in head]
    places = {
        column: names.index(alias)
        for column, aliases in COLUMNS.items()
        for alias in aliases
        if alias in names
    }
    for column in NEEDED:
        refuse_unless(column in places, refusals.ColumnMissing, "file", name=column)
    return places


def _row(number: int, cells: Sequence[str], places: dict[str, int]) -> Row:
    said = {
        column: cells[place].strip()[:LONGEST_CELL] if place < len(cells) else ""
        for column, place in places.items()
    }
    refuse_unless(bool(said["reference"]), refusals.LineWithoutReference, "file", line=number)
    side = SIDES.get(said["direction"].lower()) or refuse(
        refusals.LineSideWrong, "file", line=number
    )
    return Row(
        reference=ascii_digits(said["reference"]),
        booked_at=moment_in(said["booked_at"], number),
        units=side * units_in(said["amount"], number),
        kind=said.get("kind", ""),
        end_to_end_id=ascii_digits(said.get("end_to_end_id", "")),
        description=said.get("description", ""),
    )


def units_in(text: str, line: int) -> int:
    """Whole rial, written in any digits and with any separators; nothing after a decimal point."""
    bare = re.sub(r"[\s٬،,']", "", ascii_digits(text))
    bare = re.sub(r"\.0*$", "", bare)
    fine = re.fullmatch(r"[0-9]{1,16}", bare) is not None and 0 < int(bare) <= UNITS_LIMIT
    refuse_unless(fine, refusals.LineAmountWrong, "file", line=line)
    return int(bare)


def moment_in(text: str, line: int) -> datetime:
    """A moment in Tehran unless it says otherwise; a year before 1700 is a Jalali year."""
    found = re.match(r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})(.*)", ascii_digits(text).strip())
    try:
        if found is None:
            raise ValueError("no date")
        year, month, day = (int(part) for part in found.groups()[:3])
        on = date(year, month, day) if year >= FIRST_GREGORIAN_YEAR else _jalali(year, month, day)
        at = datetime.fromisoformat(f"{on.isoformat()}{found[4].replace(' ', 'T') or 'T00:00:00'}")
    except ValueError:
        refuse(refusals.LineMomentWrong, "file", line=line)
    return at if at.tzinfo is not None else at.replace(tzinfo=TEHRAN)


def _jalali(year: int, month: int, day: int) -> date:
    gregorian: date = jdatetime.date(year, month, day).togregorian()
    return gregorian


def sheet_of(
    rows: Iterable[Row],
    *,
    day: date | None = None,
    opening_units: int | None = None,
    closing_units: int | None = None,
    first: int = 1,
) -> Sheet:
    """All rows as one day; refused whole when one is of another day or repeats a reference."""
    found = tuple(rows)
    refuse_unless(len(found) <= MOST_LINES, refusals.StatementTooLong, "file", most=MOST_LINES)
    on = day or (
        tehran_day(found[0].booked_at) if found else refuse(refusals.StatementEmpty, "file")
    )
    seen: set[str] = set()
    for number, row in enumerate(found, start=first):
        same = tehran_day(row.booked_at) == on
        refuse_unless(same, refusals.OneDayOnly, "file", line=number)
        refuse_unless(row.reference not in seen, refusals.LineTwice, "file", line=number)
        seen.add(row.reference)
    return Sheet(on, opening_units, closing_units, found)

"""Bulk delivery from a CSV file: every row gets its own result; one bad row stops nobody else.

One line is one row; fields hold no line breaks. UTF-8 (with or without its mark), UTF-16 with its
mark and Windows-1256 are read; comma, semicolon and tab separate; columns are named in Persian or
English, in any order; digits may be Persian. Row numbers are those a spreadsheet shows.
"""

import codecs
import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from amanat.capabilities.deliveries.refusals import ColumnMissing, TableTooLong, UnreadableTable
from amanat.capabilities.deliveries.rules.codes import CODE_DIGITS, digits_in
from amanat.capabilities.deliveries.rules.sheets import CALL, DELIVER
from amanat.capabilities.deliveries.rules.vin import read_vin
from amanat.words.identity import bare
from amanat.words.moments import read_day
from amanat.words.persian import normalise
from amanat.words.refusal import Refused
from amanat.words.said import date_said
from amanat.words.text import Text

MOST_ROWS = 100_000
MOST_BYTES = 32 * 2**20
LONGEST_CONTRACT = 40
LONGEST_NOTE = 500
COLUMNS = {
    "contract": Text("قرارداد", "contract"),
    "vin": Text("شناسه خودرو", "vin"),
    "day": Text("تاریخ تحویل", "day"),
    "code": Text("کد تحویل", "code"),
    "note": Text("توضیح", "note"),
}
NEEDED = ("contract", "vin", "day")
NEEDED_FOR = {CALL: NEEDED, DELIVER: (*NEEDED, "code")}
LONGEST_CELL = 200
SEPARATORS = (",", ";", "\t")
WIDE = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
NARROW = ("utf-8", "cp1256")

NO_CONTRACT = Text("شمارهٔ قرارداد نوشته نشده است.", "The contract is not named.")
NO_DAY = Text(
    "تاریخ تحویل خوانده نشد؛ مانند ۱۴۰۵/۹/۳ بنویسید.",
    "The day of delivery could not be read; write it as 2026-11-24.",
)
FUTURE = Text("تاریخ تحویل هنوز نرسیده است.", "This day of delivery is still to come.")
BACKDATED = Text(
    "این روز گذشته است؛ تحویل همان روز ثبت می‌شود.",
    "This day is over: a hand-over is recorded on its day.",
)
TOO_SOON = Text(
    "خریدار دست‌کم {days} روز پیش‌تر فراخوانده می‌شود؛ از {first}.",
    "A buyer is called at least {days} days before: from {first}.",
)
NO_CODE = Text(
    "کد شش‌رقمی خریدار را بنویسید.",
    "Write the six digits that the buyer gave.",
)
TWICE = Text("این مقدار در سطر {row} هم آمده است.", "The same is already in row {row}.")
UNREADABLE = Text("حروف این سطر خوانده نشد.", "The letters of this row could not be read.")
WIDTH = Text(
    "این سطر {given} خانه دارد و سرستون {wanted} خانه.",
    "This row has {given} cells and the header {wanted}.",
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One vehicle handed over, as the maker says."""

    contract: str
    vin: str
    day: date
    note: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """`delivery` is None when the row cannot be used; `faults` says why, column by column."""

    row: int
    delivery: Delivery | None
    faults: Mapping[str, Text] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    is_backdated: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """What the rows are for: `ahead` is how many days before the hand-over a buyer is called.

    None: the rows are hand-overs of `today`, each with its buyer's code.
    """

    today: date
    ahead: int | None = None

    @classmethod
    def of(cls, work: str, today: date, call_days: int) -> "Work":
        return cls(today, None if work == DELIVER else call_days)

    def fault(self, day: date | None) -> Text | None:
        """What is wrong with a day, or None."""
        if day is None:
            return NO_DAY
        if self.ahead is None:
            return FUTURE if day > self.today else BACKDATED if day < self.today else None
        first = self.today + timedelta(days=self.ahead)
        return None if day >= first else TOO_SOON.fill(days=self.ahead, first=date_said(first))


def check(content: bytes, work: str) -> int:
    """How many lines of rows there are; refuses what is no table for this work."""
    lines = _lines_within(content)
    head = lines[0] or ""
    _places(_cells(head, max(SEPARATORS, key=head.count)), NEEDED_FOR[work])
    return len(lines) - 1


def in_utf8(content: bytes) -> bytes:
    """The same rows in UTF-8; a line whose letters cannot be read stays as it came."""
    if any(content.startswith(mark) for mark, _ in WIDE):
        return "\n".join(line or "" for line in _lines(content)).encode()
    plain = content.removeprefix(codecs.BOM_UTF8).splitlines()
    return b"\n".join(
        line if decoded is None else decoded.encode()
        for line, decoded in zip(plain, map(_decoded, plain), strict=True)
    )


def read(content: bytes, work: Work, *, after_row: int = 1) -> Iterator[Result]:
    """The results of all rows below `after_row`: where an interrupted reading goes on."""
    lines = _lines_within(content)
    head = lines[0] or ""
    separator = max(SEPARATORS, key=head.count)
    places = _places(_cells(head, separator))
    return _results(lines, separator, places, work, after_row)


def _lines_within(content: bytes) -> list[str | None]:
    if len(content) > MOST_BYTES:
        raise TableTooLong("file", most=MOST_ROWS)
    lines = _lines(content)
    head = lines[0] if lines else None
    if not head:
        raise UnreadableTable("file")
    if len(lines) - 1 > MOST_ROWS:
        raise TableTooLong("file", most=MOST_ROWS)
    return lines


def _results(
    lines: list[str | None], separator: str, places: dict[str, int], work: Work, after_row: int
) -> Iterator[Result]:
    seen: dict[str, dict[str, int]] = {"contract": {}, "vin": {}}
    width = max(places.values()) + 1
    for row, line in enumerate(lines[1:], start=2):
        if line is not None and not line.strip(f" {separator}"):
            continue  # Spreadsheets leave empty lines behind.
        result = _result(row, line, separator, places, width, work)
        result = _once(result, seen)
        if row > after_row:
            yield result


def _lines(content: bytes) -> list[str | None]:
    """Every line, None where its letters cannot be read."""
    for mark, encoding in WIDE:
        if content.startswith(mark):
            try:
                return list(content.decode(encoding).splitlines())
            except UnicodeDecodeError:
                raise UnreadableTable("file") from None
    plain = content.removeprefix(codecs.BOM_UTF8)
    if b"\0" in plain:
        raise UnreadableTable("file")
    return [_decoded(line) for line in plain.splitlines()]


def _decoded(line: bytes) -> str | None:
    for encoding in NARROW:
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _cells(line: str, separator: str) -> list[str]:
    return next(csv.reader([line], delimiter=separator), [])


def _places(head: list[str], needed: Sequence[str] = NEEDED) -> dict[str, int]:
    """Where each column stands; ColumnMissing names those that are not there."""
    names = [normalise(cell).replace("\u200c", " ").casefold() for cell in head]
    places = {
        column: at
        for column, label in COLUMNS.items()
        for at, name in enumerate(names)
        if name in (label.fa, label.en)
    }
    missing = [COLUMNS[column] for column in needed if column not in places]
    if missing:
        raise ColumnMissing("file", columns="، ".join(f"{one.fa} ({one.en})" for one in missing))
    return places


def _result(
    row: int, line: str | None, separator: str, places: dict[str, int], width: int, work: Work
) -> Result:
    if line is None:
        return Result(row, None, {"": UNREADABLE})
    try:
        cells = [normalise(cell) for cell in _cells(line, separator)]
    except (Refused, csv.Error):
        return Result(row, None, {"": UNREADABLE})
    if len(cells) < width:
        return Result(row, None, {"": WIDTH.fill(given=len(cells), wanted=width)})
    found = {column: cells[at][:LONGEST_CELL] for column, at in places.items()}
    return read_row(row, found, work)


def read_row(row: int, cells: Mapping[str, str], work: Work) -> Result:
    """One row from its cells, as a file brought them or as somebody mended them."""
    faults: dict[str, Text] = {}
    contract = bare(cells["contract"])[:LONGEST_CONTRACT]
    if not contract:
        faults["contract"] = NO_CONTRACT
    vin = ""
    try:
        vin = read_vin(cells["vin"]) if cells["vin"].strip() else ""
    except Refused as refused:
        faults["vin"] = refused.sentence
    day = read_day(cells["day"])
    code = digits_in(cells.get("code", ""))
    if (fault := work.fault(day)) is not None:
        faults["day"] = fault
    if work.ahead is None and "code" in cells and len(code) != CODE_DIGITS:
        faults["code"] = NO_CODE
    if faults or day is None:
        return Result(row, None, faults, cells, is_backdated=faults.get("day") is BACKDATED)
    note = cells.get("note", "")[:LONGEST_NOTE]
    return Result(row, Delivery(contract, vin, day, note, code), {}, cells)


def _once(result: Result, seen: dict[str, dict[str, int]]) -> Result:
    """The same contract or vehicle twice in a file: the first row counts."""
    if result.delivery is None:
        return result
    faults = {
        column: TWICE.fill(row=rows[value])
        for column, rows in seen.items()
        if (value := getattr(result.delivery, column)) in rows
    }
    if faults:
        return Result(result.row, None, faults, result.cells)
    for column, rows in seen.items():
        if value := getattr(result.delivery, column):
            rows[value] = result.row
    return result

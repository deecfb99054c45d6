"""Tables that people take away: UTF-8 with a mark, so that spreadsheets read Persian."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

MARK = "\ufeff"
FORMULA = ("=", "+", "-", "@")


def table(name: str, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A CSV file to download; None is an empty cell, and no cell begins a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heading)
    writer.writerows([_cell(value) for value in row] for row in rows)
    answer = HttpResponse(MARK + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text

"""What everybody may see: totals by day, by what is sold, and by province. Never few people's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, Sum

from amanat.capabilities.market.models import Day
from amanat.capabilities.market.rules.terms import LEAST_CELL

SUMS = {
    name: Sum(name)
    for name in ("ceiling_units", "sold_units", "delivered_units", "returned_units", "payments")
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Totals of several sellers; None where too few payments stand behind them."""

    name: str
    sold_units: int | None
    delivered_units: int | None
    open_units: int | None
    ceiling_units: int | None
    payments: int | None


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """The whole market on the last day that is over, and how it came there."""

    day: date | None
    whole: Cell | None
    sectors: list[Cell]
    provinces: list[Cell]
    days: list[tuple[date, Cell]]


def public_figures(length: int) -> PublicFigures:
    """The last day that is over for everybody, and the `length` days that end with it."""
    last = Day.objects.filter(is_final=True).order_by("-day").values_list("day", flat=True).first()
    if last is None:
        return PublicFigures(None, None, [], [], [])
    rows = Day.objects.filter(is_final=True, day=last).filter(~Q(sold_units=0))
    since = last - timedelta(days=length - 1)
    past = Day.objects.filter(is_final=True, day__gt=since - timedelta(days=1), day__lte=last)
    by_day = past.values("day").annotate(**SUMS).order_by("day")
    return PublicFigures(
        day=last,
        whole=_cell("", rows.aggregate(**SUMS)),
        sectors=_cells(rows.values("sector").annotate(**SUMS).order_by("sector"), "sector"),
        provinces=_cells(
            rows.values("province_id").annotate(**SUMS).order_by("province_id"), "province_id"
        ),
        days=[(row["day"], _cell("", row)) for row in by_day],
    )


def _cells(rows: Iterable[Mapping[str, Any]], key: str) -> list[Cell]:
    return [_cell(str(row[key] or ""), row) for row in rows]


def _cell(name: str, row: Mapping[str, Any]) -> Cell:
    sums = {one: int(row[one] or 0) for one in SUMS}
    if sums["payments"] < LEAST_CELL:
        return Cell(name, None, None, None, None, None)
    kept = sums["sold_units"] - sums["returned_units"]
    return Cell(
        name, kept, sums["delivered_units"], kept - sums["delivered_units"], sums["ceiling_units"],
        sums["payments"],
    )  # fmt: skip

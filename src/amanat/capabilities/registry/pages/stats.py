"""Where deals go: a map of the country, its table, and the same for machines."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amanat.capabilities.registry import queries
from amanat.capabilities.registry.queries import Row, Spread
from amanat.capabilities.registry.rules import BANDS_UNITS, DAYS, LEAST_CELL, period
from amanat.face.charts import TileMap, tile_map
from amanat.face.tables import table
from amanat.kernel.clock import time as clock
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.persian import persian_digits
from amanat.words.text import Text

NOT_YET = Text("هنوز معاملهٔ کافی برای نشان‌دادن نیست", "There are not enough deals to show yet")
FINDINGS = {
    "origin": Text("{name} {n} درصد معامله‌ها را فرستاد", "{name} sent {n} percent of all deals"),
    "destination": Text(
        "{n} درصد معامله‌ها به {name} رسید", "{n} percent of all deals went to {name}"
    ),
}
CAPTIONS = {
    "origin": Text(
        "شمار معاملهٔ پول‌گذاشته به استان فروشنده؛ باختر در سمت چپ",
        "Funded deals by the seller’s province; west on the left",
    ),
    "destination": Text(
        "شمار معاملهٔ پول‌گذاشته به استان گیرنده؛ باختر در سمت چپ",
        "Funded deals by the receiver’s province; west on the left",
    ),
}


@require_GET
def stats(request: HttpRequest) -> HttpResponse:
    """`?days=` is one of 30, 90 and 365."""
    found = queries.spread(clock.now(), period(request.GET.get("days", "")))
    shown = {
        "found": found,
        "maps": [map_of(found, end) for end in ("origin", "destination")],
        "choices": DAYS,
        "bands": list(zip(band_names(), found.bands, strict=False)),
        "least": LEAST_CELL,
    }
    return render(request, "registry/stats.html", shown)


def map_of(found: Spread, end: str) -> TileMap:
    values = {row.province.pk: getattr(row, end) for row in found.provinces}
    names = {row.province.pk: name_of(row) for row in found.provinces}
    return tile_map(_finding(found, end), CAPTIONS[end], names, values)


def name_of(row: Row) -> Text:
    return Text(row.province.name, row.province.name_en)


def _finding(found: Spread, end: str) -> Text:
    """The busiest province as a sentence."""
    seen = [row for row in found.provinces if getattr(row, end) is not None]
    if not seen or found.total is None:
        return NOT_YET
    first = max(seen, key=lambda row: int(getattr(row, end)))
    percent = getattr(first, end) * 100 // found.total
    name, says = name_of(first), FINDINGS[end]
    return Text(
        says.fa.format(name=name.fa, n=persian_digits(percent)),
        says.en.format(name=name.en, n=percent),
    )


def band_names() -> list[Text]:
    """The bands of prices in words, in million toman."""
    millions = [units // RIALS_PER_TOMAN // 1_000_000 for units in BANDS_UNITS]
    names = [
        Text(f"تا {persian_digits(top)} میلیون تومان", f"below {top} million toman")
        for top in millions
    ]
    last = millions[-1]
    return [*names, Text(f"{persian_digits(last)} میلیون تومان و بیشتر", f"{last} million or more")]


@require_GET
def as_csv(request: HttpRequest) -> HttpResponse:
    found = queries.spread(clock.now(), period(request.GET.get("days", "")))
    rows = [
        (row.province.name, row.city.name if row.city else "", row.origin, row.destination)
        for row in [*found.provinces, *found.cities]
    ]
    return table("stats", ("province", "city", "deals_from", "deals_to"), rows)

"""The whole market for everybody: totals by day, by what is sold, by province."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from amanat.capabilities.market import queries
from amanat.capabilities.market.pages.chart import CAPTION, DELIVERED, OPEN, SOLD
from amanat.capabilities.market.pages.desk import period
from amanat.capabilities.market.queries import Cell, PublicFigures
from amanat.capabilities.market.rules.terms import LEAST_CELL, PERIODS
from amanat.capabilities.places import queries as places
from amanat.face.gap import Gap, Line, gap
from amanat.face.tables import table
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.said import date_said
from amanat.words.text import Text

SECTORS = {
    "vehicle": Text("خودرو", "Vehicles"),
    "property": Text("ساختمان", "Buildings"),
    "coin_gold": Text("سکه و طلا", "Coins and gold"),
    "travel_event": Text("سفر و رویداد", "Travel and events"),
    "general": Text("کالا و خدمت", "Goods and services"),
}
BY_SECTOR, BY_PROVINCE = Text("رسته", "Sector"), Text("استان", "Province")
OTHER = Text("دیگر", "Other")
NOWHERE = Text("بی‌نشانی", "No address named")
CEILINGS = Text("تحویل‌شده و سقف‌ها روی آن", "Delivered, and ceilings upon it")
FINDING = Text(
    "{percent} درصدِ پیش‌فروش‌ها تحویل شده است", "{percent} percent of what was pre-sold is delivered"
)
HEADING = ("day", "sold_rial", "delivered_rial", "open_rial", "ceiling_rial", "payments")


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """Sold, delivered and owed; figures of fewer than five payments are not shown."""
    length = period(request.GET.get("days", ""))
    found = queries.public_figures(length)
    names = {str(one.pk): Text(one.name, one.name_en) for one in places.provinces()}
    shown = {
        "found": found,
        "gap": _chart(found),
        "tables": [
            (BY_SECTOR, [(SECTORS.get(one.name, OTHER), one) for one in found.sectors]),
            (BY_PROVINCE, [(names.get(one.name, NOWHERE), one) for one in found.provinces]),
        ],
        "length": length,
        "choices": PERIODS,
        "least": LEAST_CELL,
    }
    return render(request, "market/figures.html", shown)


def _chart(found: PublicFigures) -> Gap | None:
    days = [(day, one) for day, one in found.days if one.payments is not None]
    if len(days) < 2:
        return None
    now = days[-1][1]
    percent = _whole(now.delivered_units) * 100 // max(_whole(now.sold_units), 1)
    marks = {place: date_said(days[place][0]) for place in (0, len(days) - 1)}
    return gap(
        FINDING.fill(percent=percent),
        CAPTION,
        Line(SOLD, [_whole(one.sold_units) for _, one in days]),
        Line(DELIVERED, [_whole(one.delivered_units) for _, one in days]),
        Line(CEILINGS, [_limit(one) for _, one in days]),
        OPEN,
        marks,
        unit=RIALS_PER_TOMAN,
    )


def _whole(units: int | None) -> int:
    return units or 0


def _limit(one: Cell) -> int:
    return _whole(one.delivered_units) + _whole(one.ceiling_units)


@require_GET
def as_csv(request: HttpRequest) -> HttpResponse:
    """The days of the whole market; empty cells where too few payments stand behind them."""
    found = queries.public_figures(period(request.GET.get("days", "")))
    rows = [
        (day, one.sold_units, one.delivered_units, one.open_units, one.ceiling_units, one.payments)
        for day, one in found.days
    ]
    return table("presales", HEADING, rows)

"""The picture of a seller: sold against delivered against ceiling, and the table under it."""

from collections.abc import Sequence
from dataclasses import dataclass

from amanat.capabilities.market.rules.figures import Standing
from amanat.capabilities.market.rules.warnings import NO_CEILING
from amanat.face.gap import Gap, Line, gap
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.said import date_said
from amanat.words.text import Text

HUNDREDTH = 100
MOST_ROWS = 14  # Of the table: that many days at even distances, the last one among them.
SOLD = Text("فروخته (پس از برگشت‌ها)", "Sold, less what went back")
DELIVERED = Text("تحویل‌شده", "Delivered")
LIMIT = Text("تحویل‌شده و سقف روی آن", "Delivered, and the ceiling upon it")
OPEN = Text("تعهد باز", "Open promises")
CAPTION = Text(
    "جمعِ آنچه خریداران پرداخته‌اند، به تومان؛ جدول زیر همان عددهاست.",
    "Running totals of what buyers paid, in toman; the table below has the same figures.",
)
NOTHING_OPEN = Text("هیچ تعهدی باز نیست", "No promise is open")
OWED = Text("تعهد باز {percent} درصد سقف است", "Open promises are {percent} percent of the ceiling")


@dataclass(frozen=True, slots=True)
class Picture:
    """The chart, and some of its days as a table."""

    gap: Gap
    rows: tuple[Standing, ...]


def picture(days: Sequence[Standing]) -> Picture | None:
    """Nothing while there are fewer than two days, or nothing was ever sold."""
    if len(days) < 2 or not days[-1].sold_units:
        return None
    first, last = days[0], days[-1]
    drawn = gap(
        finding(last),
        CAPTION,
        Line(SOLD, [one.kept_units for one in days]),
        Line(DELIVERED, [one.delivered_units for one in days]),
        Line(LIMIT, [one.limit_units for one in days]),
        OPEN,
        {0: date_said(first.day), len(days) - 1: date_said(last.day)},
        unit=RIALS_PER_TOMAN,
    )
    return Picture(drawn, tuple(reversed(some(days))))


def some(days: Sequence[Standing]) -> list[Standing]:
    """At most so many days as the table holds, the last one always."""
    step = -(-len(days) // MOST_ROWS)
    return list(days[::-1][::step][::-1])


def finding(now: Standing) -> Text:
    """What the picture shows, in one sentence."""
    if not now.open_units:
        return NOTHING_OPEN
    if not now.ceiling_units:
        return NO_CEILING
    percent = now.open_units * HUNDREDTH // now.ceiling_units
    return OWED.fill(percent=percent)

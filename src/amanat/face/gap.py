"""Sold against delivered against ceiling: two curves, what lies between them, and how high the
upper one may go. Drawn by the server; the title is what it shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from amanat.face.charts import (
    LEVELS,
    PLOT_BOTTOM,
    PLOT_LEFT,
    PLOT_RIGHT,
    PLOT_TOP,
    Curve,
    Curves,
    Mark,
    amount,
)
from amanat.words.text import Text

NAME_ROOM = 60  # Half of the name, so that it stays inside the plot.
LEAST_GAP_HEIGHT = 26  # Less than that, and the name of the gap would not fit into it.


@dataclass(frozen=True, slots=True)
class Gap(Curves):
    """Curves of which the first two bound an area with a name of its own.

    `points` is the area as SVG writes it; its name stands where it is widest, or nowhere when it
    is too thin to hold it (then only the list under the chart says it).
    """

    points: str
    name: Text
    units: int
    name_x: int
    name_y: int
    is_named: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One row of values and what it is called."""

    label: Text
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a place of the row and an amount stand in the plot."""

    count: int
    most: int

    def x(self, place: int) -> int:
        return PLOT_LEFT + (PLOT_RIGHT - PLOT_LEFT) * place // max(self.count - 1, 1)

    def y(self, value: int) -> int:
        return PLOT_BOTTOM - (PLOT_BOTTOM - PLOT_TOP) * value // self.most

    def path(self, values: Sequence[int]) -> list[str]:
        return [f"{self.x(place)},{self.y(value)}" for place, value in enumerate(values)]


def gap(
    finding: Text,
    caption: Text,
    upper: Line,
    lower: Line,
    limit: Line,
    name: Text,
    moments: dict[int, Text],
    unit: int = 1,
) -> Gap:
    """All three lines have equally many values; `moments` names places of the row, `unit` divides
    amounts."""
    lines = (upper, lower, limit)
    count = len(upper.values)
    assert count and all(len(line.values) == count for line in lines), "Lines of one length."
    on = _Scale(count, max(max(line.values) for line in lines) or 1)
    open_values = [high - low for high, low in zip(upper.values, lower.values, strict=True)]
    wide = max(range(count), key=lambda place: (open_values[place], place))
    top, bottom = on.y(upper.values[wide]), on.y(lower.values[wide])
    parts = [on.most * part // LEVELS for part in range(LEVELS + 1)]
    return Gap(
        finding=finding,
        caption=caption,
        curves=[
            Curve(line.label, " ".join(on.path(line.values)), kind, line.values[-1] // unit)
            for kind, line in enumerate(lines)
        ],
        levels=[Mark(on.y(part), amount(part // unit)) for part in parts],
        moments=[Mark(on.x(place), label) for place, label in moments.items()],
        points=" ".join([*on.path(upper.values), *reversed(on.path(lower.values))]),
        name=name,
        units=open_values[-1] // unit,
        name_x=min(max(on.x(wide), PLOT_LEFT + NAME_ROOM), PLOT_RIGHT - NAME_ROOM),
        name_y=(top + bottom) // 2 + 5,
        is_named=bottom - top >= LEAST_GAP_HEIGHT,
    )

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


def gap(
    finding: Text, caption: Text, upper: Line, lower: Line, limit: Line, name: Text,
    moments: dict[int, Text], unit: int = 1,
) -> Gap:  # fmt: skip
    """All three lines have equally many values; `moments` names places of the row, `unit` divides
    amounts."""
    lines = (upper, lower, limit)
    count = len(upper.values)
    assert count and all(len(line.values) == count for line in lines), "Lines of one length."
    most = max(max(line.values) for line in lines) or 1

    def x(place: int) -> int:
        return PLOT_LEFT + (PLOT_RIGHT - PLOT_LEFT) * place // max(count - 1, 1)

    def y(value: int) -> int:
        return PLOT_BOTTOM - (PLOT_BOTTOM - PLOT_TOP) * value // most

    def path(values: Sequence[int]) -> list[str]:
        return [f"{x(place)},{y(value)}" for place, value in enumerate(values)]

    open_values = [high - low for high, low in zip(upper.values, lower.values, strict=True)]
    wide = max(range(count), key=lambda place: (open_values[place], place))
    middle = (y(upper.values[wide]) + y(lower.values[wide])) // 2
    height = y(lower.values[wide]) - y(upper.values[wide])
    return Gap(
        finding=finding,
        caption=caption,
        curves=[
            Curve(line.label, " ".join(path(line.values)), kind, line.values[-1] // unit)
            for kind, line in enumerate(lines)
        ],
        levels=[
            Mark(y(most * part // LEVELS), amount(most * part // LEVELS // unit))
            for part in range(LEVELS + 1)
        ],
        moments=[Mark(x(place), label) for place, label in moments.items()],
        points=" ".join([*path(upper.values), *reversed(path(lower.values))]),
        name=name,
        units=open_values[-1] // unit,
        name_x=min(max(x(wide), PLOT_LEFT + 60), PLOT_RIGHT - 60),
        name_y=middle + 5,
        is_named=height >= LEAST_GAP_HEIGHT,
    )

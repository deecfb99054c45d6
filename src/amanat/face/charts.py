"""Charts drawn by the server: no script, no inline style. The title of each is its finding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from amanat.words.persian import persian_digits
from amanat.words.text import Text

STEPS = 5
#  Our own grid, west on the left: province number → (row, column, short name).
GRID: dict[int, tuple[int, int, Text]] = {
    2: (1, 1, Text("آ. غربی", "W. Azb")), 1: (1, 2, Text("آ. شرقی", "E. Azb")),
    3: (1, 3, Text("اردبیل", "Ardabil")), 14: (2, 2, Text("زنجان", "Zanjan")),
    25: (2, 3, Text("گیلان", "Gilan")), 27: (2, 4, Text("مازندران", "Mazand.")),
    24: (2, 5, Text("گلستان", "Golest.")), 12: (2, 6, Text("خ. شمالی", "N. Khor")),
    20: (3, 1, Text("کردستان", "Kurdist")), 18: (3, 2, Text("قزوین", "Qazvin")),
    5: (3, 3, Text("البرز", "Alborz")), 8: (3, 4, Text("تهران", "Tehran")),
    15: (3, 5, Text("سمنان", "Semnan")), 11: (3, 6, Text("خ. رضوی", "R. Khor")),
    22: (4, 1, Text("کرمانشاه", "Kermsh.")), 30: (4, 2, Text("همدان", "Hamadan")),
    28: (4, 3, Text("مرکزی", "Markazi")), 19: (4, 4, Text("قم", "Qom")),
    6: (5, 1, Text("ایلام", "Ilam")), 26: (5, 2, Text("لرستان", "Lorest.")),
    9: (5, 3, Text("چهارمحال", "Chahar.")), 4: (5, 4, Text("اصفهان", "Isfahan")),
    31: (5, 5, Text("یزد", "Yazd")), 10: (5, 6, Text("خ. جنوبی", "S. Khor")),
    13: (6, 2, Text("خوزستان", "Khuzest")), 23: (6, 3, Text("کهگیلویه", "Kohgil.")),
    17: (6, 4, Text("فارس", "Fars")), 21: (6, 5, Text("کرمان", "Kerman")),
    16: (6, 6, Text("سیستان", "Sistan")), 7: (7, 3, Text("بوشهر", "Bushehr")),
    29: (7, 5, Text("هرمزگان", "Hormoz.")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tile:
    """One province; step 0 is a figure too small to show."""

    row: int
    column: int
    short: Text
    name: Text
    value: int | None
    step: int


@dataclass(frozen=True, slots=True)
class TileMap:
    """The country as 31 tiles. `finding` is the title, `caption` says what is counted."""

    finding: Text
    caption: Text
    tiles: list[Tile]
    least: int | None
    most: int | None


def tile_map(
    finding: Text, caption: Text, names: Mapping[int, Text], values: Mapping[int, int | None]
) -> TileMap:
    """A map of one figure for each province, in five steps of equally many provinces."""
    seen = sorted(value for value in values.values() if value is not None)
    tiles = [
        Tile(row, column, short, names[pk], values.get(pk), _step(values.get(pk), seen))
        for pk, (row, column, short) in sorted(GRID.items(), key=lambda one: one[1][:2])
    ]
    return TileMap(finding, caption, tiles, seen[0] if seen else None, seen[-1] if seen else None)


def _step(value: int | None, seen: list[int]) -> int:
    """From one (the lowest fifth) to five; equal figures have equal steps."""
    if value is None:
        return 0
    return min(STEPS, 1 + sum(one < value for one in seen) * STEPS // len(seen))


BAR_WIDTH, BAR_STEP, LABEL_WIDTH, CHART_WIDTH, GAP = 420, 34, 190, 680, 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: where it stands, how long it is, and what is written beside it.

    Positions are for reading from the left; `…_rtl` are the same from the right.
    """

    label: Text
    value: int | None
    y: int
    width: int

    @property
    def text_y(self) -> int:
        return self.y + BAR_STEP // 2 + 2

    @property
    def value_x(self) -> int:
        return LABEL_WIDTH + self.width + GAP

    @property
    def x_rtl(self) -> int:
        return CHART_WIDTH - LABEL_WIDTH - self.width

    @property
    def value_x_rtl(self) -> int:
        return self.x_rtl - GAP


@dataclass(frozen=True, slots=True)
class Bars:
    """Lying bars on one scale, from where reading begins. A figure too small to show has no bar."""

    finding: Text
    caption: Text
    bars: list[Bar]

    @property
    def height(self) -> int:
        return BAR_STEP * len(self.bars) + 8

    @property
    def width(self) -> int:
        return CHART_WIDTH

    @property
    def label_x(self) -> int:
        return LABEL_WIDTH - GAP

    @property
    def bar_x(self) -> int:
        return LABEL_WIDTH

    @property
    def label_x_rtl(self) -> int:
        return CHART_WIDTH - self.label_x


def lying_bars(finding: Text, caption: Text, values: Mapping[Text, int | None]) -> Bars:
    """Bars in the order given, the longest as long as the chart allows."""
    most = max((value for value in values.values() if value), default=1)
    return Bars(
        finding,
        caption,
        [
            Bar(label, value, 4 + place * BAR_STEP, BAR_WIDTH * (value or 0) // most)
            for place, (label, value) in enumerate(values.items())
        ],
    )


CURVE_WIDTH, CURVE_HEIGHT = 680, 300
PLOT_LEFT, PLOT_RIGHT, PLOT_TOP, PLOT_BOTTOM = 8, 672, 28, 266
LEVELS = 4


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a chart over time: `points` as SVG writes them; `kind` numbers its look."""

    label: Text
    points: str
    kind: int
    last: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across the plot: at a height with its amount, or at a moment with its name."""

    at: int
    label: Text


@dataclass(frozen=True, slots=True)
class Curves:
    """Lines on one scale. Time runs from left to right in both languages, as clocks do."""

    finding: Text
    caption: Text
    curves: list[Curve]
    levels: list[Mark]
    moments: list[Mark]

    width, height = CURVE_WIDTH, CURVE_HEIGHT
    left, right, top, bottom = PLOT_LEFT, PLOT_RIGHT, PLOT_TOP, PLOT_BOTTOM

    @property
    def moment_y(self) -> int:
        return PLOT_BOTTOM + 20

    @property
    def middle(self) -> int:
        return (PLOT_LEFT + PLOT_RIGHT) // 2


def curves(
    finding: Text,
    caption: Text,
    series: Mapping[Text, Sequence[int]],
    moments: Mapping[int, Text],
    unit: int = 1,
) -> Curves:
    """Lines of equally many values; `moments` names places of the row, `unit` divides amounts."""
    count = max(len(values) for values in series.values())
    most = max((max(values, default=0) for values in series.values()), default=0) or 1

    def x(place: int) -> int:
        return PLOT_LEFT + (PLOT_RIGHT - PLOT_LEFT) * place // max(count - 1, 1)

    def y(value: int) -> int:
        return PLOT_BOTTOM - (PLOT_BOTTOM - PLOT_TOP) * value // most

    drawn = [
        Curve(
            label,
            " ".join(f"{x(place)},{y(value)}" for place, value in enumerate(values)),
            kind,
            values[-1] // unit if values else 0,
        )
        for kind, (label, values) in enumerate(series.items())
    ]
    levels = [Mark(y(most * part // LEVELS), amount(most * part // LEVELS // unit))
              for part in range(LEVELS + 1)]  # fmt: skip
    marks = [Mark(x(place), label) for place, label in moments.items()]
    return Curves(finding, caption, drawn, levels, marks)


def amount(value: int) -> Text:
    """Digits of each language, in groups."""
    text = f"{value:,}"
    return Text(persian_digits(text.replace(",", "٬")), text)

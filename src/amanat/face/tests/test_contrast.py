"""Every colour that carries text can be read on its ground, and no two money colours look alike.

WCAG 2.2 contrast from relative luminance; colour vision after Machado, Oliveira and Fernandes
(2009) at full severity, as distances in CIELAB.
"""

import json
import math
from collections.abc import Sequence
from itertools import combinations

import pytest

from amanat.face import stylesheet

COLORS = json.loads((stylesheet.PARTS / "tokens.json").read_text())["color"]
MONEY = ("held", "released", "due", "dispute", "refund", "neutral")
READ, SEEN, LONG_READ = 4.5, 3.0, 7.0
LEAST_DISTANCE = 8.0
PAIRS = [
    *((ink, ground, LONG_READ) for ink, ground in (
        ("ink", "page"), ("ink", "surface"), ("ink", "sunken"), ("focus-ink", "focus"))),
    *((ink, ground, READ) for ink, ground in (
        ("ink-2", "surface"), ("ink-2", "page"), ("ink-2", "sunken"), ("brand", "surface"),
        ("brand", "page"), ("brand", "brand-tint"), ("on-brand", "brand"),
        ("on-brand", "brand-strong"))),
    *((edge, ground, SEEN) for edge, ground in (
        ("edge", "surface"), ("edge", "page"), ("edge", "sunken"), ("focus-ring", "page"),
        ("focus-ring", "surface"))),
    *((one, "surface", READ) for one in MONEY),
    *((one, f"{one}-tint", READ) for one in MONEY),
    *((f"on-{one}", f"{one}-fill", READ) for one in MONEY),
    #  Saffron is always outlined, so that its fill need not stand out by itself.
    *((f"{one}-fill", "surface", SEEN) for one in MONEY if one != "due"),
]  # fmt: skip
VISION: dict[str, Sequence[Sequence[float]]] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
               (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
               (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
               (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.95047, 1.0, 1.08883)


def linear(color: str) -> list[float]:
    """The light of #RRGGBB, red, green and blue, from nought to one."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def times(matrix: Sequence[Sequence[float]], light: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, light, strict=True)) for row in matrix]


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((times(TO_XYZ, linear(c))[1] for c in (one, other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def lab(color: str, vision: str) -> tuple[float, float, float]:
    seen = [min(1.0, max(0.0, part)) for part in times(VISION[vision], linear(color))]
    parts = [part / white for part, white in zip(times(TO_XYZ, seen), WHITE, strict=True)]
    x, y, z = (p ** (1 / 3) if p > 0.008856 else 7.787 * p + 16 / 116 for p in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_of_colours_can_be_read(theme: str) -> None:
    colors = COLORS[theme]
    poor = [
        f"{ink} on {ground}: {ratio:.2f}, needs {need}"
        for ink, ground, need in PAIRS
        if (ratio := contrast(colors[ink], colors[ground])) < need
    ]
    assert poor == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("vision", VISION)
def test_the_colours_of_money_differ_for_every_eye(theme: str, vision: str) -> None:
    seen = {one: lab(COLORS[theme][f"{one}-fill"], vision) for one in MONEY}
    alike = [
        (one, other)
        for one, other in combinations(MONEY, 2)
        if math.dist(seen[one], seen[other]) < LEAST_DISTANCE
    ]
    assert alike == []


def test_the_measure_itself_is_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)

"""What buyers could lose, what must wait in escrow, and how much is said of it in public."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from amanat.capabilities.ceilings.rules.engine import POINTS, Lines
from amanat.words.text import Text

NONE, FIRST, SECOND = "none", "L1", "L2"
BANDS = {
    "none": Text("جای آزاد ندارد", "No room left"),
    "little": Text("کمتر از یک‌پنجم آزاد است", "Less than a fifth is free"),
    "some": Text("بین یک‌پنجم و نیم آزاد است", "Between a fifth and a half is free"),
    "much": Text("بیش از نیم آزاد است", "More than half is free"),
}


@dataclass(frozen=True, slots=True)
class Contract:
    """One contract whose goods were not delivered yet."""

    received_units: int
    profit_units: int = 0
    delay_units: int = 0
    escrowed_units: int = 0  # Of what was received: still waits with us.

    @property
    def units(self) -> int:
        """What its buyer could lose."""
        owed = self.received_units + self.profit_units + self.delay_units
        return owed - self.escrowed_units


@dataclass(frozen=True, slots=True)
class Exposure:
    """`gross_units` is all that was received; `units` what of it and of promises is at risk."""

    units: int
    gross_units: int


def exposure(contracts: Iterable[Contract]) -> Exposure:
    found = list(contracts)
    gross = sum(one.received_units for one in found)
    return Exposure(sum(one.units for one in found), gross)


@dataclass(frozen=True, slots=True)
class Line:
    """Which line the gross balance is above, and how much of it must wait in escrow."""

    name: str
    share: Fraction
    escrow_units: int

    @property
    def share_basis_points(self) -> int:
        return math.ceil(self.share * POINTS)


def line_of(ceiling_units: int, gross_units: int, lines: Lines) -> Line:
    """The share is of the whole balance and rounded up to the rial."""
    if gross_units > lines.second * ceiling_units:
        name, share = SECOND, lines.second_share
    elif gross_units > lines.first * ceiling_units:
        name, share = FIRST, lines.first_share
    else:
        name, share = NONE, Fraction(0)
    return Line(name, share, math.ceil(gross_units * share))


def headroom(ceiling_units: int, exposure_units: int) -> int:
    """What may still be sold: never below zero, also when the ceiling was lowered below."""
    return max(0, ceiling_units - exposure_units)


def overhang(ceiling_units: int, exposure_units: int) -> int:
    """By how much what was sold before stands above a ceiling that was lowered since."""
    return max(0, exposure_units - ceiling_units)


def band_of(ceiling_units: int, exposure_units: int) -> str:
    """How much is free, in four words: the exact figure is nobody's business but the seller's."""
    free = headroom(ceiling_units, exposure_units)
    if not free:
        return "none"
    if 5 * free < ceiling_units:
        return "little"
    return "some" if 2 * free <= ceiling_units else "much"

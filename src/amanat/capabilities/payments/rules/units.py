"""Rial and toman: the house counts rial; each gateway states what its wire counts in."""

from enum import IntEnum


class Unit(IntEnum):
    """How many rial one unit of a wire is."""

    RIAL = 1
    TOMAN = 10


def on_the_wire(units: int, unit: Unit) -> int:
    """Our rial as a gateway counts them. A part of a toman cannot be said, and is never lost."""
    amount, rest = divmod(units, unit)
    assert not rest, f"{units} rial are no whole number of {unit.name.lower()}."
    return amount


def from_the_wire(amount: int, unit: Unit) -> int:
    """A gateway's amount in rial."""
    return amount * unit


def is_tenfold(ours: int, theirs: int) -> bool:
    """Whether two amounts differ by a factor of ten, as when rial are read as toman or back."""
    return theirs > 0 and (ours == theirs * Unit.TOMAN or theirs == ours * Unit.TOMAN)

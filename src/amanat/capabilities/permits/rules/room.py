"""How much a permit may take under what is free of the ceiling. Whole units, rounded down."""

from dataclasses import dataclass

from amanat.capabilities.permits.rules.terms import WHOLE_SHARE


@dataclass(frozen=True, slots=True)
class Room:
    """What all buyers pay with their contracts, and the most that fits under the ceiling now."""

    free_units: int
    total_units: int
    advance_units: int
    largest_total_units: int
    largest_quantity: int | None  # None while no price is set.

    @property
    def fits(self) -> bool:
        return self.advance_units <= self.free_units


def room_for(free_units: int, quantity: int, price_units: int, basis_points: int) -> Room:
    """The advance payments of all units against what is free.

    The largest total is the price of everything whose advance payments just fit. Without
    instalments yet, all of the price counts as paid in advance.
    """
    share = basis_points or WHOLE_SHARE
    each = price_units * share // WHOLE_SHARE
    return Room(
        free_units,
        quantity * price_units,
        quantity * each,
        free_units * WHOLE_SHARE // share,
        free_units // each if each else None,
    )

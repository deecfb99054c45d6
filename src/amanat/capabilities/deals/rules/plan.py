"""How a large price fits the caps of cards and days: which part on which day, with which card."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Planned:
    """One payment of a plan: `day` 0 is today; cards are numbered anew on each day."""

    number: int
    units: int
    day: int
    card: int
    fits_a_card: bool


def plan(
    parts: Sequence[tuple[int, int]],
    *,
    paid_today_units: int,
    card_day_units: int,
    person_day_units: int,
    most_cards: int | None = None,
) -> list[Planned]:
    """Lay unpaid parts (number, units) over cards and days, in order, as early as the caps allow.

    What was paid today is counted on the first card: we do not know which cards a person has.
    With `most_cards` cards a day, the next day begins when the last of them is full.
    """
    day, card = 0, 1
    card_left = card_day_units - paid_today_units
    person_left = person_day_units - paid_today_units
    planned = []
    for number, units in parts:
        fits = units <= card_day_units
        if fits and card_left < units and card != most_cards:
            card, card_left = card + 1, card_day_units
        if person_left < units or card_left < units:
            day, card = day + 1, 1
            card_left, person_left = card_day_units, person_day_units
        card_left, person_left = card_left - units, person_left - units
        planned.append(Planned(number, units, day, card, fits))
    return planned


def is_ten_times_off(before: int, after: int) -> bool:
    """Whether one amount is exactly ten times the other: rial typed for toman, or a lost zero."""
    return before > 0 and after > 0 and (after == 10 * before or before == 10 * after)

"""What may be published: figures without people in them. Pure functions."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

LEAST_CELL = 5
MOST_ROUTES = 10
DAYS = (30, 90, 365)
#  Prices below ten, fifty, two hundred and a thousand million rial, and above.
BANDS_UNITS = (10_000_000, 50_000_000, 200_000_000, 1_000_000_000)


def minutes_of(length: timedelta | None) -> int | None:
    """Whole minutes, rounded up: a promise is never made to look better."""
    return None if length is None else -int(-length.total_seconds() // 60)


def period(asked: str) -> int:
    """The days that were asked for, or the longest period."""
    return {str(days): days for days in DAYS}.get(asked, DAYS[-1])


K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Leg:
    """Deals from one place to another; each place is (province, city), or None if unknown."""

    origin: tuple[int, int] | None
    destination: tuple[int, int] | None
    is_outside_capitals: bool
    count: int


def publishable(cells: Mapping[K, int]) -> dict[K, int | None]:
    """Cells of one total that may be shown; None where it is fewer than five.

    When what is hidden adds up to fewer than five, the smallest cell shown is hidden with it:
    otherwise the total would tell what the hidden cells hold.
    """
    kept: dict[K, int | None] = {
        key: count if count >= LEAST_CELL else None for key, count in cells.items()
    }
    hidden = sum(count for key, count in cells.items() if kept[key] is None)
    if 0 < hidden < LEAST_CELL:
        visible = [key for key in cells if kept[key] is not None]
        if visible:
            kept[min(visible, key=lambda key: cells[key])] = None
    return kept


def provinces_of(legs: Iterable[Leg], end: str) -> dict[int, int | None]:
    """How many deals began ("origin") or ended ("destination") in each province."""
    counts: Counter[int | None] = Counter()
    for leg in legs:
        place = getattr(leg, end)
        counts[place[0] if place else None] += leg.count
    return {key: count for key, count in publishable(counts).items() if key is not None}


def cities_of(legs: Iterable[Leg], end: str) -> dict[int, int | None]:
    """The same for cities; a province that is hidden hides its cities."""
    legs = list(legs)
    provinces = provinces_of(legs, end)
    groups: dict[int, Counter[int]] = {}
    for leg in legs:
        if place := getattr(leg, end):
            groups.setdefault(place[0], Counter())[place[1]] += leg.count
    shown: dict[int, int | None] = {}
    for province, cities in groups.items():
        kept = publishable(cities)
        shown |= kept if provinces[province] is not None else dict.fromkeys(kept)
    return shown


def routes_of(legs: Iterable[Leg]) -> list[tuple[int, int, int]]:
    """The busiest routes between provinces: (from, to, deals), the most travelled first.

    A route is shown only when it may be shown among those of its origin and of its destination.
    """
    counts: Counter[tuple[int, int]] = Counter()
    for leg in legs:
        if leg.origin and leg.destination:
            counts[leg.origin[0], leg.destination[0]] += leg.count
    shown = set(counts)
    for end in (0, 1):
        shown &= _shown_by(counts, end)
    busiest = sorted(shown, key=lambda route: (-counts[route], route))
    return [(*route, counts[route]) for route in busiest[:MOST_ROUTES]]


def _shown_by(counts: Mapping[tuple[int, int], int], end: int) -> set[tuple[int, int]]:
    groups: dict[int, dict[tuple[int, int], int]] = {}
    for route, count in counts.items():
        groups.setdefault(route[end], {})[route] = count
    return {
        route
        for group in groups.values()
        for route, count in publishable(group).items()
        if count is not None
    }


def outside_percent(legs: Iterable[Leg]) -> int | None:
    """The share of deals with an end outside the provincial capitals; None when it is too few."""
    legs = list(legs)
    total = sum(leg.count for leg in legs)
    outside = sum(leg.count for leg in legs if leg.is_outside_capitals)
    fine = all(part == 0 or part >= LEAST_CELL for part in (outside, total - outside))
    return outside * 100 // total if total >= LEAST_CELL and fine else None

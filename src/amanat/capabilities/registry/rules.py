"""What may be published: figures without people in them, and licences. Pure functions."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from amanat.capabilities.registry.refusals import (
    LicenceBackwards,
    LicenceNotBegun,
    LicenceOver,
    NoPublicAddress,
)
from amanat.words.moments import TEHRAN
from amanat.words.refusal import refuse_unless
from amanat.words.text import Text

LEAST_CELL = 5
MOST_ROUTES = 10
DAYS = (30, 90, 365)
#  Prices below ten, fifty, two hundred and a thousand million rial, and above.
BANDS_UNITS = (10_000_000, 50_000_000, 200_000_000, 1_000_000_000)

#  Looking a code up: at most so many tries from one neighbourhood, and about one code.
MOST_LOOKS_OF_A_NETWORK = 20
MOST_LOOKS_AT_A_CODE = 10
LOOK_SPAN = timedelta(hours=1)


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


#  Licences: what an officer may write down, and when the doctor begins to remind.
LONGEST_NAME = 120
LONGEST_NUMBER = 60
LONGEST_ADDRESS = 300
LONGEST_YEARS = 20
DAYS_IN_A_YEAR = 366
REMINDED_BEFORE_DAYS = 30
#  No name and password before the host, no port, no bare word: an address for the public.
PUBLIC_ADDRESS = re.compile(r"https://(?:[\w-]+\.)+[^\W\d_]{2,}(?:[/?][^\s<>\"']*)?")
END_REASONS = {
    "withdrawn": Text("صادرکننده آن را پس گرفت", "Its issuer withdrew it"),
    "replaced": Text("مجوز تازه‌ای جای آن آمد", "A newer one took its place"),
    "mistaken": Text("نادرست ثبت شده بود", "It was written down wrongly"),
}


def check_term(valid_from: date, valid_until: date, today: date) -> None:
    """Refuse a term that is not one, has not begun, or is over."""
    longest = timedelta(days=LONGEST_YEARS * DAYS_IN_A_YEAR)
    fits = timedelta() <= valid_until - valid_from <= longest
    refuse_unless(fits, LicenceBackwards, "valid_until", years=LONGEST_YEARS)
    refuse_unless(valid_from <= today, LicenceNotBegun, "valid_from")
    refuse_unless(valid_until >= today, LicenceOver, "valid_until")


def public_address(typed: str) -> str:
    """An https address anybody can open, as it was typed."""
    fine = len(typed) <= LONGEST_ADDRESS and PUBLIC_ADDRESS.fullmatch(typed) is not None
    refuse_unless(fine, NoPublicAddress, "check_url")
    return typed


def end_of(day: date) -> datetime:
    """The moment at which a day is over in Tehran."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=TEHRAN)

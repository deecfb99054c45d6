"""Nothing of a few people shows, not even by subtraction."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from amanat.capabilities.registry import rules
from amanat.capabilities.registry.rules import Leg, publishable

CELLS = some.dictionaries(some.integers(1, 31), some.integers(0, 40), max_size=12)


def leg(origin: tuple[int, int] | None, destination: tuple[int, int] | None, count: int) -> Leg:
    return Leg(origin, destination, is_outside_capitals=False, count=count)


@given(CELLS)
def test_what_is_hidden_never_adds_up_to_one_to_four(cells: dict[int, int]) -> None:
    shown = publishable(cells)
    assert all(count is None or count == cells[key] >= 5 for key, count in shown.items())
    hidden = sum(cells[key] for key, count in shown.items() if count is None)
    assert hidden == 0 or hidden >= 5 or all(count is None for count in shown.values())


def test_a_lone_small_cell_takes_the_smallest_shown_one_with_it() -> None:
    assert publishable({"a": 30, "b": 6, "c": 2}) == {"a": 30, "b": None, "c": None}


def test_a_hidden_province_hides_its_cities_and_a_city_is_not_found_by_subtraction() -> None:
    legs = [leg((1, 10), None, 9), leg((1, 11), None, 7), leg((1, 12), None, 1),
            leg((2, 20), None, 4), leg((3, 30), None, 8)]  # fmt: skip
    assert rules.provinces_of(legs, "origin") == {1: 17, 2: None, 3: None}
    assert rules.cities_of(legs, "origin") == {10: 9, 11: None, 12: None, 20: None, 30: None}


def test_the_busiest_routes_come_first_and_thin_ones_stay_away() -> None:
    legs = [leg((1, 1), (2, 2), 6), leg((1, 1), (3, 3), 12), leg((2, 2), (3, 3), 4)]
    assert rules.routes_of(legs) == [(1, 2, 6)]


@given(some.lists(some.tuples(some.integers(1, 4), some.integers(1, 4), some.integers(1, 12))))
def test_a_route_is_shown_only_with_five_deals(found: list[tuple[int, int, int]]) -> None:
    legs = [leg((a, a), (b, b), count) for a, b, count in found]
    truth: Counter[tuple[int, int]] = Counter()
    for a, b, count in found:
        truth[a, b] += count
    assert all(truth[a, b] == count >= 5 for a, b, count in rules.routes_of(legs))


@pytest.mark.parametrize(("inside", "outside", "percent"), [
    (10, 10, 50), (0, 9, 100), (9, 0, 0), (10, 4, None), (4, 10, None), (2, 2, None), (0, 0, None),
])  # fmt: skip
def test_the_share_outside_the_capitals(inside: int, outside: int, percent: int | None) -> None:
    legs = [Leg(None, None, False, inside), Leg(None, None, True, outside)]
    assert rules.outside_percent(legs) == percent


def test_minutes_are_rounded_up_so_that_no_wait_looks_shorter() -> None:
    assert rules.minutes_of(timedelta(seconds=61)) == 2
    assert rules.minutes_of(None) is None

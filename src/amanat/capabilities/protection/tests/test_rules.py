"""How the fund is fed and capped, as pure rules."""

import pytest

from amanat.capabilities.protection.rules import Caps, feed_units


@pytest.mark.parametrize(
    ("fee", "basis_points", "units"),
    [(3_200_000, 1_000, 320_000), (9, 1_000, 0), (19, 1_000, 1), (100, 0, 0), (7, 10_000, 7)],
)
def test_the_fund_s_part_of_a_fee_is_rounded_down(fee: int, basis_points: int, units: int) -> None:
    assert feed_units(fee, basis_points) == units


@pytest.mark.parametrize(("already", "most"), [(0, 500), (600, 400), (1_000, 0), (2_000, 0)])
def test_a_claim_costs_at_most_its_cap_and_what_is_left_of_the_year(
    already: int, most: int
) -> None:
    assert Caps(500, 50, 1_000).most(already) == most

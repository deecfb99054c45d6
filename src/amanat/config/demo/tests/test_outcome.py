"""What the demo calls fair: shares by what is owed, and every rial given."""

import pytest

from amanat.config.demo.outcome import is_pro_rata
from amanat.config.demo.proof import Proof, shown, toman

OWED = [1_000, 500, 500]


@pytest.mark.parametrize(
    ("given", "source"),
    [
        ([1_000, 500, 500], 2_000),
        ([1_000, 500, 500], 9_999),  # Nobody gets more than what is owed.
        ([500, 250, 250], 1_000),
        ([501, 250, 250], 1_001),  # The rial that is left is somebody's.
        ([0, 0, 0], 0),
    ],
)
def test_shares_by_what_is_owed_are_fair(given: list[int], source: int) -> None:
    assert is_pro_rata(OWED, given, source)


@pytest.mark.parametrize(
    ("given", "source"),
    [
        ([499, 250, 250], 1_000),  # A rial is lost.
        ([501, 250, 250], 1_000),  # One is made.
        ([501, 250, 249], 1_000),  # One is taken from somebody.
        ([334, 333, 333], 1_000),  # By heads.
        ([1_000, 0, 0], 1_000),  # First come, first served.
    ],
)
def test_one_rial_beside_its_place_is_found(given: list[int], source: int) -> None:
    assert not is_pro_rata(OWED, given, source)


def test_a_line_that_does_not_hold_is_said_and_counted() -> None:
    said: list[str] = []
    proof = shown(said.append, {"a rial": True, "a car": False})
    assert said == ["   ok   a rial", "   FAIL a car"]
    assert str(proof + Proof(2, 0)) == "3 passed, 1 failed"


def test_a_rial_between_two_toman_is_shown() -> None:
    assert [toman(units) for units in (12_340, 12_345)] == ["1,234", "1,234.5"]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amanat.words.money import Money

UNITS = st.integers(0, 2**63 - 1)


@given(units=UNITS, count=st.integers(1, 50))
def test_parts_give_back_the_whole(units: int, count: int) -> None:
    parts = Money(units).parts(count)
    assert sum(part.units for part in parts) == units
    assert len(parts) == count


@given(units=UNITS, points=st.integers(0, 10_000))
def test_a_share_never_exceeds_what_is_due(units: int, points: int) -> None:
    assert Money(units).share(points).units * 10_000 <= units * points


def test_two_assets_never_meet() -> None:
    with pytest.raises(AssertionError):
        Money(1) + Money(1, "car:peugeot")
    with pytest.raises(AssertionError):
        assert Money(1) <= Money(1, "car:peugeot")

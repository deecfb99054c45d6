"""What the vectors do not say of lateness: changing rates, and that it adds up."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amanat.capabilities.permits import refusals
from amanat.capabilities.permits.rules import methods

QUIET = settings(max_examples=30, deadline=None, database=None)
ORDINARY = methods.Late(Fraction("0.01"), "1_year")


def test_each_late_day_has_the_rate_of_that_day() -> None:
    rates = [(date(2026, 1, 1), Fraction("0.18")), (date(2026, 6, 15), Fraction("0.24"))]
    found = methods.stretches_of(date(2026, 6, 10), date(2026, 6, 20), rates)
    assert found == [methods.Stretch(4, rates[0][1]), methods.Stretch(6, rates[1][1])]
    assert methods.stretches_of(date(2026, 6, 10), date(2026, 6, 10), rates) == []
    with pytest.raises(refusals.NoSetForDate):
        methods.stretches_of(date(2025, 6, 10), date(2025, 6, 20), rates)


@given(st.dates(date(2026, 1, 1), date(2027, 1, 1)), st.integers(0, 400), st.integers(0, 400))
@QUIET
def test_compensation_grows_by_the_day_and_adds_up(start: date, days: int, cut: int) -> None:
    rates = [(date(2025, 1, 1), Fraction("0.18")), (date(2026, 8, 1), Fraction("0.23"))]
    until = date.fromordinal(start.toordinal() + days)
    found = methods.stretches_of(start, until, rates)
    assert sum(one.days for one in found) == days
    units = methods.compensation(10**9, ORDINARY, found, month_days=30)
    later = methods.stretches_of(start, date.fromordinal(until.toordinal() + cut), rates)
    assert units <= methods.compensation(10**9, ORDINARY, later, month_days=30)

"""Days and months as terms of contracts count them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amanat.words.months import after_jalali_months, late_days

QUIET = settings(max_examples=30, deadline=None, database=None)


@given(st.dates(date(1950, 1, 1), date(2070, 1, 1)), st.integers(0, 40), st.integers(0, 40))
@QUIET
def test_months_only_go_forward(day: date, months: int, more: int) -> None:
    assert after_jalali_months(day, 0) == day
    assert after_jalali_months(day, months) <= after_jalali_months(day, months + more)


@pytest.mark.parametrize(("until", "days"), [(10, 0), (11, 1), (9, 0), (20, 10)])
def test_the_first_late_day_is_the_day_after(until: int, days: int) -> None:
    assert late_days(date(2026, 6, 10), date(2026, 6, until)) == days

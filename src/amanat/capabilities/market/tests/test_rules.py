"""The law of the market desk: totals that add up, and warnings exactly at their lines."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amanat.capabilities.market.rules import figures, warnings
from amanat.capabilities.market.rules.figures import Happened
from amanat.capabilities.market.rules.warnings import Lines, Seen

LINES = Lines(
    full_share=8_000, pace_days=30, pace_times=3, pace_least_share=1_000, late_share=500,
    score_days=30, score_fall=1_000, complaint_days=7, complaint_base_days=84, complaint_times=3,
    complaint_least=5,
)  # fmt: skip
CALM = Seen(ceiling_units=1_000, open_units=800, open_promises=100, late_promises=5)
FIRST = date(2026, 3, 21)


def kinds(**changes: int | None) -> list[str]:
    return [one.kind for one in warnings.alarms(replace(CALM, **changes), LINES)]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"open_units": 801}, ["full"]),
        ({"ceiling_units": 0, "open_units": 0}, []),
        ({"ceiling_units": 0, "open_units": 1}, ["full"]),
        ({"sold_lately_units": 99, "delivered_lately_units": 0}, []),
        ({"sold_lately_units": 100, "delivered_lately_units": 0}, ["fast"]),
        ({"sold_lately_units": 150, "delivered_lately_units": 50}, []),
        ({"sold_lately_units": 151, "delivered_lately_units": 50}, ["fast"]),
        ({"late_promises": 6}, ["late"]),
        ({"score": 7_001, "score_before": 8_000}, []),
        ({"score": 7_000, "score_before": 8_000}, ["falling"]),
        ({"score": None, "score_before": 8_000}, []),
        ({"complaints_lately": 4}, []),
        ({"complaints_lately": 5}, ["complaints"]),
        ({"complaints_lately": 5, "complaints_before": 20}, ["complaints"]),
        ({"complaints_lately": 5, "complaints_before": 21}, []),
    ],
)  # fmt: skip
def test_a_warning_holds_just_above_its_line(
    changes: dict[str, int | None], found: list[str]
) -> None:
    assert kinds(**changes) == found


def test_each_warning_says_its_figure_and_its_line_in_both_languages() -> None:
    loud = replace(
        CALM, open_units=950, sold_lately_units=900, delivered_lately_units=90, late_promises=40,
        score=6_000, score_before=8_000, complaints_lately=30,
    )  # fmt: skip
    said = {one.kind: one.says for one in warnings.alarms(loud, LINES)}
    assert set(said) == set(warnings.KINDS)
    assert said["full"].en == "Open promises are 95 percent of the ceiling; the line is 80 percent"
    assert "۹۵ درصد" in said["full"].fa
    assert said["fast"].en.startswith("In 30 days 10 times as much was sold as delivered")
    assert said["late"].en == "40 of 100 open promises are late; the line is 5 percent"
    assert said["falling"].en == "The score fell by 20 in 30 days; the line is 10"
    assert said["complaints"].en == "30 complaints came in 7 days; the line is 5"


happened = st.builds(
    Happened, st.integers(0, 10**12), st.integers(0, 10**12), st.integers(0, 10**12), st.integers(0, 9)
)  # fmt: skip


@given(st.lists(happened, min_size=1, max_size=30), st.integers(0, 29))
def test_totals_of_all_days_are_those_of_two_parts(brought: list[Happened], cut: int) -> None:
    """Kept days and later ones join without a seam; each total only rises."""
    days = figures.days_of(FIRST, FIRST + figures.DAY * (len(brought) - 1))
    told = dict(zip(days, brought, strict=True))
    ceilings = dict.fromkeys(days, 7)
    whole = list(figures.run(None, days, told, ceilings))
    cut = min(cut, len(days))
    first = list(figures.run(None, days[:cut], told, ceilings))
    second = list(figures.run(first[-1] if first else None, days[cut:], told, ceilings))
    assert first + second == whole
    assert whole[-1].sold_units == sum(one.sold_units for one in brought)
    assert whole[-1].open_units == sum(
        one.sold_units - one.delivered_units - one.returned_units for one in brought
    )

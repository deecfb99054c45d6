"""A day and a sum inside a sentence, and numbers that a sentence is filled with."""

from datetime import date

import pytest

from amanat.words.said import date_said, toman_said
from amanat.words.text import Text


@pytest.mark.parametrize(
    ("units", "fa", "en"),
    [
        (0, "۰ تومان", "0 toman"),
        (400_000, "۴۰٬۰۰۰ تومان", "40,000 toman"),
        (12_345_678, "۱٬۲۳۴٬۵۶۷٫۸ تومان", "1,234,567.8 toman"),
    ],
)
def test_a_sum_is_said_in_toman_to_the_rial(units: int, fa: str, en: str) -> None:
    assert toman_said(units) == Text(fa, en)


def test_numbers_and_sentences_are_filled_in_as_each_language_says_them() -> None:
    line = Text("{n} از {all} تا {day}؛ {code}", "{n} of {all} until {day}; {code}")
    filled = line.fill(n=7, all=25_000, day=date_said(date(2026, 11, 24)), code="K-77")
    assert filled == Text("۷ از ۲۵٬۰۰۰ تا ۳ آذر ۱۴۰۵؛ K-77", "7 of 25,000 until 24 Nov 2026; K-77")

"""Facts of sentences, as each language says them: a day, a sum of money."""

from datetime import date

from amanat.words.moments import spoken_date
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.persian import persian_digits
from amanat.words.text import Text


def date_said(day: date) -> Text:
    """«۳ آذر ۱۴۰۵» and "24 Nov 2026"."""
    return Text(spoken_date(day, "fa"), spoken_date(day, "en"))


def toman_said(units: int) -> Text:
    """«۴۰٬۰۰۰ تومان» and "40,000 toman"; a remainder below ten rial is said, never dropped."""
    toman, rest = divmod(units, RIALS_PER_TOMAN)
    english = f"{toman:,}.{rest}" if rest else f"{toman:,}"
    persian = persian_digits(english).replace(",", "٬").replace(".", "٫")
    return Text(f"{persian} تومان", f"{english} toman")

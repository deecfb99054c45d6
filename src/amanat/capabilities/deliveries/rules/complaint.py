"""The complaint of a delay, written from the record."""

from datetime import date

from amanat.words.moments import spoken_date
from amanat.words.persian import persian_digits
from amanat.words.text import Text

LEAST_ANSWER = 10
LONGEST_ANSWER = 2_000
RIALS_PER_TOMAN = 10


def words(contract: str, promised: date, days: int, units: int) -> Text:
    """What the buyer says: the contract, the promise, the days, and what they cost so far."""
    toman = f"{units // RIALS_PER_TOMAN:,}"
    return Text(
        f"تحویل قرارداد {contract} برای {spoken_date(promised, 'fa')} قول داده شده بود و تا امروز "
        f"{persian_digits(days)} روز دیر شده است. جبران دیرکرد تا امروز {persian_digits(toman)} "
        "تومان است. تحویل، یا تاریخ روشن تحویل را می‌خواهم.",
        f"Delivery of contract {contract} was promised for {spoken_date(promised, 'en')} and is "
        f"{days} days late today. The compensation so far is {toman} toman. I ask for delivery, "
        "or for a firm date.",
    )

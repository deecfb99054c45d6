"""Every SMS about money on its way fits two parts, in its longest form, in both languages."""

import pytest

from amanat.capabilities.payments import events, letters
from amanat.words.text import Text

TWO_PERSIAN_PARTS, TWO_LATIN_PARTS = 134, 306
LONGEST = {
    "amount": "۵۰٬۰۰۰٬۰۰۰٬۰۰۰ تومان",
    "when": "۳۰ اردیبهشت ۲۳:۵۹",
    "rail": "ساتنا",
    "card": "کارت ۱۲۳۴",
    "link": "https://amanat.example/money/payouts/12345678",
}
TABLES = (
    letters.PAYOUT_LETTERS,
    letters.REFUND_LETTERS,
    letters.ATTEMPT_LETTERS,
    letters.DESK_LETTERS,
)
EVERY = [(name, text) for table in TABLES for name, text in table.items()]


@pytest.mark.parametrize(("name", "text"), [*EVERY, ("PaymentUndone", letters.UNDONE)])
def test_an_sms_has_at_most_two_parts_and_belongs_to_a_fact(name: str, text: Text) -> None:
    assert len(text.fa.format(**LONGEST)) <= TWO_PERSIAN_PARTS
    assert len(text.en.format(**LONGEST)) <= TWO_LATIN_PARTS
    assert hasattr(events, name)

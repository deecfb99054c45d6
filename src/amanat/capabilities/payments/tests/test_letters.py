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
    letters.TRANSFER_BACK_LETTERS,
    letters.ATTEMPT_LETTERS,
    letters.DESK_LETTERS,
)
COMPANY = {**LONGEST, "link": "https://amanat.example/org/B-7K4Q-92MX-5TB3/money"}
EVERY = [(name, text) for table in TABLES for name, text in table.items()]


@pytest.mark.parametrize(("name", "text"), [*EVERY, ("PaymentUndone", letters.UNDONE)])
def test_an_sms_has_at_most_two_parts_and_belongs_to_a_fact(name: str, text: Text) -> None:
    assert len(text.fa.format(**LONGEST)) <= TWO_PERSIAN_PARTS
    assert len(text.en.format(**LONGEST)) <= TWO_LATIN_PARTS
    assert hasattr(events, name)


@pytest.mark.parametrize(("name", "text"), letters.COMPANY_LETTERS.items())
def test_so_has_one_to_the_people_of_a_company(name: str, text: Text) -> None:
    assert len(text.fa.format(**COMPANY)) <= TWO_PERSIAN_PARTS
    assert len(text.en.format(**COMPANY)) <= TWO_LATIN_PARTS and text.en.isascii()
    assert name in letters.PAYOUT_LETTERS

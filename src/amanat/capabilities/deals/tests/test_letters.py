"""Every SMS of a deal fits two parts, in its longest form, in both languages."""

import pytest

from amanat.capabilities.deals import events
from amanat.capabilities.deals.actions.tell import LONGEST_TITLE_IN_SMS, shortened
from amanat.capabilities.deals.letters import (
    ANSWER_TOO_LATE,
    ARRIVAL_QUESTION,
    IN_PERSON,
    IN_THE_VAULT,
    INVITATION,
    LETTERS,
    OF_A_CODE,
    OF_A_DOMAIN,
    OF_AN_ACCOUNT,
    OF_COINS,
    OF_WORK,
    REMINDERS,
)
from amanat.capabilities.deals.rules import HIGHEST_PRICE_UNITS, LONGEST_TITLE
from amanat.capabilities.notices.rules import MOST_PARTS, parts_of
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.text import Text

#  The longest a deal may bring: a Persian title makes every part of an English SMS shorter too.
LONGEST = {
    "title": shortened("ن" * LONGEST_TITLE),
    "link": "https://amanat.example/deals/D-7K4Q-92MX-5TB3",
}
LONGEST_FA = {
    **LONGEST, "amount": "۵۰٬۰۰۰٬۰۰۰٬۰۰۰ تومان", "when": "۳۰ اردیبهشت ۲۳:۵۹", "rail": "ساتنا",
    "arrives": "۳۰ اردیبهشت ۲۳:۵۹",
}  # fmt: skip
LONGEST_EN = {
    **LONGEST, "amount": "50,000,000,000 toman", "when": "30 Sep 23:59", "rail": "Satna",
    "arrives": "30 Sep 23:59",
}  # fmt: skip
TABLES = (
    LETTERS,
    REMINDERS,
    IN_PERSON,
    OF_A_CODE,
    OF_AN_ACCOUNT,
    OF_A_DOMAIN,
    IN_THE_VAULT,
    OF_WORK,
    OF_COINS,
)
EVERY = [
    (name, str(role), text)
    for table in TABLES
    for name, roles in table.items()
    for role, text in roles.items()
]
SINGLE = [
    ("invitation", "other", INVITATION),
    ("has_it_arrived", "buyer", ARRIVAL_QUESTION),
    ("answer_too_late", "buyer", ANSWER_TOO_LATE),
]


@pytest.mark.parametrize(("name", "role", "text"), [*SINGLE, *EVERY])
def test_an_sms_has_at_most_two_parts(name: str, role: str, text: Text) -> None:
    assert parts_of(text.fa.format(**LONGEST_FA)) <= MOST_PARTS
    assert parts_of(text.en.format(**LONGEST_EN)) <= MOST_PARTS


def test_the_longest_amount_of_these_tests_is_the_highest_price() -> None:
    assert f"{HIGHEST_PRICE_UNITS // RIALS_PER_TOMAN:,} toman" == LONGEST_EN["amount"]


def test_every_letter_belongs_to_a_fact() -> None:
    assert [
        name
        for table in TABLES
        for name in table
        if table is not REMINDERS and not hasattr(events, name)
    ] == []


def test_a_long_title_is_shortened() -> None:
    assert len(shortened("ن" * 200)) == LONGEST_TITLE_IN_SMS

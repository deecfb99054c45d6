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
    OF_WORK,
    REMINDERS,
)
from amanat.words.text import Text

TWO_PERSIAN_PARTS = 134
TWO_LATIN_PARTS = 306
LONGEST = {
    "title": "ن" * LONGEST_TITLE_IN_SMS,
    "amount": "۵۰٬۰۰۰٬۰۰۰٬۰۰۰ تومان",
    "when": "۳۰ اردیبهشت ۲۳:۵۹",
    "rail": "ساتنا",
    "arrives": "۳۰ اردیبهشت ۲۳:۵۹",
    "link": "https://amanat.example/deals/D-7K4Q-92MX-5TB3",
}
TABLES = (
    LETTERS,
    REMINDERS,
    IN_PERSON,
    OF_A_CODE,
    OF_AN_ACCOUNT,
    OF_A_DOMAIN,
    IN_THE_VAULT,
    OF_WORK,
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
    assert len(text.fa.format(**LONGEST)) <= TWO_PERSIAN_PARTS
    assert len(text.en.format(**LONGEST)) <= TWO_LATIN_PARTS


def test_every_letter_belongs_to_a_fact() -> None:
    assert [name for table in TABLES for name in table if not hasattr(events, name)] == []


def test_a_long_title_is_shortened() -> None:
    assert len(shortened("ن" * 200)) == LONGEST_TITLE_IN_SMS

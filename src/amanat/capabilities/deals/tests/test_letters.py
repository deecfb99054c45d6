"""Every SMS of a deal fits two parts, in its longest form, in both languages."""

import pytest

from amanat.capabilities.deals import events
from amanat.capabilities.deals.actions.tell import LONGEST_TITLE_IN_SMS, shortened
from amanat.capabilities.deals.letters import (
    IN_THE_VAULT,
    INVITATION,
    LETTERS,
    OF_A_CODE,
    OF_A_DOMAIN,
    OF_AN_ACCOUNT,
    OF_COINS,
    OF_WORK,
)
from amanat.words.text import Text

TWO_PERSIAN_PARTS = 134
TWO_LATIN_PARTS = 306
LONGEST = {
    "title": "ن" * LONGEST_TITLE_IN_SMS,
    "amount": "۵۰٬۰۰۰٬۰۰۰٬۰۰۰ تومان",
    "when": "۳۰ اردیبهشت ۲۳:۵۹",
    "link": "https://amanat.example/deals/D-7K4Q-92MX-5TB3",
}
TABLES = (LETTERS, OF_A_CODE, OF_AN_ACCOUNT, OF_A_DOMAIN, IN_THE_VAULT, OF_WORK, OF_COINS)
EVERY = [
    (name, role, text)
    for table in TABLES
    for name, roles in table.items()
    for role, text in roles.items()
]


@pytest.mark.parametrize(("name", "role", "text"), [("invitation", "other", INVITATION), *EVERY])
def test_an_sms_has_at_most_two_parts(name: str, role: str, text: Text) -> None:
    assert len(text.fa.format(**LONGEST)) <= TWO_PERSIAN_PARTS
    assert len(text.en.format(**LONGEST)) <= TWO_LATIN_PARTS


def test_every_letter_belongs_to_a_fact() -> None:
    assert [name for table in TABLES for name in table if not hasattr(events, name)] == []


def test_a_long_title_is_shortened() -> None:
    assert len(shortened("ن" * 200)) == LONGEST_TITLE_IN_SMS

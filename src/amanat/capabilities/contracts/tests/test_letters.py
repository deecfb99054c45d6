"""What buyers and makers are told fits two parts of an SMS, also with the longest words."""

import pytest

from amanat.capabilities.contracts import letters
from amanat.capabilities.contracts.actions.tell import LONGEST_TITLE_IN_SMS
from amanat.capabilities.contracts.rules.reasons import REASONS
from amanat.capabilities.notices.rules import too_long
from amanat.words.text import Text

TABLES = (letters.TO_BUYER, letters.TO_NEW_BUYER, letters.TO_SELLER)
ALL = [(name, text) for table in TABLES for name, text in table.items()]
LINK = "https://amanat.ir/org/orders/PC-7K4Q-92MX-5TB3"


@pytest.mark.parametrize(("name", "letter"), ALL, ids=[name for name, _ in ALL])
def test_each_letter_fits_two_parts(name: str, letter: Text) -> None:
    reason = max(REASONS.values(), key=lambda one: len(one.fa))
    title, link = "س" * LONGEST_TITLE_IN_SMS, LINK
    fa = letter.fa.format(title=title, link=link, when="۲۲ اردیبهشت ۱۰:۳۰", reason=reason.fa)
    en = letter.en.format(title="s" * 16, link=link, when="22 May 10:30", reason=reason.en)
    assert not too_long(fa) and not too_long(en), f"{name}: {len(fa)}, {len(en)}"

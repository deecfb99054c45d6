import pytest

from amanat.capabilities.people import letters
from amanat.words.text import Text

FACTS = {
    "code": "123456",
    "subject": "D-7K4Q-92MX-5TB3",
    "when": "۲۹ اردیبهشت ۲۳:۵۹",
    "new": "IR82 … 9002",
    "link": "https://amanat.example/me/iban",
}
LETTERS = [
    *letters.CODE_LETTERS.values(),
    letters.OTHER_CODE_LETTER,
    letters.CHANGED_ACCOUNT_LETTER,
]


@pytest.mark.parametrize("letter", LETTERS)
def test_every_sms_about_a_person_fits_two_parts(letter: Text) -> None:
    whole = letter.fill(**FACTS)
    for body in (whole.fa, whole.en):
        assert len(body) <= 2 * 67

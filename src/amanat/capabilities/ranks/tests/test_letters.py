import pytest

from amanat.capabilities.notices import queries as notices
from amanat.capabilities.ranks import letters
from amanat.words.text import Text

LINK = "https://amanat.example/org/B-7K4Q-92MX-5TB3/rank"


@pytest.mark.parametrize("letter", [*letters.OF_RANK.values(), *letters.OF_OBJECTION.values()])
def test_every_sms_of_a_rank_fits_two_parts(letter: Text) -> None:
    assert notices.fits(letter.fa.format(link=LINK, when="۲۸ اردیبهشت ۱۶:۱۵"))
    assert notices.fits(letter.en.format(link=LINK, when="28 Nov 16:15"))

import pytest

from amanat.capabilities.notices import queries as notices
from amanat.capabilities.watch import letters
from amanat.words.text import Text

FACTS = {"link": "https://amanat.example/deals/D-7K4Q-92MX-5TB3"}


@pytest.mark.parametrize("letter", [letters.NOT_REACHED, letters.NOT_REACHED_ANYBODY])
def test_every_sms_of_the_watch_desk_fits_two_parts(letter: Text) -> None:
    assert notices.fits(letter.fa.format(**FACTS))
    assert notices.fits(letter.en.format(**FACTS))

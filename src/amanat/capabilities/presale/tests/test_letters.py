"""Who took a ticket has it in writing, and hears once what the draw gave."""

from collections import Counter

import pytest

from amanat.capabilities.notices.models import Notice
from amanat.capabilities.notices.rules import too_long
from amanat.capabilities.permits.tests.cast import permitted
from amanat.capabilities.presale import actions, letters
from amanat.capabilities.presale.tests.lottery import Lottery
from amanat.words.text import Text

NAMED = {name: getattr(letters, name) for name in ("TICKET", "WAITING", "NOT_DRAWN")}
LINK, OFFER = "https://amanat.ir/queue/Q-7K4Q-92MX-5TB3", "https://amanat.ir/offers/1234567"


@pytest.mark.parametrize(("name", "letter"), [*letters.LETTERS.items(), *NAMED.items()])
def test_each_letter_fits_two_parts(name: str, letter: Text) -> None:
    facts = {
        "link": LINK if name in NAMED else OFFER,
        "place": "۱۰٬۰۰۰",
        "title": "س" * letters.LONGEST_TITLE,
    }
    when = {"until": "۲۲ اردیبهشت ۱۰:۳۰", "when": "۲۲ اردیبهشت ۱۰:۳۰"}
    fa = letter.fa.format(**facts, **when)
    en = letter.en.format(**facts | {"title": "s" * 24, "place": "10000"}, **when)
    assert not too_long(fa) and not too_long(en), f"{name}: {len(fa)}, {len(en)}"


@pytest.mark.django_db
def test_the_winner_has_an_offer_the_next_a_place_and_the_last_one_a_word() -> None:
    game = Lottery(permitted(quantity=10))
    game.opened(seats=2)
    people = game.tickets(4)
    assert _told("presale.ticket") == {person.pk for person, _ in people}
    winners = {one.buyer_id for one in game.offered()}
    looked_at = [actions.tell_results(game.house(), campaign_id=game.campaign_id, most=3)
                 for _ in range(3)]  # fmt: skip
    assert looked_at == [3, 1, 0], "In batches, and each ticket once."
    waiting, others = _told("presale.waiting"), _told("presale.not_drawn")
    assert (len(winners), len(waiting), len(others)) == (2, 1, 1)
    assert winners | waiting | others == {person.pk for person, _ in people}
    assert actions.run_results(game.house()) == 0
    body = Notice.objects.get(kind="presale.waiting").body
    assert "در فهرست انتظار نفر ۱ هستید" in body


def _told(kind: str) -> set[int]:
    found = Counter(Notice.objects.filter(kind=kind).values_list("person_id", flat=True))
    assert set(found.values()) <= {1}
    return set(found)

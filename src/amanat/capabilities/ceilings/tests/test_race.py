"""Five hundred buyers at once, room for three hundred and fifty: really committed, by many hands."""

from collections import Counter

from amanat.capabilities.ceilings import queries
from amanat.capabilities.ceilings.models import Reservation
from amanat.capabilities.ceilings.tests.cast import a_shop
from amanat.capabilities.ceilings.tests.races import FULL, WON, race
from amanat.kernel.ledger import book
from amanat.kernel.log.tests.numbers import sequence_until

ROOM, BUYERS, HANDS, BATCH = 350, 500, 8, 25


def test_of_five_hundred_at_once_just_three_hundred_and_fifty_get_room(committed: None) -> None:
    shop = a_shop(units=ROOM)
    outcomes = race(shop.pk, BUYERS, hands=HANDS, batch=BATCH)
    assert outcomes == Counter({WON: ROOM, FULL: BUYERS - ROOM})
    found = shop.now
    assert (found.units, found.exposure_units, found.headroom_units) == (ROOM, ROOM, 0)
    receipt = shop.paid(Reservation.objects.filter(ceiling=shop.ceiling).latest("pk")).receipt
    sequence_until(lambda: queries.paper(receipt).index is not None)
    assert queries.broken([shop.pk]) == []
    assert book.broken_invariants() == []

"""A lottery from its announcement to the last of its waiting list."""

import pytest

from amanat.capabilities.permits import queries as permits
from amanat.capabilities.permits.tests.cast import permitted
from amanat.capabilities.presale import actions
from amanat.capabilities.presale.tests.lottery import Lottery

pytestmark = pytest.mark.django_db


@pytest.fixture
def game() -> Lottery:
    return Lottery(permitted(quantity=10))


def test_three_of_five_are_offered_a_car_and_the_next_one_waits(game: Lottery) -> None:
    game.opened(seats=3)
    game.tickets(5)
    offers = game.offered()
    assert [one.place for one in offers] == [1, 2, 3]
    assert game.now.drawn == 4, "Half as many places wait, rounded down: one."
    assert permits.free_stock(game.maker.pk) == 7
    game.wait_until(offers[0].due_at)
    actions.lapse_offer(game.hand(), offer_id=offers[0].pk)
    assert actions.offer_round(game.house(), campaign_id=game.campaign_id) == 1
    assert [one.state for one in game.offers()] == ["lapsed", "offered", "offered", "offered"]
    assert permits.free_stock(game.maker.pk) == 7

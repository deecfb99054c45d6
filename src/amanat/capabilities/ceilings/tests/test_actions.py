"""Room under a ceiling: taken, paid, served, freed; and what stands when it is lowered."""

import pytest

from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.ceilings import queries
from amanat.capabilities.ceilings.refusals import CeilingExceeded
from amanat.capabilities.ceilings.tests.cast import REVENUE, Shop, a_shop, house
from amanat.kernel.ledger import book

pytestmark = pytest.mark.django_db
CEILING = REVENUE // 5


@pytest.fixture
def shop() -> Shop:
    return a_shop()


def sound(shop: Shop) -> None:
    assert queries.broken([shop.pk]) == []
    assert book.broken_invariants() == []


def test_a_fifth_of_the_revenue_may_be_promised_and_the_ledger_says_so(shop: Shop) -> None:
    found = shop.now
    assert (found.units, found.exposure_units, found.headroom_units) == (CEILING, 0, CEILING)
    assert (found.binding, found.parameter_set) == ("turnover", "ceiling.engine@2026-01-01")
    assert not found.is_confirmed, "The formula is our own and no law."
    sound(shop)


def test_room_is_reserved_confirmed_and_free_again_when_delivered(shop: Shop) -> None:
    sale = shop.reserve(15_000_000_000)
    assert shop.now.headroom_units == 5_000_000_000
    with pytest.raises(CeilingExceeded) as no:
        shop.reserve(5_000_000_001)
    assert (no.value.code, no.value.status) == ("ceiling.exceeded", 422)
    assert no.value.facts == {"free": 5_000_000_000}
    shop.paid(sale)
    assert shop.now.exposure_units == 15_000_000_000
    assert shop.now.gross_units == 15_000_000_000
    ceilings.deliver(house(), reservation_id=sale.pk)
    assert (shop.now.headroom_units, shop.now.gross_units) == (CEILING, 0)
    sound(shop)

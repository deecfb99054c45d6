"""What becomes of a permit, verb by verb, and who may not."""

import pytest

from amanat.capabilities.permits import queries
from amanat.capabilities.permits.tests.cast import permitted

pytestmark = pytest.mark.django_db


def test_a_granted_permit_may_sell_just_so_many() -> None:
    maker = permitted(quantity=500)
    assert maker.now.state == "permitted"
    assert queries.free_stock(maker.pk) == 500
    assert queries.terms(maker.pk, maker.now.sale_from).quantity == 500
    assert maker.shop.now.headroom_units > 0

"""Money of many sales leaves escrow together: the same as one by one, and all or none."""

import pytest

from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.ceilings import queries, refusals
from amanat.capabilities.ceilings.tests.cast import Shop, a_shop, house

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return a_shop(units=10_000)


def test_many_sales_are_exposed_as_one_by_one(shop: Shop) -> None:
    sales = [shop.paid(shop.reserve(1_000), in_escrow=True) for _ in range(3)]
    units = {sale.pk: 200 + 100 * n for n, sale in enumerate(sales)}
    ceilings.expose_many(house(), business_id=shop.pk, units=units)
    ceilings.expose(house(), reservation_id=sales[0].pk, units=50)
    again = {sales[0].pk: 50, sales[2].pk: 600}
    held = ceilings.expose_many(house(), business_id=shop.pk, units=again)
    assert [(one.exposure_units, one.escrowed_units) for one in held] == [(300, 700), (1_000, 0)]
    assert shop.now.exposure_units == 300 + 300 + 1_000
    assert queries.broken([shop.pk]) == []
    owed = queries.owing(units)
    assert [one.escrowed_units for one in owed.values()] == [700, 700, 0]


def test_when_one_of_many_does_not_fit_none_is_exposed(shop: Shop) -> None:
    first, second = (shop.paid(shop.reserve(1_000), in_escrow=True) for _ in range(2))
    with pytest.raises(refusals.EscrowShort):
        ceilings.expose_many(house(), business_id=shop.pk, units={first.pk: 900, second.pk: 1_001})
    shop.reserve(9_000)
    with pytest.raises(refusals.CeilingExceeded):
        ceilings.expose_many(house(), business_id=shop.pk, units={first.pk: 600, second.pk: 500})
    assert queries.broken([shop.pk]) == []
    assert queries.owing([first.pk])[first.pk].escrowed_units == 1_000


def test_the_alert_lines_hold_for_all_of_them_together(shop: Shop) -> None:
    sales = [shop.paid(shop.reserve(3_000), in_escrow=True) for _ in range(2)]
    with pytest.raises(refusals.EscrowKept, match="3600"):
        units = dict.fromkeys((sale.pk for sale in sales), 1_801)
        ceilings.expose_many(house(), business_id=shop.pk, units=units)
    units = dict.fromkeys((sale.pk for sale in sales), 1_800)
    ceilings.expose_many(house(), business_id=shop.pk, units=units)
    assert shop.now.exposure_units == 3_600

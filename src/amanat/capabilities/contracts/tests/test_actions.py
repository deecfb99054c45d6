"""A contract from its offer to its end; each time stock, ceiling and money say the same."""

from datetime import timedelta

import pytest

from amanat.capabilities.contracts import actions, queries
from amanat.capabilities.contracts.tests.cast import PRICE, Sale, a_sale

pytestmark = pytest.mark.django_db
FIRST = PRICE * 3 // 10


@pytest.fixture
def sale() -> Sale:
    return a_sale()


def test_one_payment_moves_stock_room_and_money_in_one_group(sale: Sale) -> None:
    contract = sale.signed()
    assert (contract.state, sale.stock, sale.account_units) == ("signed", (9, 0), 0)
    contract = sale.in_force(contract)
    assert (contract.state, contract.paid_units) == ("in_force", FIRST)
    assert (sale.stock, sale.account_units) == ((9, 1), FIRST)
    assert sale.maker.shop.now.gross_units == FIRST

"""An instalment above the cap of a gateway: paid in parts, counted when whole, exact to the rial."""

import pytest

from amanat.capabilities.ceilings import queries as ceilings
from amanat.capabilities.ceilings.tests.cast import hold_at
from amanat.capabilities.contracts import actions, queries
from amanat.capabilities.contracts.models import Contract
from amanat.capabilities.contracts.rules.money import next_part
from amanat.capabilities.contracts.tests.cast import Sale, a_sale
from amanat.capabilities.contracts.tests.test_sums import disagreements
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.presale import actions as presale
from amanat.capabilities.presale.refusals import OfferBeingPaid
from amanat.capabilities.presale.tests.lottery import a_buyer
from amanat.kernel.ledger import book

CAP = 2_000_000_000
PRICE = 15_000_000_001
FIRST = 4_500_000_000  # 30 percent, floored: three payments.
REST = PRICE - FIRST


@pytest.mark.parametrize(
    ("units", "parts"),
    [
        (1, [1]),
        (CAP, [CAP]),
        (CAP + 1, [CAP // 2 + 1, CAP // 2]),
        (5 * CAP - 2, [CAP, CAP, CAP, CAP - 1, CAP - 1]),
        (10**13 + 7, None),
    ],
)
def test_parts_are_equal_within_the_cap_and_come_to_the_whole(
    units: int, parts: list[int] | None
) -> None:
    found, left = [], units
    while left:
        found.append(next_part(left, CAP))
        left -= found[-1]
    assert sum(found) == units and max(found) <= CAP
    assert max(found) - min(found) <= 1 and len(found) == -(-units // CAP)
    assert parts is None or found == parts


@pytest.fixture
def sale(db: None) -> Sale:
    return a_sale(price_units=PRICE)


def asked(contract: Contract) -> list[int]:
    """Every payment that was asked for, in order."""
    rows = payments.payments_of(f"contract:{contract.pk}").order_by("pk")
    return [one.units for one in rows]


def given_back(contract: Contract) -> list[int]:
    rows = payments.payments_of(f"contract:{contract.pk}").order_by("pk")
    return [back.units for one in rows for back in payments.refunds_of(one.pk)]


def test_a_car_is_paid_by_card_in_parts_and_counts_when_all_is_there(sale: Sale) -> None:
    contract = sale.signed()
    for part in (1, 2):
        contract = sale.pay_part(contract)
        assert (contract.state, contract.paid_units) == ("signed", 0)
        assert (sale.account_units, sale.maker.shop.now.gross_units) == (0, 0)
        assert queries.came_units(queries.instalments_of(contract.pk)[0].pk) == part * FIRST // 3
    contract = sale.pay_part(contract)
    assert (contract.state, contract.paid_units) == ("in_force", FIRST)
    assert (sale.stock, sale.account_units) == ((9, 1), FIRST)
    assert sale.maker.shop.now.gross_units == FIRST
    assert len(queries.reservations_of(contract.pk)) == 1
    contract = sale.pay(contract)
    assert (contract.paid_units, sale.account_units) == (PRICE, PRICE)
    assert asked(contract)[:3] == [FIRST // 3] * 3 and max(asked(contract)) <= CAP
    assert sum(asked(contract)) == PRICE
    assert (ceilings.broken([sale.business_id]), book.broken_invariants()) == ([], [])


def test_a_part_said_twice_counts_once(sale: Sale) -> None:
    contract = sale.signed()
    first = queries.instalments_of(contract.pk)[0].payment_id or 0
    sale.pay_part(contract)
    for _ in range(2):
        actions.fund(sale.house(), payment_id=first)
    assert len(asked(contract)) == 2
    assert queries.unpaid_units(contract.pk) == PRICE - FIRST // 3


def test_an_offer_that_ends_gives_every_part_back(sale: Sale) -> None:
    contract = sale.pay_part(sale.pay_part(sale.signed()))
    with pytest.raises(OfferBeingPaid):
        presale.lapse_offer(sale.house(), presale_offer_id=contract.offer_id)
    sale.wait(hours=1)
    presale.lapse_offer(sale.house(), presale_offer_id=contract.offer_id)
    lapsed = actions.lapse_with_its_offer(sale.house(), offer_id=contract.offer_id)
    assert lapsed is not None and lapsed.state == "lapsed"
    assert given_back(contract) == [FIRST // 3] * 2
    assert (sale.stock, sale.account_units) == ((10, 0), 0)
    assert book.broken_invariants() == []


def test_no_room_at_the_last_part_gives_all_of_them_back(sale: Sale) -> None:
    contract = sale.pay_part(sale.pay_part(sale.signed()))
    hold_at(sale.maker.shop, FIRST - 1)
    contract = sale.pay_part(contract)
    assert (contract.state, contract.reason) == ("lapsed", "no_room")
    assert given_back(contract) == [FIRST // 3] * 3
    assert book.broken_invariants() == []


def test_who_leaves_gets_the_parts_of_an_unfinished_instalment_at_once(sale: Sale) -> None:
    contract = sale.pay_part(sale.in_force())
    part = asked(contract)[3]
    actions.withdraw_contract(sale.by(contract.buyer), contract_id=contract.pk)
    assert given_back(contract) == [part]
    contract = actions.repay(sale.hand(), contract_id=contract.pk)
    assert (contract.state, contract.given_units) == ("repaid", FIRST)
    assert disagreements(sale, 10) == []


def test_a_new_buyer_pays_the_instalment_whole(sale: Sale) -> None:
    contract, heir = sale.pay_part(sale.in_force()), a_buyer()
    part = asked(contract)[3]
    by = sale.by(contract.buyer)
    offered = actions.ask_assignment(by, contract_id=contract.pk, phone=heir.phone)
    actions.accept_assignment(sale.by(heir), assignment_id=offered.pk)
    actions.consent_assignment(sale.maker_acts(), assignment_id=offered.pk)
    assert given_back(contract) == [part]
    contract = sale.pay(sale.now(contract))
    assert (contract.paid_units, sale.account_units) == (PRICE, PRICE)


def test_called_the_parts_that_came_go_back_and_all_that_is_due_is_asked_for(sale: Sale) -> None:
    contract = sale.pay_part(sale.in_force())
    part = asked(contract)[3]
    actions.call_vehicle(sale.house(), contract_id=contract.pk, price_units=PRICE)
    assert given_back(contract) == [part]
    assert queries.unpaid_units(contract.pk) == REST
    contract = sale.pay(sale.now(contract))
    assert actions.fulfil(sale.house(), contract_id=contract.pk).state == "fulfilled"
    assert sale.maker.shop.now.exposure_units == 0

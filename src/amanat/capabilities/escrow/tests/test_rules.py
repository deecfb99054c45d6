"""The fee and the parts, to the rial. Vectors: the fee table of the domain guide."""

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from amanat.capabilities.escrow import actions
from amanat.capabilities.escrow.rules import CapBasis, FeePayer, bill, instalments
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.money import Money

CAP = Money(500_000_000)
PRICES = st.integers(1, 10**15)


@pytest.mark.parametrize(
    ("price", "payer", "fee", "pays", "gets"),
    [
        (1_000_000, "half", 10_000, 1_005_000, 995_000),
        (999_999, "half", 9_999, 1_004_999, 995_000),
        (500_000_000, "seller", 5_000_000, 500_000_000, 495_000_000),
        (1_800_000_000, "buyer", 18_000_000, 1_818_000_000, 1_800_000_000),
        (99, "buyer", 0, 99, 99),
    ],
)
def test_the_fee_table_holds(price: int, payer: str, fee: int, pays: int, gets: int) -> None:
    said = bill(Money(price), basis_points=100, payer=FeePayer(payer))
    assert (said.fee, said.buyer_pays, said.seller_gets) == (Money(fee), Money(pays), Money(gets))


@given(price=PRICES, points=st.integers(0, 100), payer=st.sampled_from(FeePayer))
def test_every_rial_of_a_bill_has_an_owner(price: int, points: int, payer: FeePayer) -> None:
    said = bill(Money(price), basis_points=points, payer=payer)
    assert said.buyer_pays == said.seller_gets + said.fee
    assert said.fee.units * 100 <= price


@pytest.mark.django_db
def test_a_fee_above_one_percent_is_no_fee() -> None:
    with pytest.raises(AssertionError):
        bill(Money(1_000_000), basis_points=101, payer=FeePayer.HALF)
    house, parts = Act(None, Role.HOUSE, clock.now()), [Money(1_000_000)]
    with pytest.raises(IntegrityError, match="fee_at_most_one_percent"):
        actions.promise(
            house, subject="deal:1", payer_id=1, payee_id=2, parts=parts, fee=Money(10_001),
            next_path="/",
        )  # fmt: skip


@pytest.mark.parametrize(
    ("price", "count"),
    [(500_000_000, 1), (500_000_001, 2), (1_800_000_000, 4), (1_000, 1), (1_000_000_000, 2)],
)
def test_the_cap_decides_how_many_payments(price: int, count: int) -> None:
    assert len(instalments(Money(price), price=Money(price), cap=CAP)) == count


def test_a_fee_paid_by_the_buyer_rides_on_top_of_the_cap() -> None:
    total = Money(505_000_000)
    assert instalments(total, price=Money(500_000_000), cap=CAP) == [total]


@pytest.mark.parametrize(
    ("price", "total", "basis", "most", "count"),
    [
        (500_000_000, 505_000_000, "price", None, 1),
        (500_000_000, 505_000_000, "total", None, 2),
        (500_000_000, 500_000_000, "total", None, 1),
        (500_000_000, 505_000_000, "price", 504_999_999, 2),
        (1_800_000_000, 1_818_000_000, "price", 2_000_000_000, 4),
        (1_800_000_000, 1_818_000_000, "price", 400_000_000, 5),
        (1_999_999_999, 1_999_999_999, "total", None, 4),
    ],
)
def test_the_cap_holds_against_the_price_or_all_and_the_gateways_own_against_all(
    price: int, total: int, basis: str, most: int | None, count: int
) -> None:
    limit = Money(most) if most else None
    parts = instalments(
        Money(total), price=Money(price), cap=CAP, basis=CapBasis(basis), most=limit
    )
    assert (len(parts), sum(part.units for part in parts)) == (count, total)
    if basis == "total" or most:
        assert max(part.units for part in parts) <= (most or CAP.units)


@given(price=PRICES)
def test_parts_add_up_to_the_rial(price: int) -> None:
    parts = instalments(Money(price), price=Money(price), cap=Money(10**12))
    assert sum(part.units for part in parts) == price
    assert max(part.units for part in parts) - min(part.units for part in parts) < len(parts)

"""A split, as pure rule: the fee on the released part alone, and every rial owned by somebody."""

from hypothesis import given
from hypothesis import strategies as st

from amanat.capabilities.escrow.rules import FeePayer, Split, bill, split, spread
from amanat.words.money import Money

prices = st.integers(min_value=10_000, max_value=500_000_000_000)
payers = st.sampled_from(FeePayer)


@st.composite
def splits(draw: st.DrawFn) -> tuple[Split, int, int, FeePayer]:
    """A settled deal with its price, the released part, and who pays the fee."""
    price, payer = draw(prices), draw(payers)
    released = draw(st.integers(min_value=0, max_value=price))
    agreed = bill(Money(price), basis_points=100, payer=payer)
    share = split(agreed, Money(released), basis_points=100, payer=payer)
    assert share.units == agreed.buyer_pays.units
    return share, price, released, payer


@given(splits())
def test_every_rial_is_owned_and_nobody_owes(
    settled: tuple[Split, int, int, FeePayer],
) -> None:
    share, price, released, _ = settled
    assert min(share.paid_units, share.fee_units, share.returned_units) >= 0
    assert (share.paid_units > 0) == (released > 0)
    assert (share.returned_units > 0) == (released < price)


@given(splits())
def test_the_fee_is_on_the_released_part_alone(
    settled: tuple[Split, int, int, FeePayer],
) -> None:
    share, _, released, payer = settled
    assert share.fee_units == released // 100
    of_seller = released - share.paid_units
    halves = share.fee_units // 2
    assert of_seller == {"buyer": 0, "seller": share.fee_units, "half": halves}[payer]


@given(splits(), st.integers(min_value=1, max_value=40))
def test_a_split_laid_over_its_parts_loses_nothing(
    settled: tuple[Split, int, int, FeePayer], count: int
) -> None:
    share, *_ = settled
    parts = [part.units for part in Money(share.units).parts(count)]
    laid = spread(share, parts)
    assert [one.units for one in laid] == parts
    for field in ("paid_units", "fee_units", "returned_units"):
        assert sum(getattr(one, field) for one in laid) == getattr(share, field)


def test_releasing_all_or_nothing_is_a_release_or_a_refund() -> None:
    agreed = bill(Money(320_000_000), basis_points=100, payer=FeePayer.HALF)
    whole = split(agreed, agreed.price, basis_points=100, payer=FeePayer.HALF)
    none = split(agreed, Money(0), basis_points=100, payer=FeePayer.HALF)
    assert whole == Split(318_400_000, 3_200_000, 0)
    assert none == Split(0, 0, 321_600_000)


def test_a_price_cut_to_two_thirds_in_numbers() -> None:
    """Price 1,000,000 halved fee; 600,001 is released: fee 6,000, halves of 3,000."""
    agreed = bill(Money(1_000_000), basis_points=100, payer=FeePayer.HALF)
    share = split(agreed, Money(600_001), basis_points=100, payer=FeePayer.HALF)
    assert share == Split(597_001, 6_000, 401_999)

"""The law of fees and parts, as pure functions. Every amount is whole rial."""

from dataclasses import dataclass
from enum import StrEnum

from amanat.words.money import BASIS_POINTS, Money

HIGHEST_FEE_BASIS_POINTS = 100  # One percent: the promise of the service, checked again in SQL.


class FeePayer(StrEnum):
    BUYER = "buyer"
    SELLER = "seller"
    HALF = "half"


@dataclass(frozen=True, slots=True)
class Bill:
    """What a price means for both sides: the buyer pays, the seller gets, the fee is between."""

    price: Money
    fee: Money
    buyer_pays: Money
    seller_gets: Money


def bill(price: Money, *, basis_points: int, payer: FeePayer) -> Bill:
    """The fee is rounded down; when it is halved, the odd rial is the buyer's."""
    assert 0 <= basis_points <= HIGHEST_FEE_BASIS_POINTS < BASIS_POINTS
    fee = price.share(basis_points)
    buyers = {
        FeePayer.BUYER: fee.units,
        FeePayer.SELLER: 0,
        FeePayer.HALF: fee.units - fee.units // 2,
    }[payer]
    share = Money(buyers, price.asset)
    return Bill(price, fee, buyer_pays=price + share, seller_gets=price - (fee - share))


def instalments(total: Money, *, price: Money, cap: Money) -> list[Money]:
    """How many payments the bank's cap makes of a price; the total is spread over them.

    The cap is on the price (the buyer's share of the fee rides on top), so a price of exactly
    the cap is one payment. Parts are as equal as can be; the last one takes the remainder.
    """
    count = max(1, -(-price.units // cap.units))
    return total.parts(count)

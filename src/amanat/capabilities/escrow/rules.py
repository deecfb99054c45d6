"""The law of fees and parts, as pure functions. Every amount is whole rial."""

from collections.abc import Sequence
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


def sum_of(bills: Sequence[Bill]) -> Bill:
    """What several prices mean together, each with its own rounding."""
    first, *rest = bills
    for one in rest:
        first = Bill(
            first.price + one.price,
            first.fee + one.fee,
            first.buyer_pays + one.buyer_pays,
            first.seller_gets + one.seller_gets,
        )
    return first


@dataclass(frozen=True, slots=True)
class Split:
    """What is paid to the payee, what the fee takes, and what goes back; together, all of it."""

    paid_units: int
    fee_units: int
    returned_units: int

    @property
    def units(self) -> int:
        return self.paid_units + self.fee_units + self.returned_units


def split(agreed: Bill, released: Money, *, basis_points: int, payer: FeePayer) -> Split:
    """Settle a deal as if its price had been `released`, from nothing to the agreed price.

    So the fee is taken on the released part alone, by the agreed payer, with the same rounding;
    what the buyer paid above that bill goes back. Of nothing released no fee is taken.
    """
    assert 0 <= released.units <= agreed.price.units, "More than the price cannot be released."
    owed = bill(released, basis_points=basis_points, payer=payer)
    back = agreed.buyer_pays - owed.buyer_pays
    return Split(owed.seller_gets.units, owed.fee.units, back.units)


def spread(whole: Split, parts: list[int]) -> list[Split]:
    """Lay a split over the payments it came in: fee and payee first, so few cards see a refund."""
    assert whole.units == sum(parts), "A split owns every rial of its parts, and no other."
    shares, fee_left, paid_left = [], whole.fee_units, whole.paid_units
    for units in parts:
        fee = min(fee_left, units)
        paid = min(paid_left, units - fee)
        shares.append(Split(paid, fee, units - fee - paid))
        fee_left, paid_left = fee_left - fee, paid_left - paid
    return shares


class CapBasis(StrEnum):
    """What the bank's cap is held against: the price, or all that the buyer pays."""

    PRICE = "price"
    TOTAL = "total"


def instalments(
    total: Money,
    *,
    price: Money,
    cap: Money,
    basis: CapBasis = CapBasis.PRICE,
    most: Money | None = None,
) -> list[Money]:
    """How many payments the caps make of a deal; the total is spread over them.

    Held against the price, the buyer's share of the fee rides on top, so a price of exactly the
    cap is one payment. `most` is what the gateway itself takes at once, and always counts in all.
    Parts are as equal as can be, none above the limit; the last one takes what remains.
    """
    capped = price if basis is CapBasis.PRICE else total
    count = max(1, _pieces(capped, cap), _pieces(total, most) if most is not None else 1)
    each = -(-total.units // count)
    last = total.units - each * (count - 1)
    return [*(Money(each, total.asset) for _ in range(count - 1)), Money(last, total.asset)]


def _pieces(money: Money, limit: Money) -> int:
    return -(-money.units // limit.units)

"""What is still due: the paid fraction of the sign-up price is immune from later changes."""

from fractions import Fraction

from amanat.capabilities.permits.refusals import PaidOverPrice, PriceNotSet
from amanat.words.exact import half_up
from amanat.words.refusal import refuse_unless
from amanat.words.said import toman_said


def due(signup_units: int | None, paid_units: int, delivery_units: int | None) -> int:
    """Delivery price × the unpaid share of the sign-up price, half-up to the rial.

    The same formula when the price fell: that is the platform's own default, not yet law.
    """
    if not signup_units or delivery_units is None:
        raise PriceNotSet("price")
    refuse_unless(paid_units <= signup_units, PaidOverPrice, "paid", price=toman_said(signup_units))
    return half_up(Fraction(delivery_units * (signup_units - paid_units), signup_units))

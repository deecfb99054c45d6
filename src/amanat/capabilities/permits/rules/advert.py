"""Does an advert say what its permit says? Each claim on its own; none is guessed."""

from dataclasses import dataclass
from datetime import date

from amanat.words.text import Text


@dataclass(frozen=True, slots=True)
class Claims:
    """What an advert says; None where it says nothing."""

    price_units: int | None = None
    quantity: int | None = None
    delivery: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the permit says."""

    price_units: int
    quantity: int
    first_delivery: date
    last_delivery: date


@dataclass(frozen=True, slots=True)
class Verdict:
    about: str
    label: Text
    is_true: bool


LABELS = {
    "price": (
        Text("قیمت با مجوز یکی است", "The price is that of the permit"),
        Text("قیمت با مجوز یکی نیست", "The price is not that of the permit"),
    ),
    "quantity": (
        Text("تعداد از مجوز بیشتر نیست", "No more units than permitted"),
        Text("تعداد از مجوز بیشتر است", "More units than permitted"),
    ),
    "delivery": (
        Text("روز تحویل در بازهٔ مجوز است", "Delivery lies within the permit’s days"),
        Text("روز تحویل بیرون از بازهٔ مجوز است", "Delivery lies outside the permit’s days"),
    ),
}


def compare(claims: Claims, known: Known) -> list[Verdict]:
    """One verdict for each thing that the advert says."""
    found: dict[str, bool] = {}
    if claims.price_units is not None:
        found["price"] = claims.price_units == known.price_units
    if claims.quantity is not None:
        found["quantity"] = claims.quantity <= known.quantity
    if claims.delivery is not None:
        found["delivery"] = known.first_delivery <= claims.delivery <= known.last_delivery
    return [
        Verdict(about, LABELS[about][0 if is_true else 1], is_true)
        for about, is_true in found.items()
    ]

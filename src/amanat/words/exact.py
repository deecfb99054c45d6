"""Exact numbers: shares and rates are fractions, money is whole; one rounding, at the end."""

from fractions import Fraction

Exact = Fraction | int
MONTHS_A_YEAR = 12


def exact(text: str | int) -> Fraction:
    """A share, rate or quantity as it was quoted: "0.18" is eighteen hundredths, no less."""
    return Fraction(text)


def half_up(amount: Exact) -> int:
    """The nearest whole unit; exactly one half goes up."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def floor(amount: Exact) -> int:
    return amount.numerator // amount.denominator


def in_hundredths(amount: Exact) -> str:
    """A foreign amount with two places, half-up: "80000.40"."""
    whole, rest = divmod(half_up(amount * 100), 100)
    return f"{whole}.{rest:02}"

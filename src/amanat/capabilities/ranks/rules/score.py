"""Factors and weights to a score, and the score to stars. Pure, exact, rounded once.

The score is the weighted sum in basis points, half-up, as regulation 4 and its examples have it;
stars are read from that published number and then held down by the caps.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from amanat.capabilities.ranks.rules.factors import (
    factors_of,
    has_unpaid_order,
    months_between,
    unanswered_since,
)
from amanat.capabilities.ranks.rules.inputs import Inputs
from amanat.capabilities.ranks.rules.law import FACTORS, HUNDRED, Law

FEW_SALES, YOUNG = "few_sales", "young"
UNANSWERED, UNPAID, CRITICAL = "unanswered_complaint", "unpaid_order", "critical_finding"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the caps look at, apart from the factors."""

    sales: int
    age_months: int
    unanswered_complaint_days_ago: int | None = None
    is_order_unpaid: bool = False
    is_critical_finding_open: bool = False


@dataclass(frozen=True, slots=True)
class Cap:
    name: str
    most_stars: int


@dataclass(frozen=True, slots=True)
class Rank:
    """A score as computed. Not rated is neither zero points nor zero stars: it is None."""

    basis_points: int | None
    stars: int | None
    factors: Mapping[str, Fraction]
    caps: tuple[Cap, ...]

    @property
    def is_rated(self) -> bool:
        return self.basis_points is not None


UNRATED = Rank(None, None, {}, ())


def rank(inputs: Inputs, day: date, law: Law) -> Rank:
    """The score of a day from all that was known; not rated while too little is known."""
    if not can_be_rated(inputs, law):
        return UNRATED
    return weigh(factors_of(inputs, day, law), standing_of(inputs, day, law), law)


def can_be_rated(inputs: Inputs, law: Law) -> bool:
    """Whether enough has been sold, and it is known since when: a missing input is no guess."""
    return inputs.began is not None and inputs.sales >= law.number("least_sales_to_rate")


def weigh(factors: Mapping[str, Fraction], standing: Standing, law: Law) -> Rank:
    """Points, stars by floor, then caps."""
    return reweigh(factors, caps_of(standing, law), law)


def reweigh(factors: Mapping[str, Fraction], caps: tuple[Cap, ...], law: Law) -> Rank:
    """The same where factors and caps are known already: what other weights would have made."""
    weighed = sum((law.weights[name] * factors[name] for name in FACTORS), Fraction(0))
    points = half_up(weighed * HUNDRED)
    by_floor = next((stars for stars, least in law.star_floor if points >= least * HUNDRED), 0)
    stars = min([by_floor, *(one.most_stars for one in caps)])
    return Rank(points, stars, factors, caps)


def caps_of(standing: Standing, law: Law) -> tuple[Cap, ...]:
    """Every reason that holds the stars down, whether or not they would stand higher."""
    silent = standing.unanswered_complaint_days_ago
    checks = (
        (FEW_SALES, law.young_stars, standing.sales < law.min_sales),
        (YOUNG, law.young_stars, standing.age_months < law.min_age_months),
        (UNANSWERED, law.unanswered_stars, silent is not None and silent <= law.unanswered_days),
        (UNPAID, law.unpaid_stars, standing.is_order_unpaid),
        (CRITICAL, law.critical_stars, standing.is_critical_finding_open),
    )
    return tuple(Cap(name, most) for name, most, holds in checks if holds)


def standing_of(inputs: Inputs, day: date, law: Law) -> Standing:
    silences = [unanswered_since(one, day, law) for one in inputs.complaints]
    last = max((since for since in silences if since is not None), default=None)
    return Standing(
        sales=inputs.sales,
        age_months=months_between(inputs.began, day) if inputs.began else 0,
        unanswered_complaint_days_ago=(day - last).days if last else None,
        is_order_unpaid=has_unpaid_order(inputs),
        is_critical_finding_open=any(
            one.severity == "critical" and one.closed is None for one in inputs.findings
        ),
    )


def half_up(value: Fraction) -> int:
    """The nearest whole number; exactly between two, the upper one."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def lost_points(found: Rank, law: Law) -> dict[str, int]:
    """Basis points lost to each factor; together exactly what is missing to the full score."""
    lost: dict[str, int] = {}
    exact, told = Fraction(0), 0
    for name in FACTORS:
        exact += law.weights[name] * (1 - found.factors[name]) * 100
        until_here = -half_up(-exact)  # Half-down: the score was rounded half-up.
        lost[name], told = until_here - told, until_here
    return lost

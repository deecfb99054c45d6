"""Property under construction, by the law of 1389: penalties are floors, the deed has a price."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from amanat.capabilities.permits.refusals import LastInstalmentSmall
from amanat.words.exact import Exact, half_up
from amanat.words.refusal import refuse_unless
from amanat.words.said import toman_said


def commons_penalty(day_prices: Sequence[int], buyer_share: Exact, daily_share: Exact) -> int:
    """For each late day a share of that day's price of the unfinished commons; rounded once."""
    return half_up(sum(day_prices) * buyer_share * daily_share)


def penalty(contract_units: int, legal_units: int) -> int:
    """The contract may be harder on the builder than the law, never softer."""
    return max(contract_units, legal_units)


def check_last_instalment(price_units: int, last_units: int, *, least_share: Fraction) -> None:
    """The last instalment waits for the deed."""
    exact = price_units * least_share
    least = -(-exact.numerator // exact.denominator)
    refuse_unless(
        last_units >= least, LastInstalmentSmall, "last_instalment", least=toman_said(least)
    )


@dataclass(frozen=True, slots=True)
class AreaDifference:
    """`units` is what the buyer pays for more, or gets back for less; None: decided by people."""

    is_within: bool
    units: int | None


def area_difference(
    agreed_m2: Fraction, built_m2: Fraction, rate_units: int, *, tolerance: Fraction
) -> AreaDifference:
    """Within the tolerance the contract's rate counts; beyond it the engine decides nothing."""
    more = built_m2 - agreed_m2
    is_within = abs(more) <= tolerance * agreed_m2
    return AreaDifference(is_within, half_up(more * rate_units) if is_within else None)

"""The dated set "ceiling.engine" as numbers: shares are exact fractions, money whole rial."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import Any

NAME = "ceiling.engine"  # The family of the parameter set.
FORMULA = "ceiling/1"  # Changes whenever this file or formula.py would answer otherwise.
POINTS = 10_000  # Basis points of one whole; a score of 100 has as many.


@dataclass(frozen=True, slots=True)
class Conduct:
    """From this score on, caps count with this factor."""

    least_basis_points: int
    factor: Fraction


@dataclass(frozen=True, slots=True)
class Lines:
    """Above `first` of the ceiling `first_share` of the whole balance goes to escrow; and so on."""

    first: Fraction
    first_share: Fraction
    second: Fraction
    second_share: Fraction


@dataclass(frozen=True, slots=True)
class Engine:
    """One parameter set, read once."""

    rank_units: Mapping[int, int]
    turnover_share: Fraction
    young_months: int
    young_units: int
    caps: Mapping[str, tuple[str, ...]]
    sector: Mapping[str, Fraction]
    conduct: tuple[Conduct, ...]
    asset_factor: Fraction
    haircuts: Mapping[str, Fraction]
    lines: Lines
    reservation: timedelta
    freeze: timedelta

    def conduct_of(self, score_basis_points: int) -> Fraction:
        """The factor of the highest step this score reaches."""
        reached = [one for one in self.conduct if score_basis_points >= one.least_basis_points]
        return max(reached, key=lambda one: one.least_basis_points).factor


def engine_of(values: Mapping[str, Any]) -> Engine:
    """The set as it is stored: shares are quoted decimals, never binary floats."""
    lines = values["alert_lines"]
    return Engine(
        rank_units={int(stars): int(units) for stars, units in values["c_rank"].items()},
        turnover_share=Fraction(values["turnover_share"]),
        young_months=values["young_age_months"],
        young_units=values["young_turnover_cap"],
        caps={name: tuple(caps) for name, caps in values["caps_by_class"].items()},
        sector={name: Fraction(factor) for name, factor in values["f_sector"].items()},
        conduct=tuple(
            Conduct(one["min_score"] * POINTS // 100, Fraction(one["factor"]))
            for one in values["f_conduct"]
        ),
        asset_factor=Fraction(values["asset_factor"]),
        haircuts={kind: Fraction(share) for kind, share in values["collateral_haircut"].items()},
        lines=Lines(
            Fraction(lines["l1_of_ceiling"]), Fraction(lines["l1_escrow_share"]),
            Fraction(lines["l2_of_ceiling"]), Fraction(lines["l2_escrow_share"]),
        ),
        reservation=timedelta(minutes=values["reservation_minutes"]),
        freeze=timedelta(hours=values["freeze_confirm_hours"]),
    )  # fmt: skip

"""The law of the fund, as pure functions: how it is fed, and the most it pays."""

from dataclasses import dataclass
from datetime import timedelta

from amanat.words.money import BASIS_POINTS

YEAR = timedelta(days=365)
LONGEST_REFERENCE = 60
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Caps:
    """The most the fund pays: for one claim, for one without full cover, to one person a year."""

    claim_units: int
    uninsured_units: int
    person_year_units: int

    def most(self, already_units: int) -> int:
        """What one claim of a person may cost who had `already_units` within the year."""
        left = max(self.person_year_units - already_units, 0)
        return min(self.claim_units, left)


def feed_units(fee_units: int, basis_points: int) -> int:
    """The fund's part of one fee, rounded down: what is left over stays with the platform."""
    assert 0 <= basis_points <= BASIS_POINTS and fee_units >= 0
    return fee_units * basis_points // BASIS_POINTS

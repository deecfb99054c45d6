"""What is counted and how much it weighs: two dated values, read into one shape.

`rank.weights` is the set of regulation 4; `rank.criteria` says how each factor is found from what
was noted. Both are this platform's own choice until the working group decides, and shown as such.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

FORMULA = "rank-1"  # The version of these rules; another one when a line of them changes.
WEIGHTS, CRITERIA = "rank.weights", "rank.criteria"
FACTORS = (
    "complaint_answering",
    "complaint_outcome",
    "financial_responsibility",
    "violation_history",
    "delivery_on_time",
    "activity_history",
    "financial_capability",
)
SEVERITIES = ("minor", "major", "critical")
HUNDRED = 100
MOST_STARS = 5
#  Every whole number of the criteria, with the most it may be; each is at least one.
NUMBERS = {
    "counted_days": 3_650,
    "least_sales_to_rate": 10_000,
    "answer_days": 365,
    "least_complaints_counted": 1_000,
    "late_answer_percent": HUNDRED,
    "undecided_percent": HUNDRED,
    "outcome_zero_at_per_thousand": 1_000,
    "least_sales_counted": 100_000,
    "late_order_percent": HUNDRED,
    "fault_half_life_days": 3_650,
    "full_age_months": 600,
    "age_percent": HUNDRED,
    "statement_months": 120,
    "full_assets_percent": 10_000,
    "full_guarantee_percent": 10_000,
    "sales_gap_basis_points": 10_000,
}


@dataclass(frozen=True, slots=True)
class Law:
    """One set of weights with one set of criteria, as in force on a day."""

    weights: Mapping[str, int]
    star_floor: tuple[tuple[int, int], ...]  # (stars, points), the most stars first.
    min_sales: int
    min_age_months: int
    young_stars: int
    unanswered_days: int
    unanswered_stars: int
    unpaid_stars: int
    critical_stars: int
    half_life_days: int
    numbers: Mapping[str, int]
    finding_percent: Mapping[str, int]

    def number(self, name: str) -> int:
        return self.numbers[name]

    def with_weights(self, weights: Mapping[str, int]) -> "Law":
        """The same law under other weights."""
        return replace(self, weights={name: weights[name] for name in FACTORS})


def law_of(weights: Mapping[str, Any], criteria: Mapping[str, Any]) -> Law:
    """The two values in one shape; faults of a proposed set are found by `faults_of` before."""
    floors = sorted(((int(n), points) for n, points in weights["star_floor"].items()), reverse=True)
    return Law(
        weights={name: weights["weights"][name] for name in FACTORS},
        star_floor=tuple(floors),
        min_sales=weights["min_sales_for_more_than_2_stars"],
        min_age_months=weights["min_age_months_for_more_than_2_stars"],
        young_stars=2,  # Part of the parameter's own name.
        unanswered_days=weights["cap_if_unanswered_complaint_days"]["days"],
        unanswered_stars=weights["cap_if_unanswered_complaint_days"]["max_stars"],
        unpaid_stars=weights["cap_if_unpaid_order"]["max_stars"],
        critical_stars=weights["cap_if_critical_finding_open"]["max_stars"],
        half_life_days=weights["complaint_half_life_days"],
        numbers={name: criteria[name] for name in NUMBERS},
        finding_percent={name: criteria["finding_percent"][name] for name in SEVERITIES},
    )


def faults_of(weights: Mapping[str, int]) -> list[str]:
    """What is wrong with proposed weights: a name we do not know, or a sum that is not 100."""
    found = [name for name in FACTORS if not 0 <= weights.get(name, -1) <= HUNDRED]
    found += sorted(set(weights) - set(FACTORS))
    if not found and sum(weights.values()) != HUNDRED:
        found.append("sum")
    return found

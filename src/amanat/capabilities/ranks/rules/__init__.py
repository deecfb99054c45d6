"""How a score is found from what was noted: exact, dated, explained. Pure."""

from amanat.capabilities.ranks.rules.inputs import Inputs as Inputs
from amanat.capabilities.ranks.rules.inputs import Line as Line
from amanat.capabilities.ranks.rules.inputs import Tally as Tally
from amanat.capabilities.ranks.rules.inputs import inputs_on as inputs_on
from amanat.capabilities.ranks.rules.kinds import KINDS as KINDS
from amanat.capabilities.ranks.rules.law import CRITERIA as CRITERIA
from amanat.capabilities.ranks.rules.law import FACTORS as FACTORS
from amanat.capabilities.ranks.rules.law import FORMULA as FORMULA
from amanat.capabilities.ranks.rules.law import WEIGHTS as WEIGHTS
from amanat.capabilities.ranks.rules.law import Law as Law
from amanat.capabilities.ranks.rules.law import faults_of as faults_of
from amanat.capabilities.ranks.rules.law import law_of as law_of
from amanat.capabilities.ranks.rules.score import Cap as Cap
from amanat.capabilities.ranks.rules.score import Rank as Rank
from amanat.capabilities.ranks.rules.score import Standing as Standing
from amanat.capabilities.ranks.rules.score import half_up as half_up
from amanat.capabilities.ranks.rules.score import lost_points as lost_points
from amanat.capabilities.ranks.rules.score import rank as rank
from amanat.capabilities.ranks.rules.score import reweigh as reweigh
from amanat.capabilities.ranks.rules.score import weigh as weigh
from amanat.capabilities.ranks.rules.what_if import WhatIf as WhatIf
from amanat.capabilities.ranks.rules.what_if import what_ifs as what_ifs

COMPUTE_HOUR = 4  # In Tehran. Four hours after midnight nothing of yesterday is still under way.
MOST_POINTS = 10_000
LEAST_WORDS, LONGEST_WORDS = 10, 1_000
LONGEST_SUBJECT, LONGEST_SOURCE = 80, 200

#  This platform's own first criteria, in force from the same day as the weights.
FIRST_CRITERIA = {
    "counted_days": 365,
    "least_sales_to_rate": 5,
    "answer_days": 6,  # The ladder of 72, 48 and 24 hours.
    "least_complaints_counted": 2,
    "late_answer_percent": 50,
    "undecided_percent": 25,
    "outcome_zero_at_per_thousand": 50,
    "least_sales_counted": 100,
    "late_order_percent": 25,
    "fault_half_life_days": 365,
    "finding_percent": {"minor": 10, "major": 30, "critical": 100},
    "full_age_months": 24,
    "age_percent": 80,
    "statement_months": 18,
    "full_assets_percent": 20,
    "full_guarantee_percent": 5,
    "sales_gap_basis_points": 500,
}

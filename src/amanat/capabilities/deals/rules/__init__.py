"""The law of a deal, as pure functions."""

from amanat.capabilities.deals.rules.delivery import COURIER_CODE as COURIER_CODE
from amanat.capabilities.deals.rules.delivery import WAYBILL_CODE as WAYBILL_CODE
from amanat.capabilities.deals.rules.delivery import Cover as Cover
from amanat.capabilities.deals.rules.delivery import cover_for as cover_for
from amanat.capabilities.deals.rules.delivery import inspect_by as inspect_by
from amanat.capabilities.deals.rules.delivery import ship_by as ship_by
from amanat.capabilities.deals.rules.delivery import tracking_code as tracking_code
from amanat.capabilities.deals.rules.kinds import DAY as DAY
from amanat.capabilities.deals.rules.kinds import GOODS as GOODS
from amanat.capabilities.deals.rules.kinds import KINDS as KINDS
from amanat.capabilities.deals.rules.kinds import Kind as Kind
from amanat.capabilities.deals.rules.limits import APPROVE as APPROVE
from amanat.capabilities.deals.rules.limits import LONGEST_MESSAGE as LONGEST_MESSAGE
from amanat.capabilities.deals.rules.limits import LONGEST_RATING as LONGEST_RATING
from amanat.capabilities.deals.rules.limits import MOST_DEAL_FILES as MOST_DEAL_FILES
from amanat.capabilities.deals.rules.limits import MOST_OPEN_DRAFTS as MOST_OPEN_DRAFTS
from amanat.capabilities.deals.rules.plan import Planned as Planned
from amanat.capabilities.deals.rules.plan import is_ten_times_off as is_ten_times_off
from amanat.capabilities.deals.rules.plan import plan as plan
from amanat.capabilities.deals.rules.quarrel import AWARD as AWARD
from amanat.capabilities.deals.rules.quarrel import CLAUSES as CLAUSES
from amanat.capabilities.deals.rules.quarrel import (
    LEAST_PROBLEM_CHARACTERS as LEAST_PROBLEM_CHARACTERS,
)
from amanat.capabilities.deals.rules.quarrel import LONGEST_REASON as LONGEST_REASON
from amanat.capabilities.deals.rules.quarrel import MOST_FILES as MOST_FILES
from amanat.capabilities.deals.rules.quarrel import MOST_OFFERS as MOST_OFFERS
from amanat.capabilities.deals.rules.quarrel import MOST_STATEMENTS as MOST_STATEMENTS
from amanat.capabilities.deals.rules.quarrel import NEGOTIABLE as NEGOTIABLE
from amanat.capabilities.deals.rules.quarrel import PROBLEM_KINDS as PROBLEM_KINDS
from amanat.capabilities.deals.rules.quarrel import PROBLEM_WANTS as PROBLEM_WANTS
from amanat.capabilities.deals.rules.quarrel import RULE_CARD as RULE_CARD
from amanat.capabilities.deals.rules.quarrel import STATEMENT_CHARACTERS as STATEMENT_CHARACTERS
from amanat.capabilities.deals.rules.quarrel import check_share as check_share
from amanat.capabilities.deals.rules.quarrel import outcome_of as outcome_of
from amanat.capabilities.deals.rules.terms import FEE_PAYERS as FEE_PAYERS
from amanat.capabilities.deals.rules.terms import HIGHEST_PRICE_UNITS as HIGHEST_PRICE_UNITS
from amanat.capabilities.deals.rules.terms import LONGEST_CHECK as LONGEST_CHECK
from amanat.capabilities.deals.rules.terms import LONGEST_DESCRIPTION as LONGEST_DESCRIPTION
from amanat.capabilities.deals.rules.terms import LONGEST_TITLE as LONGEST_TITLE
from amanat.capabilities.deals.rules.terms import LOWEST_PRICE_UNITS as LOWEST_PRICE_UNITS
from amanat.capabilities.deals.rules.terms import MOST_CHECKS as MOST_CHECKS
from amanat.capabilities.deals.rules.terms import MOST_VERSIONS as MOST_VERSIONS
from amanat.capabilities.deals.rules.terms import Delivery as Delivery
from amanat.capabilities.deals.rules.terms import Terms as Terms
from amanat.capabilities.deals.rules.terms import check_terms as check_terms
from amanat.capabilities.deals.rules.terms import differences as differences
from amanat.capabilities.deals.rules.terms import other as other

"""Every write of ranks."""

from amanat.capabilities.ranks.actions.cases import close_sales_case as close_sales_case
from amanat.capabilities.ranks.actions.cases import open_sales_case as open_sales_case
from amanat.capabilities.ranks.actions.daily import compute as compute
from amanat.capabilities.ranks.actions.daily import publish_rank as publish_rank
from amanat.capabilities.ranks.actions.daily import show_rank as show_rank
from amanat.capabilities.ranks.actions.notes import note as note
from amanat.capabilities.ranks.actions.objections import correct_score as correct_score
from amanat.capabilities.ranks.actions.objections import object_to_score as object_to_score
from amanat.capabilities.ranks.actions.objections import pass_to_panel as pass_to_panel
from amanat.capabilities.ranks.actions.objections import propose_answer as propose_answer
from amanat.capabilities.ranks.actions.objections import return_answer as return_answer
from amanat.capabilities.ranks.actions.objections import uphold_score as uphold_score
from amanat.capabilities.ranks.actions.papers import confirm_paper as confirm_paper
from amanat.capabilities.ranks.actions.papers import enter_paper as enter_paper
from amanat.capabilities.ranks.actions.papers import turn_down_paper as turn_down_paper
from amanat.capabilities.ranks.actions.tell import tell_of_objection as tell_of_objection
from amanat.capabilities.ranks.actions.tell import tell_of_rank as tell_of_rank
from amanat.capabilities.ranks.actions.weights import change_weights as change_weights
from amanat.capabilities.ranks.actions.weights import drop_weights as drop_weights
from amanat.capabilities.ranks.actions.weights import end_consultation as end_consultation
from amanat.capabilities.ranks.actions.weights import propose_weights as propose_weights

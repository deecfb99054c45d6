"""Every write of projects."""

from amanat.capabilities.projects.actions.account import (
    fund_project,
    give_back,
    open_project,
    receive,
)
from amanat.capabilities.projects.actions.certificates import (
    Progress,
    certify,
    end_certifier,
    lapse_certificate,
    name_certifier,
    replace_certificate,
)
from amanat.capabilities.projects.actions.draws import (
    close_window,
    confirm_draw,
    decide_draw,
    hand_up_draw,
    object_draw,
    propose_draw,
    refuse_draw,
    request_draw,
    stop_draw,
    withdraw_draw,
)
from amanat.capabilities.projects.actions.passing import pass_receipts
from amanat.capabilities.projects.actions.plan import (
    audit_project,
    complete_project,
    default_project,
    hand_to_committee,
    keep_retention,
    let_go_on,
    look_at_milestone,
    release_retention,
    stay_late,
)
from amanat.capabilities.projects.actions.refunding import (
    bring_collateral,
    finish_refunds,
    refund_next,
    resolve_project,
)
from amanat.capabilities.projects.actions.tell import tell_buyers, tell_certifier, tell_holder
from amanat.capabilities.projects.rules.terms import PlannedStage

__all__ = [
    "PlannedStage",
    "Progress",
    "audit_project",
    "bring_collateral",
    "certify",
    "close_window",
    "complete_project",
    "confirm_draw",
    "decide_draw",
    "default_project",
    "end_certifier",
    "finish_refunds",
    "fund_project",
    "give_back",
    "hand_to_committee",
    "hand_up_draw",
    "keep_retention",
    "lapse_certificate",
    "let_go_on",
    "look_at_milestone",
    "name_certifier",
    "object_draw",
    "open_project",
    "pass_receipts",
    "propose_draw",
    "receive",
    "refund_next",
    "refuse_draw",
    "release_retention",
    "replace_certificate",
    "request_draw",
    "resolve_project",
    "stay_late",
    "stop_draw",
    "tell_buyers",
    "tell_certifier",
    "tell_holder",
    "withdraw_draw",
]

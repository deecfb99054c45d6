"""Every write of contracts."""

from amanat.capabilities.contracts.actions.assigning import (
    accept_assignment,
    ask_assignment,
    assign_contract,
    call_off_assignment,
    consent_assignment,
    lapse_assignment,
    refuse_assignment,
)
from amanat.capabilities.contracts.actions.delivering import call_vehicle, fulfil, undo_call
from amanat.capabilities.contracts.actions.many import Call, call_many
from amanat.capabilities.contracts.actions.paying import (
    extend_contract,
    fund,
    fund_instalment,
    lapse_contract,
    lapse_with_its_offer,
    turn_back,
)
from amanat.capabilities.contracts.actions.repaying import (
    bring_repayment,
    order_the_rest,
    refund_by_plan,
    refund_contract,
    repay,
    withdraw_contract,
)
from amanat.capabilities.contracts.actions.signing import SIGN, code_subject, sign
from amanat.capabilities.contracts.actions.tell import tell

__all__ = [
    "SIGN",
    "Call",
    "accept_assignment",
    "ask_assignment",
    "assign_contract",
    "bring_repayment",
    "call_many",
    "call_off_assignment",
    "call_vehicle",
    "code_subject",
    "consent_assignment",
    "extend_contract",
    "fulfil",
    "fund",
    "fund_instalment",
    "lapse_assignment",
    "lapse_contract",
    "lapse_with_its_offer",
    "order_the_rest",
    "refund_by_plan",
    "refund_contract",
    "refuse_assignment",
    "repay",
    "sign",
    "tell",
    "turn_back",
    "undo_call",
    "withdraw_contract",
]

"""Every verb of a deal, by noun: the draft, the agreement, the money, the delivery, the outcome."""

from amanat.capabilities.deals.actions.agreement import (
    accept,
    cancel,
    counter,
    expire,
    join,
    reject,
    withdraw,
)
from amanat.capabilities.deals.actions.delivery import (
    call_off,
    correct,
    decline,
    extend,
    lose_track,
    receive,
    ship,
)
from amanat.capabilities.deals.actions.draft import begin, describe, discard, propose
from amanat.capabilities.deals.actions.money import (
    close_refund,
    complete,
    fund,
    fund_part,
    give_up,
    start_payout,
)
from amanat.capabilities.deals.actions.outcome import (
    approve,
    award_buyer,
    award_seller,
    escalate,
    give_back,
    lapse,
    report,
)
from amanat.capabilities.deals.actions.rating import rate
from amanat.capabilities.deals.actions.talk import attach, write_message
from amanat.capabilities.deals.actions.tell import invite, tell

__all__ = [
    "accept",
    "approve",
    "attach",
    "award_buyer",
    "award_seller",
    "begin",
    "call_off",
    "cancel",
    "close_refund",
    "complete",
    "correct",
    "counter",
    "decline",
    "describe",
    "discard",
    "escalate",
    "expire",
    "extend",
    "fund",
    "fund_part",
    "give_back",
    "give_up",
    "invite",
    "join",
    "lapse",
    "lose_track",
    "propose",
    "rate",
    "receive",
    "reject",
    "report",
    "ship",
    "start_payout",
    "tell",
    "withdraw",
    "write_message",
]

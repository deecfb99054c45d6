"""Every write about businesses."""

from amanat.capabilities.businesses.actions.accounts import check_account, hear_owner
from amanat.capabilities.businesses.actions.business import (
    close_business,
    confirm_business,
    register_business,
    turn_down_business,
)
from amanat.capabilities.businesses.actions.conflicts import declare_conflict, end_conflict
from amanat.capabilities.businesses.actions.domains import (
    LOOK_TASK,
    QUEUE,
    add_domain,
    ask_for_look,
    begin_look,
    drop_domain,
    find_proof,
    look,
    lose_domain,
    miss_proof,
    note_look,
)
from amanat.capabilities.businesses.actions.licences import (
    add_trade_licence,
    confirm_trade_licence,
    end_trade_licence,
    expire_trade_licence,
    take_back_trade_licence,
    turn_down_trade_licence,
)
from amanat.capabilities.businesses.actions.mandates import end_mandate, give_mandate
from amanat.capabilities.businesses.actions.papers import (
    add_account,
    add_activity,
    end_account,
    end_activity,
    end_owner,
    name_owner,
    name_premises,
)
from amanat.capabilities.businesses.ports.site import Sighting

__all__ = [
    "LOOK_TASK",
    "QUEUE",
    "Sighting",
    "add_account",
    "add_activity",
    "add_domain",
    "add_trade_licence",
    "ask_for_look",
    "begin_look",
    "check_account",
    "close_business",
    "confirm_business",
    "confirm_trade_licence",
    "declare_conflict",
    "drop_domain",
    "end_account",
    "end_activity",
    "end_conflict",
    "end_mandate",
    "end_owner",
    "end_trade_licence",
    "expire_trade_licence",
    "find_proof",
    "give_mandate",
    "hear_owner",
    "look",
    "lose_domain",
    "miss_proof",
    "name_owner",
    "name_premises",
    "note_look",
    "register_business",
    "take_back_trade_licence",
    "turn_down_business",
    "turn_down_trade_licence",
]

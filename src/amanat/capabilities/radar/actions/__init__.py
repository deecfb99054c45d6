"""Every verb of the radar: sites and looks, reports, cases, and what follows for a site."""

from amanat.capabilities.radar.actions.cases import (
    claim_removal,
    confirm_sighting,
    dismiss_sighting,
    find_cleared,
    find_persisting,
    notify_owner,
    object_to_notice,
    open_screenshot,
    pass_to_supervisor,
    recheck,
    refuse_objection,
    retract_sighting,
)
from amanat.capabilities.radar.actions.orders import (
    ORDER,
    close_sighting,
    cut_gateway,
    hand_to_committee,
    note_late_order,
    order_gateway_cut,
    order_link,
    propose_block,
    refer_to_court,
    request_block,
    sweep_orders,
)
from amanat.capabilities.radar.actions.reports import report_seal
from amanat.capabilities.radar.actions.sites import (
    QUEUE,
    TASK,
    ask_again,
    ask_visit,
    follow_seal,
    set_pace,
    sweep,
    watch_list,
    watch_site,
)
from amanat.capabilities.radar.actions.visits import note_visit, visit

__all__ = [
    "ORDER", "QUEUE", "TASK", "ask_again", "ask_visit", "claim_removal", "close_sighting",
    "confirm_sighting", "cut_gateway", "dismiss_sighting", "find_cleared", "find_persisting",
    "follow_seal", "hand_to_committee", "note_late_order", "note_visit", "notify_owner",
    "object_to_notice", "open_screenshot", "order_gateway_cut", "order_link", "pass_to_supervisor",
    "propose_block", "recheck", "refer_to_court", "refuse_objection", "report_seal",
    "request_block", "retract_sighting", "set_pace", "sweep", "sweep_orders", "visit",
    "watch_list", "watch_site",
]  # fmt: skip

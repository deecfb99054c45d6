"""Every write of ceilings."""

from amanat.capabilities.ceilings.actions.alerts import ease_alert, raise_alert
from amanat.capabilities.ceilings.actions.changes import (
    apply_change,
    approve_change,
    lapse_change,
    propose_change,
    turn_down_change,
)
from amanat.capabilities.ceilings.actions.exposing import expose_many
from amanat.capabilities.ceilings.actions.freezes import (
    escalate_freeze,
    freeze,
    freeze_by_two,
    keep_frozen,
    order_freeze,
    unfreeze,
    watch_for_burst,
)
from amanat.capabilities.ceilings.actions.growth import Growth, accrue_many
from amanat.capabilities.ceilings.actions.inputs import (
    confirm_input,
    declare,
    hand_up_input,
    lapse_input,
    refuse_input,
    take_back_input,
    top_up,
    verify_input,
    warn_input,
)
from amanat.capabilities.ceilings.actions.reckoning import (
    keep_up,
    lower,
    lower_for,
    open_ceiling,
    set_ceiling,
)
from amanat.capabilities.ceilings.actions.sales import (
    Wanted,
    accrue,
    confirm,
    deliver,
    expose,
    release,
    reserve,
    reserve_many,
)
from amanat.capabilities.ceilings.actions.tell import tell

__all__ = [
    "Growth",
    "Wanted",
    "accrue",
    "accrue_many",
    "apply_change",
    "approve_change",
    "confirm",
    "confirm_input",
    "declare",
    "deliver",
    "ease_alert",
    "escalate_freeze",
    "expose",
    "expose_many",
    "freeze",
    "freeze_by_two",
    "hand_up_input",
    "keep_frozen",
    "keep_up",
    "lapse_change",
    "lapse_input",
    "lower",
    "lower_for",
    "open_ceiling",
    "order_freeze",
    "propose_change",
    "raise_alert",
    "refuse_input",
    "release",
    "reserve",
    "reserve_many",
    "set_ceiling",
    "take_back_input",
    "tell",
    "top_up",
    "turn_down_change",
    "unfreeze",
    "verify_input",
    "warn_input",
    "watch_for_burst",
]

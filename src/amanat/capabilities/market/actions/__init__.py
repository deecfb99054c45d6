"""Every write of the market desk."""

from amanat.capabilities.market.actions.figures import keep_figures
from amanat.capabilities.market.actions.stops import (
    approve_stop,
    ask_to_lift_stop,
    keep_stop,
    lapse_stop,
    lift_stop,
    propose_stop,
    turn_down_stop,
)

__all__ = [
    "approve_stop",
    "ask_to_lift_stop",
    "keep_figures",
    "keep_stop",
    "lapse_stop",
    "lift_stop",
    "propose_stop",
    "turn_down_stop",
]

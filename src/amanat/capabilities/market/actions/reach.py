"""How far a stop reaches: each thing is stopped through its own room's door, and remembered."""

from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.ceilings import queries as ceiled
from amanat.capabilities.market.models import Stopped, TradeStop
from amanat.capabilities.market.rules.terms import STOP
from amanat.words.act import Act, Role

CEILING = "ceiling"


def stand_still(act: Act, stop: TradeStop) -> None:
    """Stop what it covers and does not stand still already; what did is not this stop's."""
    house = act.wearing(Role.HOUSE)
    if stop.kind == STOP:
        _freeze(house, stop)


def set_going(act: Act, stop: TradeStop) -> None:
    """What this stop stopped goes on, where it still stands still."""
    house = act.wearing(Role.HOUSE)
    for one in stop.stopped.filter(kind=CEILING):
        if ceiled.ceiling_of(stop.business_id).state == "kept":
            ceilings.unfreeze(house, ceiling_id=one.thing_id)


def _freeze(house: Act, stop: TradeStop) -> None:
    ceiling = ceilings.freeze_by_two(house, business_id=stop.business_id)
    if ceiling is not None:
        _remember(stop, CEILING, ceiling.pk)


def _remember(stop: TradeStop, kind: str, thing_id: int) -> None:
    Stopped.objects.create(stop=stop, kind=kind, thing_id=thing_id)

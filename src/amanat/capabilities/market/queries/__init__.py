"""Every read of the market desk."""

from amanat.capabilities.market.queries.desk import (
    Glance,
    Whole,
    check_officer,
    curve,
    is_stopped,
    live_stops,
    sellers,
    stop,
    stops_of,
    waiting_stops,
    whole,
)
from amanat.capabilities.market.queries.figures import (
    alarms,
    days,
    differing,
    last_day,
    last_final,
    lines_on,
    place_of,
    reckon,
    unkept,
)
from amanat.capabilities.market.queries.promises import Promised, Week, promises, weeks
from amanat.capabilities.market.queries.public import Cell, PublicFigures, public_figures

__all__ = [
    "Cell",
    "Glance",
    "Promised",
    "PublicFigures",
    "Week",
    "Whole",
    "alarms",
    "check_officer",
    "curve",
    "days",
    "differing",
    "is_stopped",
    "last_day",
    "last_final",
    "lines_on",
    "live_stops",
    "place_of",
    "promises",
    "public_figures",
    "reckon",
    "sellers",
    "stop",
    "stops_of",
    "unkept",
    "waiting_stops",
    "weeks",
    "whole",
]

"""Every read of pre-sale that others may use."""

from amanat.capabilities.presale.queries.intake import (
    PLACES,
    Application,
    Count,
    Place,
    application,
    begun,
    broken_promises,
    count,
    decided,
    horizon_age,
    opening,
    sent,
    waits_since,
)
from amanat.capabilities.presale.queries.passes import (
    address_of,
    is_early,
    is_over,
    pass_for,
    read_address,
    read_pass,
)
from amanat.capabilities.presale.rules.passes import NotOurs, Pass

__all__ = [
    "PLACES",
    "Application",
    "Count",
    "NotOurs",
    "Pass",
    "Place",
    "address_of",
    "application",
    "begun",
    "broken_promises",
    "count",
    "decided",
    "horizon_age",
    "is_early",
    "is_over",
    "opening",
    "pass_for",
    "read_address",
    "read_pass",
    "sent",
    "waits_since",
]

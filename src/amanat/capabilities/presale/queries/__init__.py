"""Every read of pre-sale that others may use."""

from amanat.capabilities.presale.queries.intake import (
    Application,
    Count,
    Place,
    application,
    broken_promises,
    count,
    decided,
    opening,
    sent,
)

__all__ = [
    "Application",
    "Count",
    "Place",
    "application",
    "broken_promises",
    "count",
    "decided",
    "opening",
    "sent",
]

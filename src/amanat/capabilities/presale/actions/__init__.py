"""Every verb of pre-sale."""

from amanat.capabilities.presale.actions.intake import (
    DECIDED_AT_ONCE,
    MISSING,
    MOST_TICKETS,
    OTHER,
    SHUT,
    STOPPED,
    TOO_MANY,
    allocate,
    apply,
    apply_all,
)

__all__ = [
    "DECIDED_AT_ONCE",
    "MISSING",
    "MOST_TICKETS",
    "OTHER",
    "SHUT",
    "STOPPED",
    "TOO_MANY",
    "allocate",
    "apply",
    "apply_all",
]

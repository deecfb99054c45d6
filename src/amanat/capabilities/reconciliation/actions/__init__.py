"""Every write of reconciliation."""

from amanat.capabilities.reconciliation.actions.closing import close_day, sha256_of
from amanat.capabilities.reconciliation.actions.correction import (
    propose_correction,
    turn_down_correction,
    write_correction,
)
from amanat.capabilities.reconciliation.actions.fetching import fetch
from amanat.capabilities.reconciliation.actions.items import (
    clear_item,
    explain,
    find,
    find_again,
    match_item,
    take,
)
from amanat.capabilities.reconciliation.actions.matching import match
from amanat.capabilities.reconciliation.actions.round import reconcile
from amanat.capabilities.reconciliation.actions.statement import (
    keep,
    keep_list,
    read_statement,
)
from amanat.capabilities.reconciliation.actions.watching import watch

__all__ = [
    "clear_item",
    "close_day",
    "explain",
    "fetch",
    "find",
    "find_again",
    "keep",
    "keep_list",
    "match",
    "match_item",
    "propose_correction",
    "read_statement",
    "reconcile",
    "sha256_of",
    "take",
    "turn_down_correction",
    "watch",
    "write_correction",
]

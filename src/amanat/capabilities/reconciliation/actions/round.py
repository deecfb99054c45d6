"""One round of reconciliation: read, compare, watch."""

from amanat.capabilities.reconciliation.actions.fetching import fetch
from amanat.capabilities.reconciliation.actions.matching import match
from amanat.capabilities.reconciliation.actions.watching import watch
from amanat.words.act import Act


def reconcile(act: Act) -> list[str]:
    """Read what the bank and the gateways say, compare it with our book, and stop what leaves when
    something is wrong; answers what is. Never call it inside a transaction."""
    fetch(act)
    match(act)
    return watch(act)

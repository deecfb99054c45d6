"""Rows of the supervised half, beside those of `reactions`: each room brings its own table."""

from collections.abc import Callable, Mapping

from amanat.flows.follow import (
    businesses,
    campaigns,
    ceilings,
    contracts,
    deliveries,
    papers,
    permits,
    projects,
    radar,
    ranks,
    seals,
)
from amanat.kernel.log.facts import Fact
from amanat.words.act import Act
from amanat.words.event import Event

Rows = Mapping[type[Event], tuple[Callable[[Act, Fact], None], ...]]


def joined(*tables: Rows) -> dict[type[Event], tuple[Callable[[Act, Fact], None], ...]]:
    """One table; where several rooms follow one fact, in the order of the tables."""
    found: dict[type[Event], tuple[Callable[[Act, Fact], None], ...]] = {}
    for table in tables:
        for event, follow in table.items():
            found[event] = (*found.get(event, ()), *follow)
    return found


ROWS = joined(
    businesses.ROWS,
    seals.ROWS,
    ranks.ROWS,
    ceilings.ROWS,
    papers.ROWS,
    radar.ROWS,
    permits.ROWS,
    campaigns.ROWS,
    contracts.ROWS,
    deliveries.ROWS,
    projects.ROWS,
)

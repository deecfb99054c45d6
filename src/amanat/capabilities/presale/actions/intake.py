"""The hot path of an opening: applications are durable first, and decided in order afterwards."""

from collections.abc import Sequence

from django.db import connection

from amanat.capabilities.presale import queries
from amanat.capabilities.presale.refusals import (
    NoSuchOpening,
    OpeningShut,
    OpeningStopped,
    OtherApplication,
    TooManyUnits,
)
from amanat.kernel.ledger.wire import again
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.refusal import NotYours, refuse_unless

DECIDED_AT_ONCE = 5_000
MOST_TICKETS = 2_000  # In one call of `apply_all`.
MISSING, SHUT, OTHER, TOO_MANY, STOPPED = -1, -2, -3, -4, -5


def apply(act: Act, *, opening_id: int, units: int) -> int:
    """Ask for `units` in an opening; the ticket. Applying again gives the same one.

    The ticket is worth something once the transaction has committed.
    """
    if act.by is None:
        raise NotYours
    (ticket,) = apply_all([opening_id], [act.by], [units])
    refuse_unless(ticket != MISSING, NoSuchOpening, "opening_id")
    refuse_unless(ticket != SHUT, OpeningShut, "opening_id")
    refuse_unless(ticket != STOPPED, OpeningStopped, "opening_id")
    refuse_unless(ticket != OTHER, OtherApplication, "units")
    if ticket == TOO_MANY:
        raise TooManyUnits("units", most=queries.opening(opening_id).most_units)
    return ticket


def apply_all(openings: Sequence[int], buyers: Sequence[int], units: Sequence[int]) -> list[int]:
    """Many applications in one call and one commit: a ticket each, or a code below zero.

    Buyers were checked before. Sending a whole call again is harmless.
    """
    assert len(openings) <= MOST_TICKETS, "Cut it into calls of MOST_TICKETS."
    return again(lambda: queries.sent(openings, buyers, units))


def allocate(opening_id: int, most: int = DECIDED_AT_ONCE) -> int | None:
    """Decide up to `most` waiting applications in a transaction of its own; how many it were.

    None: another allocator is at work. Killed in the middle, it has decided nothing.
    """
    assert not connection.in_atomic_block, "An allocator that waits for others decides nobody."
    return again(lambda: _allocated(opening_id, most))


@atomic
def _allocated(opening_id: int, most: int) -> int | None:
    queries.opening(opening_id)
    return queries.decided(opening_id, most)

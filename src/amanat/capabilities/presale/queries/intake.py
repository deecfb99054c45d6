"""What the queue of an opening knows. Reads, and the Python face of its SQL functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from amanat.capabilities.presale.models import Opening
from amanat.capabilities.presale.refusals import NoSuchOpening
from amanat.kernel.ledger import book
from amanat.kernel.ledger.wire import Bigints, send
from amanat.kernel.questions import question


class Place(StrEnum):
    """Where an application stands: in the queue, decided, or what came of it."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"  # In the line behind: what comes back is for them, in order.
    GIVEN_BACK = "given_back"
    SIGNED = "signed"
    ENDED = "ended"  # The opening ended before it was decided.


#  What presale_places_v1 answers, from 1 on; 0 is nothing.
PLACES = (
    None,
    Place.WAITING,
    Place.ACCEPTED,
    Place.REFUSED,
    Place.GIVEN_BACK,
    Place.SIGNED,
    Place.ENDED,
)
HELD = frozenset({Place.ACCEPTED, Place.SIGNED, Place.GIVEN_BACK})


@dataclass(frozen=True, slots=True)
class Application:
    """`hold_id` is the ticket's own number once accepted."""

    opening_id: int
    buyer_id: int
    units: int
    ticket: int
    place: Place

    @property
    def hold_id(self) -> int | None:
        return self.ticket if self.place in HELD else None


@dataclass(frozen=True, slots=True)
class Count:
    """How far an opening is decided. `waiting` counts who is behind the cursor."""

    seen: int
    accepted: int
    waiting: int
    free_units: int


def opening(opening_id: int) -> Opening:
    found = _opening(opening_id).first()
    if found is None:
        raise NoSuchOpening("opening_id")
    return found


@question
def _opening(opening_id: int) -> QuerySet[Opening]:
    return Opening.objects.filter(pk=opening_id)


def application(opening_id: int, buyer_id: int) -> Application | None:
    """One buyer's application, by key: the same cost whatever the queue's length."""
    found = _rows(
        "select amount_units, ticket, (presale_places_v1(array[opening_id], array[buyer_id]))[1]"
        " from presale_intake where opening_id = %s and buyer_id = %s",
        opening_id,
        buyer_id,
    )
    if not found:
        return None
    units, ticket, answer = found[0]
    place = PLACES[answer]
    assert place is not None, "It was there a moment ago, and nothing deletes it."
    return Application(opening_id, buyer_id, units, ticket, place)


def count(opening_id: int) -> Count:
    """The figures of the page that everybody watches; cache it for a second."""
    line = opening(opening_id)
    ((seen, accepted, waiting),) = _rows(
        "select c.seen, c.accepted, (select count(*) from presale_intake i"
        " where i.opening_id = c.opening_id and (i.xid, i.ticket) > (c.xid, c.ticket))"
        " from presale_cursor c where c.opening_id = %s",
        opening_id,
    )
    free = book.balance(line.ceiling_account_id).free_units
    return Count(seen, accepted, waiting, free or 0)


def broken_promises() -> list[str]:
    """One English sentence for each promise of the queues that does not hold; reads all of them."""
    return [str(row[0]) for row in _rows("select sentence from presale_broken_v1() as sentence")]


def sent(openings: Sequence[int], buyers: Sequence[int], units: Sequence[int]) -> list[int]:
    """Call the intake once for many; see sql/0020_opening_hours.sql."""
    return send("presale_apply_v2", Bigints(openings), Bigints(buyers), Bigints(units))


def decided(opening_id: int, most: int) -> int | None:
    """Call the allocator once; None when another one is at work."""
    ((count,),) = _rows("select presale_allocate_v2(%s, %s)", opening_id, most)
    return None if count is None else int(count)


def begun() -> list[int]:
    """Openings somebody may have to be decided in, the earliest first."""
    ((found,),) = _rows("select presale_begun_v1()")
    return [int(one) for one in found]


def horizon_age() -> timedelta:
    """For how long the oldest open write transaction has kept the allocator from going on."""
    ((age,),) = _rows("select presale_horizon_v1()")
    assert isinstance(age, timedelta)
    return age


def waits_since() -> timedelta:
    """For how long the first application in line waits, over all campaigns; zero for none."""
    ((age,),) = _rows(
        "select coalesce(max(now() - first.at), interval '0') from presale_cursor c"
        " join presale_opening o on o.id = c.opening_id and o.ended_at is null"
        " and o.stopped_at is null and o.campaign_id is not null cross join lateral (select i.at from presale_intake i"
        " where i.opening_id = c.opening_id and (i.xid, i.ticket) > (c.xid, c.ticket)"
        " order by i.xid, i.ticket limit 1) first"
    )
    assert isinstance(age, timedelta)
    return age


def _rows(text: str, *arguments: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(text, arguments)
        return list(cursor.fetchall())

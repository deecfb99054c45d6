"""What the queue of an opening knows. Reads, and the Python face of its SQL functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import connection

from amanat.capabilities.presale.models import Opening
from amanat.capabilities.presale.refusals import NoSuchOpening
from amanat.kernel.ledger import book
from amanat.kernel.ledger.wire import Bigints, send


class Place(StrEnum):
    """Where an application stands: in the queue, or decided."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


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
        return self.ticket if self.place is Place.ACCEPTED else None


@dataclass(frozen=True, slots=True)
class Count:
    """How far an opening is decided. `waiting` counts who is behind the cursor."""

    seen: int
    accepted: int
    waiting: int
    free_units: int


def opening(opening_id: int) -> Opening:
    found = Opening.objects.filter(pk=opening_id).first()
    if found is None:
        raise NoSuchOpening("opening_id")
    return found


def application(opening_id: int, buyer_id: int) -> Application | None:
    """One buyer's application, by key: the same cost whatever the queue's length."""
    found = _rows(
        "select i.amount_units, i.ticket, (i.xid, i.ticket) <= (c.xid, c.ticket), h.id"
        " from presale_intake i join presale_cursor c on c.opening_id = i.opening_id"
        " left join ledger_hold h on h.id = i.ticket"
        " where i.opening_id = %s and i.buyer_id = %s",
        opening_id,
        buyer_id,
    )
    if not found:
        return None
    units, ticket, is_decided, hold_id = found[0]
    place = Place.REFUSED if is_decided else Place.WAITING
    if hold_id is not None:
        place = Place.ACCEPTED
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
    """Call the intake once for many; see sql/0002_intake.sql for the answers."""
    return send("presale_apply_v1", Bigints(openings), Bigints(buyers), Bigints(units))


def decided(opening_id: int, most: int) -> int | None:
    """Call the allocator once; None when another one is at work."""
    ((count,),) = _rows("select presale_allocate_v1(%s, %s)", opening_id, most)
    return None if count is None else int(count)


def _rows(text: str, *arguments: int) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(text, arguments)
        return list(cursor.fetchall())

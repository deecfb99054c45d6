"""Reactions that kept failing wait here until somebody has mended the cause and runs them again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from amanat.kernel.log import outbox
from amanat.kernel.log.facts import Fact, fact_of
from amanat.kernel.log.models import Delivery, Entry
from amanat.kernel.transactions import atomic
from amanat.words.refusal import NotFound, WrongState, refuse_unless

MOST_SHOWN = 100
#  One statement for each reaction of each fact: the row is made, or the one we have is locked.
CLAIM = """
    insert into log_delivery (entry_id, reaction, subject, tries, error)
    select %(entry)s, %(reaction)s, %(subject)s, 0, ''
    where not exists (
        select from log_delivery where subject = %(subject)s and entry_id < %(entry)s
        and parked_at is not null and done_at is null
    )
    on conflict (entry_id, reaction) do update set reaction = excluded.reaction
    returning *
"""


@dataclass(frozen=True, slots=True)
class Parked:
    """One reaction to one fact that was given up after its tries."""

    id: int
    fact: str
    reaction: str
    subject: str
    error: str
    since: datetime
    tries: int


def claim(entry: Entry, reaction: str) -> Delivery | None:
    """The locked row of one reaction to one fact; None while an earlier fact of its subject is
    parked: it waits behind that one."""
    asked = {"entry": entry.pk, "reaction": reaction, "subject": entry.subject}
    return next(iter(Delivery.objects.raw(CLAIM, asked)), None)


def parked(limit: int = MOST_SHOWN) -> list[Parked]:
    """What waits, the longest first: in this order it is best run again."""
    rows = Delivery.objects.filter(parked_at__isnull=False, done_at__isnull=True)
    return [
        Parked(
            row.pk, row.entry.name, row.reaction, row.subject, row.error, row.parked_at, row.tries
        )
        for row in rows.select_related("entry").order_by("entry_id", "pk")[:limit]
        if row.parked_at is not None
    ]


@atomic
def unpark(delivery_id: int) -> Delivery:
    """Hand a parked reaction's fact over once more, in its place in the order.

    Answers the delivery, so that whoever asked can record it. Refused when nothing is parked.
    """
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("entry")
    row = rows.filter(pk=delivery_id).first()
    if row is None:
        raise NotFound
    refuse_unless(row.parked_at is not None and row.done_at is None, WrongState)
    row.parked_at = None
    row.save(update_fields=["parked_at"])
    outbox.post(row.entry)
    return row


def facts(entry_ids: Iterable[int]) -> dict[int, Fact]:
    """Facts by their place in the log, in one read."""
    return {entry.pk: fact_of(entry) for entry in Entry.objects.filter(pk__in=set(entry_ids))}

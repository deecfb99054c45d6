"""Runs the table of reactions: in order for each subject, retried, then parked; never skipped."""

from collections.abc import Sequence

import structlog
from django.db import transaction
from django.db.models import QuerySet
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from amanat.flows.reactions import REACTIONS, Reaction
from amanat.kernel.clock import time as clock
from amanat.kernel.log import outbox, parking
from amanat.kernel.log.facts import fact_of
from amanat.kernel.log.models import Delivery, Entry
from amanat.kernel.log.rows import write_row
from amanat.kernel.questions import question
from amanat.words.act import Act, Role

MOST_TRIES = 6
FIRST_WAIT_SECONDS = 2
LONGEST_ERROR = 2_000
say = structlog.get_logger("reactions")
TABLE = {event.__name__: reactions for event, reactions in REACTIONS.items()}


class SubjectWaits(Exception):
    """An earlier fact of this subject is parked; this one waits behind it, in order."""


def follow_the_table() -> None:
    outbox.follow(frozenset(TABLE), hand_over)


def hand_over(entries: Sequence[Entry]) -> None:
    """Queue facts in the transaction that records them; the lock keeps each subject's order."""
    jobs = [
        react.configure(lock=one.subject, queue="reactions", task_kwargs={"entry_id": one.pk}).job
        for one in entries
    ]
    app.job_manager.batch_defer_jobs(jobs)


@app.task(
    name="react",
    queue="reactions",
    retry=RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=FIRST_WAIT_SECONDS),
    pass_context=True,
)
def react(context: JobContext, entry_id: int) -> None:
    """Do all that follows from one fact. Park what keeps failing."""
    last_try = context.job.attempts >= MOST_TRIES - 1
    entry = _entry(entry_id).get()
    for reaction in TABLE[entry.name]:
        deliver(entry, reaction, park=last_try)


@question
def _entry(entry_id: int) -> QuerySet[Entry]:
    return Entry.objects.filter(pk=entry_id)


def deliver(entry: Entry, reaction: Reaction, *, park: bool) -> None:
    """Run one reaction exactly once, its effect and its mark in one transaction."""
    try:
        with transaction.atomic():
            row = _claim(entry, reaction)
            if row.done_at is not None:
                return
            act = Act(None, Role.HOUSE, at=clock.now(), cause=entry.pk, depth=entry.depth + 1)
            reaction(act, fact_of(entry))
            row.done_at, row.parked_at, row.tries = act.at, None, row.tries + 1
            write_row(row, "done_at", "parked_at", "tries")
            _wake_the_next(entry)
    except Exception as error:  # Whatever it is: it is retried, then parked where officers see it.
        say.warning("reaction failed", reaction=reaction.__name__, entry=entry.pk, exc_info=error)
        if not park:
            raise
        _park(entry, reaction, error)


def _claim(entry: Entry, reaction: Reaction) -> Delivery:
    row = parking.claim(entry, reaction.__name__)
    if row is None:
        raise SubjectWaits(f"{entry.subject}: an earlier fact is parked on the officers' desk.")
    return row


def _wake_the_next(entry: Entry) -> None:
    """A fact that waited behind this one takes its turn; it will wake the one behind itself."""
    following = _parked_behind(entry.subject, entry.pk).first()
    if following is not None and following.error.startswith(SubjectWaits.__name__):
        retry(following.pk)


@question
def _parked_behind(subject: str, entry_id: int) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(subject=subject, entry__gt=entry_id, parked_at__isnull=False)
    return rows.filter(done_at__isnull=True).order_by("entry_id", "pk")


def _park(entry: Entry, reaction: Reaction, error: Exception) -> None:
    """Keep what failed where an officer sees it and can run it again."""
    row, _ = Delivery.objects.get_or_create(
        entry=entry, reaction=reaction.__name__, defaults={"subject": entry.subject}
    )
    row.parked_at, row.tries = clock.now(), row.tries + MOST_TRIES
    row.error = f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
    row.save()


def retry(delivery_id: int) -> None:
    """Run a parked reaction again, in its place in the order."""
    parking.unpark(delivery_id)

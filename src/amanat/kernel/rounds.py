"""Work that comes up by itself: a room says how to see that there is some, and only then is its job
started.

A job that is started to find nothing to do costs the database ten statements, and a platform at
rest would start two a second. Looking is one small question for each kind of work.
"""

from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.db import Error, transaction
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.tasks import Task

IsDue = Callable[[], object]
Job = Task[[], None, []]
say = structlog.get_logger("rounds")


@dataclass(frozen=True)
class Round:
    """A job without arguments, and what is true as long as there is something for it to do."""

    is_due: IsDue
    job: Job


ROUNDS: list[Round] = []


def whenever(is_due: IsDue) -> Callable[[Job], Job]:
    """The job that stands below is started at every look that finds `is_due` true."""

    def keep(job: Job) -> Job:
        ROUNDS.append(Round(is_due, job))
        return job

    return keep


def look() -> None:
    """Start each round that has something to do, unless it waits already. One whose question fails
    keeps no other waiting."""
    for one in ROUNDS:
        try:
            _start_if_due(one)
        except AlreadyEnqueued:
            continue
        except Error:
            say.exception("nobody could look", round=one.job.name)


def _start_if_due(one: Round) -> None:
    with transaction.atomic():
        if one.is_due():
            one.job.defer()

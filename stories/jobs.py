"""Does the workers' jobs inside a test's own transaction, in the order they were queued.

A test that is rolled back cannot use a real worker: nothing it writes is ever visible to one.
"""

import json
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app

MOST_JOBS, AT_ONCE = 2_000, 20
#  The next some at once: what they queue comes after them in any case.
TAKE = """
    with taken as (
        update procrastinate_jobs set status = 'succeeded' where id in (
            select id from procrastinate_jobs
            where status = 'todo' and (scheduled_at is null or scheduled_at <= %s)
            order by id limit %s
        ) returning id, task_name, args
    )
    select * from taken order by id
"""
GIVE_BACK = "update procrastinate_jobs set status = 'todo' where id = any(%s)"


class Context:
    """What a task asks of its context: the first and only try."""

    def __init__(self) -> None:
        self.job = type("Job", (), {"attempts": 99})()


def do_waiting_jobs() -> int:
    """Do all waiting jobs, and those they queue; answers how many."""
    done = 0
    while done < MOST_JOBS:
        jobs = taken(AT_ONCE)
        if not jobs:
            return done
        try:
            for _, name, arguments in tuple(jobs):
                do(name, arguments)
                jobs.pop(0)
                done += 1
        finally:
            _give_back(jobs)
    raise AssertionError("The jobs queue each other without end.")


def taken(most: int) -> list[tuple[int, str, Any]]:
    """The oldest of the waiting jobs, which count as done from here on: number, name, arguments."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [datetime.now(UTC), most])
        return list(cursor.fetchall())


def do(name: str, arguments: Any) -> None:
    """One job, now."""
    task = app.tasks[name]
    given = arguments if isinstance(arguments, dict) else json.loads(arguments)
    task.func(*([Context()] if task.pass_context else []), **given)


def _give_back(jobs: list[tuple[int, str, Any]]) -> None:
    """What the one before them kept from being done, and it itself, wait as before."""
    if jobs:
        with connection.cursor() as cursor:
            cursor.execute(GIVE_BACK, [[number for number, *_ in jobs]])

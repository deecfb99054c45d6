"""Does the workers' jobs inside a test's own transaction, in the order they were queued.

A test that is rolled back cannot use a real worker: nothing it writes is ever visible to one.
"""

import json
from datetime import UTC, datetime

from django.db import connection
from procrastinate.contrib.django import app

MOST_JOBS = 2_000
NEXT = """
    select id, task_name, args, lock from procrastinate_jobs j
    where status = 'todo' and (scheduled_at is null or scheduled_at <= %s)
    order by id limit 1
"""


class Context:
    """What a task asks of its context: the first and only try."""

    def __init__(self) -> None:
        self.job = type("Job", (), {"attempts": 99})()


def do_waiting_jobs() -> int:
    """Do all waiting jobs, and those they queue; answers how many."""
    for done in range(MOST_JOBS):
        with connection.cursor() as cursor:
            cursor.execute(NEXT, [datetime.now(UTC)])
            row = cursor.fetchone()
        if row is None:
            return done
        job_id, name, arguments, _ = row
        task = app.tasks[name]
        given = arguments if isinstance(arguments, dict) else json.loads(arguments)
        task.func(*([Context()] if task.pass_context else []), **given)
        with connection.cursor() as cursor:
            cursor.execute(
                "update procrastinate_jobs set status = 'succeeded' where id = %s", [job_id]
            )
    raise AssertionError("The jobs queue each other without end.")

"""Waiting for the worker process to have nothing left to do."""

import time

from django.db import connection

IDLE_WAIT_SECONDS = 60.0
POLL_SECONDS = 0.03
BUSY = """
    select count(*) from procrastinate_jobs
    where status = 'doing' and queue_name not in ('clock', 'log', 'presale', 'sheets')
       or status = 'todo' and queue_name not in ('clock', 'log', 'presale', 'sheets')
          and (scheduled_at is null or scheduled_at <= now())
"""


class NeverIdle(Exception):
    """The worker did not get its jobs done: is `amanat worker` running?"""


def until_idle() -> None:
    """Return once no job waits and none is under way."""
    left, until = 0, time.monotonic() + IDLE_WAIT_SECONDS
    while time.monotonic() < until:
        before, left = left, _busy()
        if not left:
            return
        if left < before:  # A long line that moves is no standstill.
            until = time.monotonic() + IDLE_WAIT_SECONDS
        time.sleep(POLL_SECONDS)
    raise NeverIdle(f"{left} jobs wait, and none was done for {IDLE_WAIT_SECONDS:.0f} seconds.")


def _busy() -> int:
    with connection.cursor() as cursor:
        cursor.execute(BUSY)
        return int(cursor.fetchone()[0])

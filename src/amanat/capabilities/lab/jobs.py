"""The worker's share: trials are worked on in steps, each kept as soon as it is done."""

import time

from procrastinate.contrib.django import app

from amanat.capabilities.lab import actions, queries
from amanat.kernel import rounds
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role

ROUND_SECONDS = 20.0


@app.periodic(cron="* * * * *")
@app.task(name="lab.current", queue="clock", queueing_lock="lab.current", lock="lab.current")
def keep_current(timestamp: int) -> None:
    """Ask for the replay of today's settings, if nobody did."""
    actions.keep_current(Act(None, Role.HOUSE, clock.now()))


@rounds.whenever(queries.next_unfinished)
@app.task(name="lab.work", queue="lab", queueing_lock="lab.work", lock="lab.work")
def work() -> None:
    """Take the oldest trial further, for a bounded while."""
    until = time.monotonic() + ROUND_SECONDS
    while time.monotonic() < until and (trial := queries.next_unfinished()) is not None:
        actions.go_on(Act(None, Role.HOUSE, clock.now()), trial_id=trial.pk)

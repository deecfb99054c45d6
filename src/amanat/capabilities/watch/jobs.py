"""The worker's share: the rules look at every open deal once a minute."""

from procrastinate.contrib.django import app

from amanat.capabilities.watch import actions
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role


@app.periodic(cron="* * * * *")
@app.task(name="watch.sweep", queue="clock", queueing_lock="watch.sweep", lock="watch.sweep")
def sweep(timestamp: int) -> None:
    """Open what the rules find and close what they find no longer."""
    actions.sweep(Act(None, Role.HOUSE, clock.now()))

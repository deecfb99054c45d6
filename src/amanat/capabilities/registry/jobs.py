"""The worker's share: a fresh signed list before the old one is too old."""

from procrastinate.contrib.django import app

from amanat.capabilities.registry import actions
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role


@app.periodic(cron="* * * * *")
@app.task(name="registry.publish", queue="clock", queueing_lock="registry.publish",
          lock="registry.publish")  # fmt: skip
def publish(timestamp: int) -> None:
    """Also what ended by itself: an expiry changes the list although nobody did anything."""
    act = Act(None, Role.HOUSE, clock.now())
    actions.issue_missing_badges(act)
    actions.publish(act)

"""Thin: one round each minute, so that an unexplained rial stops payouts within two."""

from procrastinate.contrib.django import app

from amanat.capabilities.reconciliation import actions
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role

QUEUE = "banks"


@app.periodic(cron="* * * * *")
@app.task(
    name="reconciliation.round", queue=QUEUE, queueing_lock="reconciliation.round",
    lock="reconciliation.round",
)  # fmt: skip
def reconcile(timestamp: int) -> None:
    """Read the bank's statement, compare it with our book, and watch over the money."""
    actions.reconcile(Act(None, Role.HOUSE, clock.now()))

"""The worker's share: from four o’clock on, each business is computed in a job of its own."""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from amanat.capabilities.ranks import actions, queries
from amanat.capabilities.ranks.refusals import ScoreComputedBefore
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role

QUEUE = "clock"
MOST_AT_ONCE = 500


@app.periodic(cron="* * * * *")
@app.task(name="ranks.compute_due", queue=QUEUE, queueing_lock="ranks.compute_due")
def compute_due(timestamp: int) -> None:
    """Queue what the day still lacks: one business that fails keeps no other waiting."""
    for business_id in queries.due_for_computing(clock.now(), MOST_AT_ONCE):
        try:
            with transaction.atomic():
                compute.configure(queueing_lock=f"rank:{business_id}").defer(
                    business_id=business_id
                )
        except AlreadyEnqueued:
            continue


@app.task(name="ranks.compute", queue=QUEUE)
def compute(business_id: int) -> None:
    """The score of one business; somebody may have been first."""
    try:
        actions.compute(Act(None, Role.HOUSE, clock.now()), business_id=business_id)
    except ScoreComputedBefore:
        return

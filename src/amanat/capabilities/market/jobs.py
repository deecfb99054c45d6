"""The worker's share: every hour the figures of each seller, in a job of its own."""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from amanat.capabilities.ceilings import queries as ceilings
from amanat.capabilities.market import actions
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role

QUEUE = "clock"


@app.periodic(cron="7 * * * *")
@app.task(name="market.keep_all", queue=QUEUE, queueing_lock="market.keep_all")
def keep_all(timestamp: int) -> None:
    """Queue every seller: one that fails keeps no other waiting."""
    for business_id in ceilings.ceiling_holders():
        try:
            with transaction.atomic():
                keep.configure(queueing_lock=f"market:{business_id}").defer(business_id=business_id)
        except AlreadyEnqueued:
            continue


@app.task(name="market.keep", queue=QUEUE)
def keep(business_id: int) -> None:
    """The days of one seller that are over, and today's so far."""
    actions.keep_figures(Act(None, Role.HOUSE, clock.now()), business_id=business_id)

"""The worker's share: late days are counted, and files of rows are worked through."""

from procrastinate.contrib.django import app

from amanat.capabilities.deliveries import actions, queries
from amanat.kernel import rounds
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role


def house() -> Act:
    return Act(None, Role.HOUSE, at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(
    name="deliveries.accrue", queue="clock", queueing_lock="deliveries.accrue",
    lock="deliveries.accrue",
)  # fmt: skip
def accrue(timestamp: int) -> None:
    """Count every late day up to today; nothing to do is one query."""
    actions.accrue_due(house())


@rounds.whenever(queries.working_sheets)
@app.task(
    name="deliveries.sheets", queue="sheets", queueing_lock="deliveries.sheets",
    lock="deliveries.sheets",
)  # fmt: skip
def sheets() -> None:
    """Check or do the files that wait; after a crash, from where the last commit stands."""
    actions.work_sheets(house())

"""The worker's share: each job fetches an id and calls one verb."""

from procrastinate.contrib.django import app

from amanat.capabilities.radar import actions
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role


def house() -> Act:
    return Act(None, Role.HOUSE, at=clock.now())


@app.task(name=actions.TASK, queue=actions.QUEUE)
def visit(visit_id: int) -> None:
    actions.visit(house(), visit_id=visit_id)


@app.periodic(cron="* * * * *")
@app.task(name="radar.sweep", queue="clock", queueing_lock="radar.sweep", lock="radar.sweep")
def sweep(timestamp: int) -> None:
    """Ask for the looks whose time has come, and note orders that were not carried out."""
    actions.sweep(house())
    actions.sweep_orders(house())

"""The worker's share: each job fetches an id and calls one verb."""

from procrastinate.contrib.django import app

from amanat.capabilities.notices import actions, queries
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role


def house() -> Act:
    return Act(None, Role.HOUSE, at=clock.now())


@app.task(name=actions.SEND_TASK, queue=actions.QUEUE)
def send(notice_id: int) -> None:
    actions.send(house(), notice_id=notice_id)


@app.task(name=actions.ASK_TASK, queue=actions.QUEUE)
def ask(notice_id: int) -> None:
    actions.ask(house(), notice_id=notice_id)


@app.periodic(cron="* * * * *")
@app.task(name="notices.sweep", queue=actions.QUEUE, queueing_lock="notices.sweep")
def sweep(timestamp: int) -> None:
    """Pick up what a dead worker dropped: nothing waits for a job that got lost."""
    for notice_id in queries.overdue_sends(clock.now()):
        actions.send(house(), notice_id=notice_id)
    for notice_id in queries.overdue_asks(clock.now()):
        actions.ask(house(), notice_id=notice_id)

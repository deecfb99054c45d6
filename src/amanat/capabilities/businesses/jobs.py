"""The worker's share: every domain is looked at again once a day."""

from procrastinate.contrib.django import app

from amanat.capabilities.businesses import actions, queries
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role


@app.task(name=actions.LOOK_TASK, queue=actions.QUEUE)
def look(check_id: int) -> None:
    actions.look(house(), check_id=check_id)


@app.periodic(cron="* * * * *")
@app.task(name="businesses.sweep", queue=actions.QUEUE, queueing_lock="businesses.sweep")
def sweep(timestamp: int) -> None:
    """Look at what is due, and again where a worker died while it looked."""
    at = clock.now()
    for domain_id in queries.due_looks(at):
        check = actions.begin_look(house(), domain_id=domain_id)
        if check is not None:
            actions.look(house(), check_id=check.pk)
    for check_id in queries.unanswered_looks(at):
        actions.look(house(), check_id=check_id)


def house() -> Act:
    return Act(None, Role.HOUSE, clock.now())

"""The worker's share: connect to a site and see whether its connection is secure."""

from procrastinate.contrib.django import app

from amanat.capabilities.seals import actions, queries
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role

MOST_LOOKS = 50


@app.task(name=actions.LOOK_TASK, queue=actions.QUEUE)
def look(check_id: int) -> None:
    actions.look(Act(None, Role.HOUSE, at=clock.now()), check_id=check_id)


@app.periodic(cron="17 * * * *")
@app.task(name="seals.look_again", queue=actions.QUEUE, queueing_lock="seals.look_again")
def look_again(timestamp: int) -> None:
    """A site that was out is asked again every hour, until an officer has answered."""
    for check_id in queries.open_outside_checks(MOST_LOOKS):
        actions.look(Act(None, Role.HOUSE, at=clock.now()), check_id=check_id)

"""The worker's share: reminders, each once."""

from procrastinate.contrib.django import app

from amanat.capabilities.deals import actions, queries
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role


@app.periodic(cron="* * * * *")
@app.task(name="deals.remind", queue="clock", queueing_lock="deals.remind")
def remind(timestamp: int) -> None:
    """Tell each side of the thresholds its deadlines have passed."""
    at = clock.now()
    for due in queries.due_reminders(at):
        actions.remind(Act(None, Role.HOUSE, at), deal_id=due.deal_id)

"""The worker's share: each job fetches an id and calls one verb."""

from procrastinate.contrib.django import app

from amanat.capabilities.deals import actions, queries
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role

QUEUE = "registry"


@app.periodic(cron="* * * * *")
@app.task(name="deals.remind", queue="clock", queueing_lock="deals.remind")
def remind(timestamp: int) -> None:
    """Tell each side of the thresholds its deadlines have passed."""
    at = clock.now()
    for due in queries.due_reminders(at):
        actions.remind(Act(None, Role.HOUSE, at), deal_id=due.deal_id)


@app.periodic(cron="*/10 * * * *")
@app.task(name="deals.watch_transfers", queue=QUEUE, queueing_lock="deals.watch_transfers",
          lock="deals.watch_transfers")  # fmt: skip
def watch_transfers(timestamp: int) -> None:
    """Ask the registry about every domain that is being transferred."""
    for deal_id in queries.transfers_to_ask(clock.now()):
        actions.ask_registry(Act(None, Role.HOUSE, at=clock.now()), deal_id=deal_id)

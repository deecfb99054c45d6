"""Thin: fetch an id, call one verb."""

from procrastinate.contrib.django import app

from amanat.capabilities.payments import actions
from amanat.capabilities.payments.actions.intent import QUEUE, TASK
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role


@app.task(name=TASK, queue=QUEUE)
def ask(call_id: int) -> None:
    """Ask a bank what was intended, unless a page has already done it."""
    actions.ask(Act(None, Role.BANK, clock.now()), call_id=call_id)


@app.periodic(cron="*/5 * * * *")
@app.task(name="payments.reconcile", queue=QUEUE, queueing_lock="payments.reconcile")
def reconcile(timestamp: int) -> None:
    """Look again at everything whose outcome is open, and ask what nobody asked."""
    act = Act(None, Role.CLOCK, clock.now())
    actions.pick_up_forgotten(act)
    actions.reconcile_due(act)


@app.periodic(cron="*/10 * * * *")
@app.task(name="payments.tell_late", queue=QUEUE, queueing_lock="payments.tell_late")
def tell_late(timestamp: int) -> None:
    """Count broken promises openly."""
    actions.tell_late(Act(None, Role.CLOCK, clock.now()))

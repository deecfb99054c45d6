"""What the worker does by the clock: deadlines, the chains of log and ledger, and its own tidying.

Each round is short and bounded; a lock keeps one round of a kind from overtaking another. In a
cron line of six parts the seconds stand last.
"""

from procrastinate.contrib.django import app

from amanat.flows import sweeper, watchman
from amanat.kernel import rounds
from amanat.kernel.ledger import book
from amanat.kernel.log import sequencer

KEEP_FINISHED_HOURS = 7 * 24
MOST_BATCHES = 20


@app.periodic(cron="* * * * * */5")
@app.task(name="sweep", queue="clock", queueing_lock="sweep", lock="sweep")
def sweep(timestamp: int) -> None:
    """Do what happens at the end of each deadline that has passed; after an outage, put it off."""
    watchman.came_back()
    sweeper.sweep()


@app.periodic(cron="* * * * *")
@app.task(name="watch", queue="clock", queueing_lock="watch", lock="watch")
def watch(timestamp: int) -> None:
    """Look whether our pages open, banks answer, and a holiday is near."""
    watchman.look_at_the_web()
    watchman.look_at_the_gateways()
    watchman.look_at_the_calendar()


@app.periodic(cron="* * * * * */3")
@app.task(name="look", queue="clock", queueing_lock="look", lock="look")
def look(timestamp: int) -> None:
    """Start the rounds that have something to do."""
    rounds.look()


@rounds.whenever(sequencer.is_behind)
@app.task(name="sequence", queue="log", queueing_lock="sequence", lock="sequence")
def sequence() -> None:
    """Number and hash new facts, in bounded batches."""
    for _ in range(MOST_BATCHES):
        if not sequencer.sequence():
            return


@rounds.whenever(book.is_behind)
@app.task(name="statements", queue="log", queueing_lock="statements", lock="statements")
def statements() -> None:
    """Chain the ledger's finished batches and write their statement lines."""
    for _ in range(MOST_BATCHES):
        if not book.sequence():
            return


@app.periodic(cron="* * * * *")
@app.task(name="revive", queue="clock", queueing_lock="revive", lock="revive")
async def revive(timestamp: int) -> None:
    """Give jobs of workers that died without goodbye to living ones: every job is repeatable."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)


@app.periodic(cron="17 3 * * *")
@app.task(name="tidy", queue="clock", queueing_lock="tidy", lock="tidy")
async def tidy(timestamp: int) -> None:
    """Remove finished jobs that nobody needs to look at any more."""
    await app.job_manager.delete_old_jobs(
        nb_hours=KEEP_FINISHED_HOURS, include_cancelled=True, include_aborted=True
    )

"""The worker process: one event loop, jobs in threads, a bounded goodbye."""

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

CONCURRENT_JOBS = 8
GOODBYE_SECONDS = 8
POLL_SECONDS = 1.0


def work() -> None:
    """Run every queue until SIGINT or SIGTERM; jobs under way get a bounded time to finish."""
    assert isinstance(app.connector, DjangoConnector)
    #  A second app that fetches jobs over its own connection. Never `replace_connector`: then a
    #  job queued by a verb would commit before the verb does, and find nothing to work on.
    worker = app.with_connector(app.connector.get_worker_connector())
    worker.run_worker(
        concurrency=CONCURRENT_JOBS,
        shutdown_graceful_timeout=GOODBYE_SECONDS,
        fetch_job_polling_interval=POLL_SECONDS,
        install_signal_handlers=True,
    )

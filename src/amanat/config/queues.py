"""The worker process: one event loop, jobs in threads, a bounded goodbye."""

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

CONCURRENT_JOBS = 8
GOODBYE_SECONDS = 8
POLL_SECONDS = 1.0


def work() -> None:
    """Run every queue until SIGINT or SIGTERM; jobs under way get a bounded time to finish."""
    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()):
        app.run_worker(
            concurrency=CONCURRENT_JOBS,
            shutdown_graceful_timeout=GOODBYE_SECONDS,
            fetch_job_polling_interval=POLL_SECONDS,
            install_signal_handlers=True,
        )

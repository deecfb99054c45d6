"""The stage of the seeds: a database of their own, and the cast that every seed plays with."""

from collections.abc import Iterator
from contextlib import contextmanager

from amanat.capabilities.payments import queries
from amanat.config.seeds.people import Cast
from amanat.kernel.ledger.tests.scratch import scratch


@contextmanager
def stage() -> Iterator[Cast]:
    """A fresh copy of the migrated database with everybody in it."""
    with scratch():
        queries.open_house_accounts()
        yield Cast.hire()

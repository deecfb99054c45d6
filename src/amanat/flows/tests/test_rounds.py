"""Rounds happen as often as their cron lines mean to say."""

from croniter import croniter
from procrastinate.contrib.django import app

from amanat.kernel import rounds

MIDNIGHT = 1_795_219_200.0
WANTED_SECONDS = {"sweep": 5, "look": 3, "revive": 60}


def test_rounds_come_at_even_distances() -> None:
    crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    for name, seconds in WANTED_SECONDS.items():
        times = croniter(crons[name], MIDNIGHT)
        first = times.get_next(float)
        assert [times.get_next(float) - first for _ in range(3)] == [
            seconds * step for step in (1, 2, 3)
        ], name


def test_every_round_that_is_looked_for_is_known_to_the_worker() -> None:
    looked_for = {one.job.name for one in rounds.ROUNDS}
    assert looked_for == {
        "sequence",
        "statements",
        "lab.work",
        "presale.draw",
        "presale.offer",
        "presale.results",
        "deliveries.sheets",
    }
    assert all(one.job.queueing_lock for one in rounds.ROUNDS), (
        "One could be started a hundred times."
    )

"""Rounds happen as often as their cron lines mean to say."""

from croniter import croniter
from procrastinate.contrib.django import app

MIDNIGHT = 1_795_219_200.0
WANTED_SECONDS = {"sweep": 5, "sequence": 3, "revive": 60}


def test_rounds_come_at_even_distances() -> None:
    crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    for name, seconds in WANTED_SECONDS.items():
        times = croniter(crons[name], MIDNIGHT)
        first = times.get_next(float)
        assert [times.get_next(float) - first for _ in range(3)] == [
            seconds * step for step in (1, 2, 3)
        ], name

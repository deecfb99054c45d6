"""One look finds what every machine has to do, and when the next of them has."""

from datetime import datetime, timedelta

import pytest
from django.apps import apps

from amanat.capabilities.businesses.tests.cast import a_business, a_person
from amanat.flows import sweeper
from amanat.kernel.clock import time as clock
from amanat.kernel.log import deadlines
from amanat.kernel.log.guard import things

pytestmark = pytest.mark.django_db
YEARS = timedelta(days=800)


def one_by_one(at: datetime) -> list[type]:
    return [model for model in things(apps) if model.due(at).exists()]


def test_one_look_says_just_what_a_look_at_every_machine_says() -> None:
    a_business(a_person())
    at = clock.now()
    later = deadlines.models_due(at + YEARS)
    assert later == one_by_one(at + YEARS)
    assert {model.MACHINE.name for model in later} >= {"trade_licence"}
    assert deadlines.models_due(at) == one_by_one(at)


def test_the_next_deadline_is_the_earliest_of_all_machines() -> None:
    a_business(a_person())
    at = clock.now()
    ends = [
        moment
        for model in things(apps)
        for moment in model._default_manager.values_list("due_at", flat=True)
        if moment is not None and moment > at
    ]
    assert deadlines.next_due(at) == min(ends)
    assert deadlines.next_due(at, min(ends) - timedelta(seconds=1)) is None


def test_when_nothing_is_due_a_sweep_asks_no_machine(django_assert_max_num_queries) -> None:
    while sweeper.sweep():
        pass
    with django_assert_max_num_queries(6):
        assert sweeper.sweep() == 0

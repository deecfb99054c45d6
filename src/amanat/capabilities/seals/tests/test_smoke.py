import pytest

from amanat.capabilities.seals import queries
from amanat.kernel.clock import time as clock

pytestmark = pytest.mark.django_db


def test_it():
    assert queries.all_at(clock.now()) == []
    assert not queries.is_granted(7, clock.now())
    assert queries.clock("review_working_days", clock.now()) == 3

import pytest

from amanat.capabilities.seals import queries
from amanat.capabilities.seals.tests.cast import a_cast
from amanat.kernel.clock import time as clock

pytestmark = pytest.mark.django_db

def test_it():
    assert queries.all_at(clock.now()) == []
    assert not queries.is_granted(7, clock.now())
    assert queries.clock("review_working_days", clock.now()) == 3
    cast = a_cast()
    seal = cast.granted(2)
    assert seal.state == "granted" and seal.level == 2
    assert queries.is_granted(cast.business.pk, clock.now())
    print(queries.status_at(seal.pk, clock.now()))

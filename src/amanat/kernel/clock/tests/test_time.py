from datetime import UTC, timedelta

import pytest

from amanat.kernel.clock import time as clock

pytestmark = pytest.mark.django_db


def test_the_clock_is_the_databases_and_moves_only_forward() -> None:
    before = clock.now()
    clock.advance(timedelta(hours=3))
    assert clock.now() - before >= timedelta(hours=3)
    assert before.tzinfo == UTC
    with pytest.raises(clock.ClockGoesBackwards):
        clock.advance(timedelta(seconds=-1))

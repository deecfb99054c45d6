"""The drill's own proof: where the ledger has no limit, the same opening is found oversold."""

from collections.abc import Callable

import pytest
from django.db import connection

from amanat.capabilities.contracts.tests import openings
from amanat.kernel.ledger.tests.scratch import plant, scratch

BUG = "pending_is_not_counted"  # What is held can be held again, and no constraint stops it.


def test_where_held_units_are_held_again_the_same_opening_is_found_oversold(
    committed: None, record_property: Callable[[str, object], None]
) -> None:
    with scratch() as url:
        plant(url, BUG)
        with pytest.raises(AssertionError, match=r"^[567] of 4 units are sold") as found:
            openings.play(1)
        connection.close()
    record_property("planted bug", found.value)

"""Connections die in the middle: no ticket is lost, none is decided twice. Longer in the drill."""

import os
from collections.abc import Callable

import pytest

from amanat.capabilities.presale import queries
from amanat.capabilities.presale.tests import crowd, kills
from amanat.kernel.ledger import book

OPENINGS = int(os.environ.get("AMANAT_OPENINGS", "1"))
CROWD = int(os.environ.get("AMANAT_CROWD", "6000"))
MOST_GROWTH_KB = 4 * 1024  # Of the allocator, however many wait.
SEED = int(os.environ.get("AMANAT_SEED", "1405"))


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize("seed", range(SEED, SEED + OPENINGS))
def test_an_opening_hour_with_kills_keeps_every_promise(
    seed: int, record_property: Callable[[str, object], None]
) -> None:
    record_property("kills", kills.play(seed))


@pytest.mark.usefixtures("committed")
def test_deciding_a_crowd_takes_no_more_memory_than_deciding_a_few(
    record_property: Callable[[str, object], None],
) -> None:
    found = crowd.decided(CROWD, most=min(5000, CROWD // 6))
    record_property("memory", f"{found.first_kb} kB at first, {found.peak_kb} kB at the most")
    assert found.peak_kb - found.first_kb < MOST_GROWTH_KB
    seats = CROWD // crowd.ONE_IN
    assert kills.given_in_order(found.opening, seats) == (CROWD, seats)
    assert book.balance(found.opening.ceiling_account_id).free_units == 0
    assert queries.progress(found.opening.pk)[0] == CROWD


@pytest.mark.usefixtures("committed")
def test_permits_and_book_agree_after_it() -> None:
    assert queries.broken_promises() == [] and book.broken_invariants() == []

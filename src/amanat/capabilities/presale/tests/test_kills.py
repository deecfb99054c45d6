"""Connections die in the middle: no ticket is lost, none is decided twice. Longer in the drill."""

import os
from collections.abc import Callable

import pytest

from amanat.capabilities.presale import queries
from amanat.capabilities.presale.tests import kills
from amanat.kernel.ledger import book

OPENINGS = int(os.environ.get("AMANAT_OPENINGS", "1"))
SEED = int(os.environ.get("AMANAT_SEED", "1405"))


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize("seed", range(SEED, SEED + OPENINGS))
def test_an_opening_hour_with_kills_keeps_every_promise(
    seed: int, record_property: Callable[[str, object], None]
) -> None:
    record_property("kills", kills.play(seed))


@pytest.mark.usefixtures("committed")
def test_permits_and_book_agree_after_it() -> None:
    assert queries.broken_promises() == [] and book.broken_invariants() == []

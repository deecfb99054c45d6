"""What is told of contracts, and what there is to tell."""

from amanat.capabilities.contracts import letters
from amanat.flows.follow.contracts import TOLD


def test_every_fact_that_is_told_has_its_letter() -> None:
    tables = (letters.TO_BUYER, letters.TO_NEW_BUYER, letters.TO_SELLER)
    assert {event.__name__ for event in TOLD} == {name for table in tables for name in table}

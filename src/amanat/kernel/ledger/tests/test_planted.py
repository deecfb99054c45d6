"""A checker that was never seen to fail proves nothing: each planted bug is caught."""

import pytest
from django.db import IntegrityError
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from amanat.kernel.ledger.tests.hunt import HUNT
from amanat.kernel.ledger.tests.machine import LedgerMachine
from amanat.kernel.ledger.tests.scratch import bugs, plant, scratch


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize("bug", bugs())
def test_a_planted_bug_is_caught(bug: str) -> None:
    with scratch() as url:
        plant(url, bug)
        with pytest.raises((AssertionError, IntegrityError)):
            run_state_machine_as_test(LedgerMachine, settings=HUNT)


@pytest.mark.usefixtures("committed")
def test_the_same_hunt_finds_nothing_in_the_real_ledger() -> None:
    with scratch():
        run_state_machine_as_test(LedgerMachine, settings=settings(HUNT, max_examples=50))


def test_there_are_at_least_eight_planted_bugs() -> None:
    assert len(bugs()) >= 8

"""Random histories: balances equal entries, the same key the same answer, nothing below zero."""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from amanat.kernel.ledger.tests.machine import LedgerMachine

EXAMPLES = int(os.environ.get("AMANAT_EXAMPLES", "300"))
STEPS = int(os.environ.get("AMANAT_STEPS", "12"))


@pytest.mark.usefixtures("committed")
def test_any_history_equals_the_model() -> None:
    run_state_machine_as_test(
        LedgerMachine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )

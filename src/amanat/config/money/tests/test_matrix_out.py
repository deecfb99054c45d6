"""R7 for money out: every fault switch of the bank at every place a payout can be in."""

import os
from collections.abc import Callable
from datetime import timedelta

import pytest

from amanat.capabilities.payments.actions import landing
from amanat.capabilities.payments.tests.cast import Outside
from amanat.config.money.tests import matrix_out
from amanat.config.money.tests.matrix_out import Case, Switch
from amanat.config.money.tests.test_matrix import WHOLE
from amanat.config.nearby import Wire

A_SHORT_ONE = timedelta(minutes=30)


def wrong_in(near: Outside, wire: Wire, cases: list[Case]) -> list[str]:
    return [one for case in cases for one in matrix_out.play(near, wire, case)]


def test_whatever_fails_on_the_way_out_all_books_agree_in_the_end(
    near: Outside, wire: Wire, db: None, record_property: Callable[[str, object], None]
) -> None:
    is_whole = os.environ.get(WHOLE) == "whole"
    cases = matrix_out.all_cases() if is_whole else list(matrix_out.few_cases())
    wrong = wrong_in(near, wire, cases)
    record_property("figures", {"cases": len(cases), "wrong": len(wrong)})
    assert wrong == [], "\n".join(wrong)


def test_a_planted_bug_on_the_way_out_turns_the_matrix_red(
    near: Outside,
    wire: Wire,
    db: None,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
) -> None:
    """Planted: what the bank does not know yet is taken for returned."""
    monkeypatch.setattr(
        landing, "_never_seen", lambda act, payout: landing.come_home(act, payout_id=payout.pk)
    )
    monkeypatch.setattr(matrix_out, "OUTAGE", A_SHORT_ONE)
    switch = Switch("batches", "timeout_before", lasts=True)
    case = Case(matrix_out.submitted, switch, is_returning=False)
    caught = bool(wrong_in(near, wire, [case]))
    record_property("figures", {"planted": 1, "caught": int(caught)})
    assert caught

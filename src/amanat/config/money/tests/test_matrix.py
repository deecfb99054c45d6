"""R7: every fault switch of the gateways at every place a payment can be in.

`make drill-money` plays them all; here each switch and each place comes once.
"""

import importlib
import os
from collections.abc import Callable
from dataclasses import replace

import pytest

from amanat.capabilities.payments import actions, ports
from amanat.capabilities.payments.actions import callback, hearing, pursuit
from amanat.capabilities.payments.queries.orders import next_order_id
from amanat.capabilities.payments.rules.answers import Kind
from amanat.capabilities.payments.tests.cast import Outside
from amanat.config.money.tests import matrix, places, tills
from amanat.words.act import Role

WHOLE = "AMANAT_MATRIX"  # "whole" in the drill.


def wrong_in(outside: Outside, cases: list[matrix.Case]) -> list[str]:
    return [one for case in cases for one in matrix.play(outside, case)]


def test_every_gateway_stands_in_the_matrix() -> None:
    assert set(tills.TILLS) == set(ports.MAKERS)


def test_the_matrix_is_as_large_as_promised_and_the_short_form_covers_it() -> None:
    cases, few = matrix.all_cases(), matrix.few_cases()
    assert len(cases) >= 240
    assert {one.place for one in few} == {one.place for one in cases}
    assert {one.gateway for one in few} == {one.gateway for one in cases}
    assert {one.switch.fault for one in few} == {one.switch.fault for one in cases}


def test_whatever_fails_wherever_all_books_agree_in_the_end(
    near: Outside, db: None, record_property: Callable[[str, object], None]
) -> None:
    cases = matrix.all_cases() if os.environ.get(WHOLE) == "whole" else matrix.few_cases()
    wrong = wrong_in(near, cases)
    record_property("figures", {"cases": len(cases), "wrong": len(wrong)})
    assert wrong == [], "\n".join(wrong)


def believes_any_amount(patch: pytest.MonkeyPatch) -> None:
    """The bank says that less was paid; the sale is verified and booked in full."""
    really = callback._verdict
    patch.setattr(
        callback, "_verdict",
        lambda payment, attempt, back: really(payment, attempt, replace(back, final_units=None)),
    )  # fmt: skip


def expires_without_asking(patch: pytest.MonkeyPatch) -> None:
    """The time to verify is over, so it must have failed."""
    patch.setitem(
        pursuit.CHASES, "verify_unknown",
        lambda act, attempt: actions.decline(act.wearing(Role.BANK), attempt_id=attempt.pk),
    )  # fmt: skip


def says_failed_while_unknown(patch: pytest.MonkeyPatch) -> None:
    """No answer is taken for a no."""
    really = hearing.HEARERS["verify"]

    def heard(act, payment, attempt, call, answer):
        is_no_answer = answer.kind is Kind.UNKNOWN
        really(act, payment, attempt, call, replace(answer, kind=Kind.DECLINED) if is_no_answer
               else answer)  # fmt: skip

    patch.setitem(hearing.HEARERS, "verify", heard)


def refunds_under_a_new_number(patch: pytest.MonkeyPatch) -> None:
    """A refund without an answer is tried again as if it were another one."""
    room = importlib.import_module("amanat.capabilities.payments.actions.refund")
    really = room._ask_again

    def again(act, one):
        one.order_id = next_order_id(one.attempt.gateway)
        return really(act, one)

    patch.setattr(room, "_ask_again", again)


PLANTED = {
    believes_any_amount: (places.redirected, matrix.Switch("callback", "wrong_amount")),
    expires_without_asking: (places.verify_unknown_done, matrix.Switch("*", "http_500")),
    says_failed_while_unknown: (places.verifying, matrix.Switch("*", "timeout_after")),
    refunds_under_a_new_number: (places.refunding_part, matrix.Switch("*", "timeout_after")),
}


def test_a_planted_bug_turns_the_matrix_red(
    near: Outside, db: None, record_property: Callable[[str, object], None]
) -> None:
    missed = []
    for plant, (place, switch) in PLANTED.items():
        with pytest.MonkeyPatch.context() as patch:
            plant(patch)
            caught = matrix.play(near, matrix.Case("mellat", place, switch))
        missed += [] if caught else [plant.__name__]
    figures = {"planted": len(PLANTED), "caught": len(PLANTED) - len(missed)}
    record_property("figures", figures)
    assert missed == []

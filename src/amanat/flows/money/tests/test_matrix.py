"""R7: every fault switch of the gateways at every place a payment can be in.

`make drill-money` plays them all; here each switch and each place comes once.
"""

import os
from collections.abc import Callable

from amanat.capabilities.payments import ports
from amanat.capabilities.payments.tests.cast import Outside
from amanat.flows.money.tests import matrix, tills

WHOLE = "AMANAT_MATRIX"  # "whole" in the drill.


def wrong_in(outside: Outside, cases: list[matrix.Case]) -> list[str]:
    return [one for case in cases for one in matrix.play(outside, case)]


def test_every_gateway_stands_in_the_matrix() -> None:
    assert set(tills.TILLS) == set(ports.MAKERS)


def test_the_matrix_is_as_large_as_promised_and_the_short_form_covers_it() -> None:
    cases, few = matrix.all_cases(), list(matrix.few_cases())
    assert len(cases) >= 240
    assert {(one.gateway, one.place) for one in few} == {(one.gateway, one.place) for one in cases}
    assert {one.switch.fault for one in few} == {one.switch.fault for one in cases}


def test_whatever_fails_wherever_all_books_agree_in_the_end(
    near: Outside, db: None, record_property: Callable[[str, object], None]
) -> None:
    cases = matrix.all_cases() if os.environ.get(WHOLE) == "whole" else list(matrix.few_cases())
    wrong = wrong_in(near, cases)
    record_property("figures", {"cases": len(cases), "wrong": len(wrong)})
    assert wrong == [], "\n".join(wrong)

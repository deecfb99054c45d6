"""What the vectors do not say: ties, refunds, certificates and lines."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amanat.capabilities.projects import refusals
from amanat.capabilities.projects.rules import refunds, release

TODAY = date(2026, 11, 22)
QUIET = settings(max_examples=30, deadline=None, database=None)
SUM = st.integers(0, 10**13)


@given(st.lists(SUM, max_size=8), st.lists(SUM, max_size=3))
@QUIET
def test_a_refund_plan_gives_all_there_is_and_nobody_too_much(owed, sources) -> None:
    plan = refunds.plan([refunds.Claim(n, units) for n, units in enumerate(owed)], sources)
    given_out = sum(share.units for share in plan.shares)
    assert given_out == min(sum(owed), sum(sources))
    assert given_out + sum(plan.left_by_source) == sum(sources)
    assert given_out + plan.short_units == sum(owed)
    assert all(share.units <= units for share, units in zip(plan.shares, owed, strict=True))


def test_the_rest_goes_to_the_largest_remainder_and_then_to_the_earlier() -> None:
    claims = [refunds.Claim(n, 100) for n in (1, 2, 3)]
    plan = refunds.plan(claims, [100, 50])
    assert [share.by_source for share in plan.shares] == [(34, 16), (33, 17), (33, 17)]
    assert [share.rest_units for share in plan.shares] == [1, 1, 1]
    assert refunds.plan([refunds.Claim(1, 1), refunds.Claim(2, 2)], [2]).shares[1].units == 1


def test_what_is_preserved_is_never_promised_twice() -> None:
    assert release.preserved([10, 10, 10], 20, 30) == [6, 6, 6]
    assert release.preserved([], 0, 0) == []


def test_no_draw_above_the_formula_and_the_number_is_said() -> None:
    project = release.Project(100, 120, (Fraction(2, 5),) * 3, drawn_units=40)
    allowed = release.releasable(project, account_share=Fraction(7, 10), certificates=3)
    assert allowed == release.Releasable(48, 8, 0)
    release.check_draw(8, allowed)
    with pytest.raises(refusals.OverFormula, match=r"0\.8 toman"):
        release.check_draw(9, allowed)


@given(SUM, SUM, SUM, st.lists(st.fractions(0, 1), min_size=3, max_size=3))
@QUIET
def test_what_is_releasable_is_never_more_than_was_collected(collected, cost, drawn, shares):
    project = release.Project(collected, cost, tuple(shares), drawn)
    found = release.releasable(project, account_share=Fraction(7, 10), certificates=3)
    assert 0 <= found.now_units <= found.most_units <= collected
    assert found.most_units == found.now_units + drawn - found.over_drawn_units or drawn == 0


def test_a_certificate_is_fresh_and_does_not_go_back_without_a_reason() -> None:
    issued = date(2026, 10, 23)

    def check(share: str, day: date, has_reason: bool) -> None:
        release.check_certificate(
            Fraction(share), Fraction("0.4"), issued=issued, day=day, most_days=30,
            has_reason=has_reason,
        )  # fmt: skip

    check("0.4", TODAY, False)
    check("0.3", TODAY, True)
    with pytest.raises(refusals.CertificateBackwards):
        check("0.3", TODAY, False)
    with pytest.raises(refusals.CertificateStale):
        check("0.4", date(2026, 11, 23), False)


LINES = release.Lines(Fraction(1, 2), Fraction(2, 5), Fraction(4, 5))


@pytest.mark.parametrize(
    ("balance", "share"), [(50, "0"), (51, "2/5"), (80, "2/5"), (81, "1"), (0, "0")]
)
def test_two_lines_over_the_ceiling_send_money_to_escrow(balance: int, share: str) -> None:
    assert release.escrow_share(balance, 100, LINES) == Fraction(share)

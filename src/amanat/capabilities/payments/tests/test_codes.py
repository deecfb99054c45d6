"""Every code of the bank's table, given as the answer to each question: no payment stays unclear,
none counts twice, none is lost, and the book adds up."""

import pytest

from amanat.capabilities.payments import queries
from amanat.capabilities.payments.models import Attempt
from amanat.capabilities.payments.rules.answers import Kind
from amanat.capabilities.payments.rules.mellat import TABLE
from amanat.capabilities.payments.states import OPEN
from amanat.capabilities.payments.tests.cast import Story, fresh, units_in
from amanat.kernel.ledger import book

UNITS = 1_000_000
#  The bank says these of a sale that it knows to be fine, once; then it tells the truth.
LIES_ONCE = sorted(set(TABLE) - {"0"}, key=int)


def ends(story: Story, attempt: Attempt) -> Attempt:
    """The attempt after the recovery window; nothing about it is open any more."""
    story.wait(minutes=40)
    last = fresh(attempt)
    assert last.state not in OPEN
    return last


@pytest.mark.parametrize("code", LIES_ONCE)
def test_no_answer_to_verify_leaves_a_payment_unclear(story: Story, code: str) -> None:
    payment = story.demand(UNITS)
    attempt = story.go(payment)
    back = story.outside.choose(attempt.ref_id)
    story.outside.arm("mellat.verify", "code", value=code)
    story.come_back(back)

    attempt = ends(story, attempt)

    believed = TABLE[code][0] in (Kind.DECLINED, Kind.CANCELLED, Kind.REVERSED)
    assert attempt.state == ("settled" if not believed else attempt.state)
    assert (fresh(payment).state == "paid") is (attempt.state == "settled")
    held = UNITS if attempt.state == "settled" else 0
    assert (units_in("escrow_control"), units_in("psp_unsettled:mellat")) == (held, 0)
    assert queries.conservation().holds


@pytest.mark.parametrize("code", LIES_ONCE)
def test_no_answer_to_settle_loses_a_payment(story: Story, code: str) -> None:
    payment = story.demand(UNITS)
    attempt = story.go(payment)
    back = story.outside.choose(attempt.ref_id)
    story.outside.arm("mellat.settle", "code", value=code)
    story.come_back(back)

    attempt = ends(story, attempt)

    believed = TABLE[code][0] is Kind.REVERSED
    assert attempt.state == ("auto_reversed" if believed else "settled")
    if not believed:
        assert book.hold_state(payment.hold_id).open_units == UNITS
    assert queries.conservation().holds


@pytest.mark.parametrize("code", LIES_ONCE)
def test_a_page_of_the_bank_that_says_no_is_no(story: Story, code: str) -> None:
    payment = story.demand(UNITS)
    attempt = story.go(payment)
    story.outside.arm("mellat.callback", "code", value=code)
    attempt = story.come_back(story.outside.choose(attempt.ref_id))
    cancelled = TABLE[code][0] is Kind.CANCELLED
    assert attempt.state == ("user_cancelled" if cancelled else "declined")
    assert fresh(payment).state == "due"
    assert [call.name for call in queries.calls_of(attempt.pk)] == ["start"]

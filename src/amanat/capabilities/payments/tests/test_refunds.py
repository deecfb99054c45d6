"""Money back: by the gateway, else by Paya, else by a person; never more than was paid."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from amanat.capabilities.payments import actions, queries
from amanat.capabilities.payments.models import Attempt, Call, Payment, Refund
from amanat.capabilities.payments.refusals import NothingToRefund, TooMuchRefunded
from amanat.capabilities.payments.tests.cast import (
    GOOD_SHEBA,
    Story,
    a_financier,
    checked_account,
    fresh,
    units_in,
)
from amanat.kernel.ledger import book
from amanat.kernel.ledger.refusals import OverLimit
from amanat.kernel.log.models import Entry
from amanat.words.act import Role
from amanat.words.refusal import Refused

UNITS = 1_000_000


def paid_and_returned(story: Story, units: int = UNITS, subject: str = "hold:1") -> Payment:
    """The payer paid; escrow decided for him: the units are his again, in the ledger."""
    payment = story.demand(units, subject)
    story.pay(payment)
    decision = book.Step(payment.hold_id, 1, book.StepKind.REFUND)
    book.write(story.bank(), decision, key=f"test/refund/{payment.pk}")
    return payment


def refund(story: Story, payment: Payment, units: int = UNITS, purpose: str = "hold:1") -> Refund:
    return actions.refund(
        story.act(None, Role.HOUSE), payment_id=payment.pk, units=units, purpose=purpose
    )


def names(one: Refund) -> list[str]:
    entries = Entry.objects.filter(subject=f"refund:{one.pk}").order_by("pk")
    return list(entries.values_list("name", flat=True))


def test_a_refund_goes_back_to_the_card(story: Story) -> None:
    payment = paid_and_returned(story)
    one = refund(story, payment)
    assert (units_in(f"refundable:{story.payer.pk}"), queries.open_refunds("hold:1")) == (0, 1)

    story.wait(minutes=1)

    attempt = Attempt.objects.get(payment=payment)
    assert fresh(one).state == "confirmed"
    assert story.outside.order(attempt.order_id)["refunded_units"] == UNITS
    assert (units_in("refund_in_transit"), units_in("psp_receivable:mellat")) == (0, 0)
    assert names(one) == ["RefundQueued", "RefundSent", "RefundSettled"]
    assert queries.open_refunds("hold:1") == 0


def test_parts_of_a_payment_are_refunded_until_nothing_is_left(story: Story) -> None:
    payment = paid_and_returned(story)
    refund(story, payment, 400_000)
    refund(story, payment, 600_000)
    with pytest.raises(TooMuchRefunded):
        refund(story, payment, 1)
    assert [one.sequence for one in queries.refunds_of(payment.pk)] == [1, 2]


def test_the_database_too_refuses_more_than_was_paid(story: Story) -> None:
    payment = paid_and_returned(story)
    with pytest.raises(IntegrityError, match="refunds_within_the_payment"), transaction.atomic():
        Attempt.objects.filter(payment=payment).update(refunded_units=UNITS + 1)


def test_nothing_is_refunded_of_what_was_never_paid(story: Story) -> None:
    with pytest.raises(NothingToRefund):
        refund(story, story.demand())


def test_money_that_still_waits_on_its_condition_is_not_refunded(story: Story) -> None:
    payment = story.demand()
    story.pay(payment)
    with pytest.raises(OverLimit), transaction.atomic():
        refund(story, payment)
    assert Attempt.objects.get(payment=payment).refunded_units == 0


@pytest.mark.parametrize("fault", ["timeout_before", "timeout_after", "http_500", "garbage"])
def test_a_lost_answer_is_asked_for_under_the_same_number(story: Story, fault: str) -> None:
    """The bank refuses a second refund of one order number, so nobody is refunded twice."""
    payment = paid_and_returned(story)
    story.outside.arm("mellat.refund", fault)
    one = refund(story, payment)
    story.wait(minutes=5)
    attempt = Attempt.objects.get(payment=payment)
    assert fresh(one).state == "confirmed"
    assert story.outside.order(attempt.order_id)["refunded_units"] == UNITS
    assert Call.objects.filter(refund=one).count() == 2


def test_a_bank_that_never_answers_a_refund_is_asked_on_and_a_person_is_told(story: Story) -> None:
    """Another road could pay twice, so there is none while the outcome is open."""
    checked_account(story.payer, GOOD_SHEBA)
    payment = paid_and_returned(story)
    story.outside.arm("mellat.refund", "timeout_after", count=None)
    one = refund(story, payment)
    story.wait(hours=3)
    assert fresh(one).state == "sending"
    assert names(one).count("RefundStuck") == 1
    story.outside.clear()
    story.wait(hours=1)
    assert fresh(one).state == "confirmed"


@pytest.mark.parametrize("code", ["12", "21"])
def test_a_gateway_that_cannot_refund_leaves_it_to_paya(story: Story, code: str) -> None:
    checked_account(story.payer, GOOD_SHEBA)
    payment = paid_and_returned(story)
    story.outside.arm("mellat.refund", "code", value=code)
    one = refund(story, payment)

    story.wait(minutes=1)
    assert fresh(one).state == "on_the_rail"
    story.wait(hours=4)

    assert (fresh(one).state, units_in("refund_in_transit")) == ("confirmed", 0)
    assert units_in("bank:main") == -UNITS
    assert names(one)[-2:] == ["RefundSent", "RefundSettled"]
    assert queries.payouts_on("hold:1").count() == 0  # It is no payout of the deal.
    told = Entry.objects.filter(name="PayoutSettled", facts__subject="hold:1")
    assert not told.exists()


def test_without_an_account_a_person_takes_over_and_can_finish_it(story: Story) -> None:
    payment = paid_and_returned(story)
    story.outside.arm("mellat.refund", "code", value="12")
    one = refund(story, payment)
    story.wait(minutes=1)
    assert (fresh(one).state, names(one)[-1]) == ("manual", "RefundStuck")
    assert units_in("refund_in_transit") == UNITS  # Set aside: nobody spends it meanwhile.

    checked_account(story.payer, GOOD_SHEBA, story.at)
    actions.refund_by_paya(story.act(a_financier(story.at), Role.FINANCE), refund_id=one.pk)
    story.wait(hours=4)
    assert fresh(one).state == "confirmed"


@pytest.mark.parametrize("code", ["19", "46", "48"])
def test_an_answer_that_contradicts_our_books_goes_to_a_person(story: Story, code: str) -> None:
    payment = paid_and_returned(story)
    story.outside.arm("mellat.refund", "code", value=code)
    one = refund(story, payment)
    story.wait(minutes=1)
    assert fresh(one).state == "manual"


def test_a_refund_returned_by_the_bank_goes_to_a_person(story: Story) -> None:
    checked_account(story.payer, "IR" + "05" + "0540102680020817909999")
    payment = paid_and_returned(story)
    story.outside.arm("mellat.refund", "code", value="12")
    one = refund(story, payment)
    story.wait(hours=12)
    assert (fresh(one).state, units_in("refund_in_transit")) == ("manual", UNITS)


#  Each example pays and refunds in a transaction of its own, undone at its end.
@hypothesis_settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    wishes=st.lists(
        st.tuples(st.sampled_from(["a", "b"]), st.integers(-5, 900_000)), min_size=1, max_size=8
    )
)
def test_whatever_is_asked_refunds_never_exceed_the_payment(
    story: Story, wishes: list[tuple[str, int]]
) -> None:
    mark = transaction.savepoint()
    payment = paid_and_returned(story)
    before = queries.conservation()
    granted = 0
    for purpose, units in wishes:
        try:
            with transaction.atomic():
                granted += refund(story, payment, units, purpose).units
        except Refused:
            continue
    rows = queries.refunds_of(payment.pk)
    assert granted == sum(one.units for one in rows) <= UNITS
    assert Attempt.objects.get(payment=payment).refunded_units == granted
    assert units_in("refund_in_transit") == granted
    assert (before.sum_units, queries.conservation().sum_units) == (0, 0)
    transaction.savepoint_rollback(mark)


def test_a_question_asked_late_does_not_hide_what_a_later_one_did(story: Story) -> None:
    """Workers keep no order: the second question refunded, its answer was lost, and only then is
    the first one asked. "A double", says the bank: so the money is back, and nobody sends more."""
    one = refund(story, paid_and_returned(story))
    first = Call.objects.get(refund=one)
    actions.send_refund(story.act(None, Role.CLOCK), refund_id=one.pk)
    second = Call.objects.filter(refund=one).latest("pk")
    story.outside.arm("mellat.refund", "timeout_after")
    actions.ask(story.bank(), call_id=second.pk)
    assert fresh(one).state == "sending"
    actions.ask(story.bank(), call_id=first.pk)
    assert fresh(one).state == "confirmed"
    assert story.outside.order(one.attempt.order_id)["refunded_units"] == UNITS

"""Money back: by the gateway, else by Paya, else by a person; never more than was paid."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from amanat.capabilities.payments import actions, queries
from amanat.capabilities.payments.models import Attempt, Call, Payment, Payout, Refund
from amanat.capabilities.payments.refusals import (
    NeedsOtherAccount,
    NothingToRefund,
    TooMuchRefunded,
)
from amanat.capabilities.payments.tests.cast import (
    GOOD_SHEBA,
    Story,
    a_financier,
    checked_account,
    fresh,
    sheba,
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


def refused_by_the_gateway(story: Story, code: str = "12") -> Refund:
    payment = paid_and_returned(story)
    story.outside.arm("mellat.refund", "code", value=code)
    one = refund(story, payment)
    story.wait(minutes=1)
    return fresh(one)


def test_without_an_account_the_payer_is_asked_for_one_and_gets_his_money(story: Story) -> None:
    one = refused_by_the_gateway(story)
    assert (one.state, names(one)[-1]) == ("on_the_rail", "RefundNeedsAccount")
    assert units_in("refund_in_transit") == UNITS  # Set aside: nobody spends it meanwhile.
    [waiting] = queries.in_want_of_account(story.payer.pk, [])
    assert (waiting.refund_id, waiting.state) == (one.pk, "needs_account")
    story.wait(hours=3)
    assert fresh(waiting).state in ("needs_account", "queued")  # It looks again each hour.

    checked_account(story.payer, GOOD_SHEBA, story.at)
    actions.look_again(story.bank(), person_id=story.payer.pk)
    story.wait(hours=8)
    assert (fresh(one).state, fresh(waiting).state) == ("confirmed", "settled")
    assert (units_in("refund_in_transit"), units_in("bank:main")) == (0, -UNITS)


def test_what_a_person_took_over_goes_to_the_account_the_payer_names(story: Story) -> None:
    one = refused_by_the_gateway(story, code="48")
    assert one.state == "manual"
    finance = story.act(a_financier(story.at), Role.FINANCE)
    actions.refund_by_paya(finance, refund_id=one.pk)
    assert [found.refund_id for found in queries.in_want_of_account(story.payer.pk, [])] == [one.pk]
    checked_account(story.payer, GOOD_SHEBA, story.at)
    story.wait(hours=6)
    assert fresh(one).state == "confirmed"


@pytest.mark.parametrize("code", ["19", "46", "48"])
def test_an_answer_that_contradicts_our_books_goes_to_a_person(story: Story, code: str) -> None:
    payment = paid_and_returned(story)
    story.outside.arm("mellat.refund", "code", value=code)
    one = refund(story, payment)
    story.wait(minutes=1)
    assert fresh(one).state == "manual"


def test_a_refund_returned_by_the_bank_goes_to_another_account_of_the_payer(story: Story) -> None:
    checked_account(story.payer, "IR" + "05" + "0540102680020817909999")
    one = refused_by_the_gateway(story)
    story.wait(hours=12)
    assert (fresh(one).state, units_in("refund_in_transit")) == ("on_the_rail", UNITS)
    [home] = queries.in_want_of_account(story.payer.pk, [])
    assert home.state == "returned"
    mine = story.act(story.payer, Role.PERSON)
    with pytest.raises(NeedsOtherAccount):
        actions.pay_again(mine, payout_id=home.pk)

    checked_account(story.payer, GOOD_SHEBA, story.at)
    again = actions.pay_again(mine, payout_id=home.pk)
    assert (again.refund_id, again.source_account_id) == (one.pk, home.source_account_id)
    assert actions.pay_again(mine, payout_id=home.pk) == again
    assert queries.in_want_of_account(story.payer.pk, []) == []
    story.wait(hours=36)
    assert (fresh(one).state, fresh(again).state) == ("confirmed", "settled")
    assert (units_in("refund_in_transit"), units_in("bank:main")) == (0, -UNITS)


def test_a_refund_that_comes_back_days_after_it_arrived_goes_again(story: Story) -> None:
    checked_account(story.payer, GOOD_SHEBA)
    one = refused_by_the_gateway(story)
    story.wait(hours=5)
    assert fresh(one).state == "confirmed"
    [home] = Payout.objects.filter(refund=one)
    actions.come_home(story.bank(), payout_id=home.pk, reason="account closed")
    assert units_in("refund_in_transit") == UNITS
    checked_account(story.payer, sheba("0540102680020817909003"), story.at)
    actions.pay_again(story.act(story.payer, Role.PERSON), payout_id=home.pk)
    story.wait(hours=36)
    assert (fresh(one).state, units_in("refund_in_transit")) == ("confirmed", 0)
    assert names(one).count("RefundSettled") == 1


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

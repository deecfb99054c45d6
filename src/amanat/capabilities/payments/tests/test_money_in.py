"""Money in: from the payer's click to money that counts, in good weather and in bad."""

from datetime import timedelta

import pytest

from amanat.capabilities.payments import actions, ports, queries
from amanat.capabilities.payments.models import Attempt, Call
from amanat.capabilities.payments.refusals import BeingPaid, PaymentOver
from amanat.capabilities.payments.rules.answers import Kind
from amanat.capabilities.payments.tests.cast import Story, fresh, units_in
from amanat.kernel.ledger import book
from amanat.kernel.log.models import Entry
from amanat.words.refusal import NotYours

UNITS = 1_000_000


def facts(attempt: Attempt) -> list[str]:
    """What the log says of an attempt and its payment, in order."""
    subjects = [f"attempt:{attempt.pk}", f"payment:{attempt.payment_id}"]
    return list(Entry.objects.filter(subject__in=subjects).order_by("pk").values_list(
        "name", flat=True))  # fmt: skip


def test_a_payer_pays_and_the_money_waits_in_its_hold(story: Story) -> None:
    payment = story.demand(UNITS)

    attempt = story.pay(payment)

    assert (attempt.state, fresh(payment).state) == ("settled", "paid")
    assert book.hold_state(payment.hold_id).open_units == UNITS
    assert units_in("psp_receivable:mellat") == UNITS
    assert story.outside.order(attempt.order_id)["state"] == "SETTLED"
    assert facts(attempt) == [
        "PaymentDemanded", "AttemptStarted", "TokenIssued", "PayerSentToBank", "PayerCameBack",
        "GatewayAsked", "PaymentVerified", "GatewayAsked", "AttemptSettled", "PaymentSettled",
    ]  # fmt: skip


def test_every_question_to_the_bank_was_written_down_before_it_was_asked(story: Story) -> None:
    attempt = story.pay(story.demand())

    calls = list(queries.calls_of(attempt.pk))

    assert [call.name for call in calls] == ["start", "verify", "settle"]
    assert all(call.intended_at <= call.sent_at <= call.answered_at for call in calls)
    assert all("amanat" not in (call.raw or "") for call in calls)


def test_only_the_payer_pays(story: Story) -> None:
    payment = story.demand()
    with pytest.raises(NotYours):
        actions.go_to_bank(story.act(story.seller), payment_id=payment.pk)


def test_a_paid_payment_is_not_paid_again(story: Story) -> None:
    payment = story.demand()
    story.pay(payment)
    with pytest.raises(PaymentOver):
        story.go(payment)


def test_a_payer_who_returns_without_paying_goes_to_the_same_page_again(story: Story) -> None:
    payment = story.demand()
    assert story.go(payment).pk == story.go(payment).pk


def test_a_wrong_pin_closes_the_attempt_and_another_card_works(story: Story) -> None:
    payment = story.demand()
    attempt = story.come_back(story.outside.choose(story.go(payment).ref_id, "wrong_pin"))
    assert attempt.state == "declined"
    assert queries.reason(attempt).en == "The card's PIN is wrong."

    assert story.pay(payment).state == "settled"


def test_a_payer_who_gives_up_may_come_again(story: Story) -> None:
    payment = story.demand()
    attempt = story.come_back(story.outside.choose(story.go(payment).ref_id, "cancel"))
    assert attempt.state == "user_cancelled"
    assert story.pay(payment).state == "settled"


def test_each_attempt_has_an_order_number_of_its_own(story: Story) -> None:
    payment = story.demand()
    first = story.come_back(story.outside.choose(story.go(payment).ref_id, "cancel"))
    second = story.go(payment)
    assert second.order_id > first.order_id


def test_a_gateway_that_is_down_takes_no_money_and_says_so(story: Story) -> None:
    payment = story.demand()
    story.outside.arm("mellat.pay", "http_500")
    assert story.go(payment).state == "failed_config"
    assert story.pay(payment).state == "settled"


def test_a_used_order_number_leads_to_a_new_one_and_an_alarm(story: Story) -> None:
    payment = story.demand()
    story.outside.arm("mellat.pay", "code", value="41")
    attempt = story.go(payment)
    assert (attempt.state, attempt.code) == ("failed_config", "41")
    assert "GatewayAlarmed" in facts(attempt)
    assert story.pay(payment).state == "settled"


def test_nobody_comes_back_and_the_attempt_ends_when_its_time_is_over(story: Story) -> None:
    payment = story.demand()
    attempt = story.go(payment)
    story.outside.choose(attempt.ref_id, "pay_close")

    story.wait(minutes=16)
    assert fresh(attempt).state == "token_expired"
    assert not queries.is_being_paid(payment.pk)

    story.wait(minutes=10)
    assert story.outside.order(attempt.order_id)["state"] == "AUTO_REVERSED"
    assert units_in("psp_unsettled:mellat") == 0


def test_a_late_answer_is_still_heard_while_the_payment_is_due(story: Story) -> None:
    payment = story.demand()
    attempt = story.go(payment)
    story.wait(minutes=14)
    back = story.outside.choose(attempt.ref_id)
    story.wait(minutes=3)
    assert fresh(attempt).state == "token_expired"

    assert story.come_back(back).state == "settled"
    assert fresh(payment).state == "paid"


def test_a_very_late_answer_finds_that_the_bank_has_returned_the_money(story: Story) -> None:
    payment = story.demand()
    attempt = story.go(payment)
    back = story.outside.choose(attempt.ref_id)
    story.wait(minutes=25)

    attempt = story.come_back(back)

    assert attempt.state == "auto_reversed"
    assert (fresh(payment).state, units_in("psp_unsettled:mellat")) == ("due", 0)


@pytest.mark.parametrize("fault", ["timeout_before", "timeout_after", "http_500", "garbage",
                                   "invalid_xml", "soap_fault", "unknown_code"])  # fmt: skip
@pytest.mark.parametrize("call", ["verify", "settle"])
def test_an_answer_that_is_lost_is_asked_for_again(story: Story, call: str, fault: str) -> None:
    payment = story.demand()
    attempt = story.go(payment)
    story.outside.arm(f"mellat.{call}", fault)

    attempt = story.come_back(story.outside.choose(attempt.ref_id))
    assert attempt.state in ("verifying", "settling")
    assert fresh(payment).state == "due"

    story.wait(minutes=2)
    assert (fresh(attempt).state, fresh(payment).state) == ("settled", "paid")
    assert units_in("escrow_control") == UNITS


def test_the_bank_is_asked_at_the_steps_of_the_guide(story: Story) -> None:
    attempt = story.go(story.demand())
    back = story.outside.choose(attempt.ref_id)
    story.outside.arm("mellat.verify", "timeout_before", count=None)
    began = story.at
    story.come_back(back)
    story.wait(minutes=17)
    asked = Call.objects.filter(attempt=attempt, name="verify").order_by("pk")
    seconds = [int((call.intended_at - began).total_seconds()) for call in asked]
    assert seconds == [0, 5, 15, 45, 90, *range(210, 1020, 120)]


def test_a_bank_that_never_answers_verify_is_asked_what_happened(story: Story) -> None:
    payment = story.demand()
    attempt = story.go(payment)
    back = story.outside.choose(attempt.ref_id)
    story.outside.arm("mellat.verify", "timeout_after", count=None)
    story.come_back(back)

    story.wait(minutes=19)

    assert fresh(attempt).state == "settled"
    assert fresh(payment).state == "paid"


def test_verify_that_never_reached_the_bank_ends_with_the_bank_returning_the_money(
    story: Story,
) -> None:
    payment = story.demand()
    attempt = story.go(payment)
    back = story.outside.choose(attempt.ref_id)
    story.outside.arm("mellat.verify", "timeout_before", count=None)
    story.come_back(back)

    story.wait(minutes=17)
    assert fresh(attempt).state == "verifying"
    story.wait(minutes=8)

    assert fresh(attempt).state == "auto_reversed"
    assert (fresh(payment).state, units_in("psp_unsettled:mellat")) == ("due", 0)
    assert "GatewayAlarmed" in facts(attempt)


def test_a_bank_that_is_silent_for_an_hour_is_asked_to_give_the_money_back(story: Story) -> None:
    payment = story.demand()
    attempt = story.go(payment)
    back = story.outside.choose(attempt.ref_id)
    story.outside.arm("mellat.verify", "timeout_after", count=None)
    story.outside.arm("mellat.inquiry", "timeout_before", count=None)
    story.come_back(back)

    story.wait(minutes=45)

    assert fresh(attempt).state == "reversed"
    assert story.outside.order(attempt.order_id)["state"] == "REVERSED"
    assert (fresh(payment).state, units_in("psp_unsettled:mellat")) == ("due", 0)


def test_settling_is_repeated_without_end_and_raises_an_alarm_once(story: Story) -> None:
    payment = story.demand()
    attempt = story.go(payment)
    back = story.outside.choose(attempt.ref_id)
    story.outside.arm("mellat.settle", "http_500", count=None)
    story.come_back(back)

    story.wait(hours=2)
    assert (fresh(attempt).state, fresh(payment).state) == ("settling", "due")
    assert facts(attempt).count("GatewayAlarmed") == 1

    story.outside.clear()
    story.wait(minutes=3)
    assert (fresh(attempt).state, fresh(payment).state) == ("settled", "paid")


def test_a_sale_the_bank_took_back_before_settling_is_undone(story: Story) -> None:
    payment = story.demand()
    attempt = story.go(payment)
    back = story.outside.choose(attempt.ref_id)
    story.outside.arm("mellat.settle", "code", value="48")

    attempt = story.come_back(back)

    assert attempt.state == "auto_reversed"
    assert fresh(payment).state == "due" and fresh(payment).hold_id != payment.hold_id
    assert (units_in("escrow_control"), units_in("psp_unsettled:mellat")) == (0, 0)
    assert story.pay(payment).state == "settled"


def test_verified_before_counts_only_when_we_asked_before(story: Story) -> None:
    """43 on our first question: somebody else's word, so the bank is asked what happened."""
    attempt = story.go(story.demand())
    back = story.outside.choose(attempt.ref_id)
    story.outside.arm("mellat.verify", "code", value="43")

    attempt = story.come_back(back)

    names = [call.name for call in queries.calls_of(attempt.pk)]
    assert names[:3] == ["start", "verify", "inquiry"]
    story.wait(minutes=3)
    assert fresh(attempt).state == "settled"


def test_a_declined_verify_ends_the_attempt(story: Story) -> None:
    payment = story.demand()
    attempt = story.go(payment)
    back = story.outside.choose(attempt.ref_id)
    story.outside.arm("mellat.verify", "code", value="17")
    assert story.come_back(back).state == "declined"
    assert units_in("psp_unsettled:mellat") == 0


def test_an_upper_stair_may_not_close_what_is_already_booked(story: Story) -> None:
    payment = story.demand()
    attempt = story.go(payment)
    back = story.outside.choose(attempt.ref_id)
    story.outside.arm("mellat.settle", "timeout_before")
    story.come_back(back)
    with pytest.raises(BeingPaid):
        actions.close(story.act(story.seller), payment_id=payment.pk)


def test_while_the_outcome_is_open_nobody_pays_a_second_time(story: Story) -> None:
    payment = story.demand()
    attempt = story.go(payment)
    back = story.outside.choose(attempt.ref_id)
    story.outside.arm("mellat.verify", "timeout_after")
    story.come_back(back)
    assert queries.is_being_paid(payment.pk) and queries.is_subject_being_paid("hold:1")
    with pytest.raises(BeingPaid):
        story.go(payment)


def test_the_reconciler_takes_up_what_a_dead_worker_left(story: Story) -> None:
    payment = story.demand()
    attempt = story.go(payment)
    back = story.outside.choose(attempt.ref_id)
    fields = back["fields"]
    kept = queries.attempt_at(attempt.public_id)
    assert kept is not None
    from_bank = actions.hear_callback

    from_bank(story.bank(), attempt_id=attempt.pk,
              back=ports.gateway("mellat").parse_callback(fields))  # fmt: skip
    story.at += timedelta(minutes=6)
    for _ in range(3):
        actions.reconcile_due(story.bank())
        story.at += timedelta(minutes=2)
    assert fresh(attempt).state == "settled"
    assert Kind.OK in {call.kind for call in queries.calls_of(attempt.pk)}

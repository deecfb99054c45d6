"""What a browser brings back is a claim. Forged, doubled, late and strange ones move no money."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection, connections
from django.test import Client

from amanat.capabilities.payments import actions, ports, queries
from amanat.capabilities.payments.models import Attempt, Call, Callback
from amanat.capabilities.payments.pages.sentences import OUTCOMES
from amanat.capabilities.payments.states import ATTEMPT, OPEN
from amanat.capabilities.payments.tests.cast import Story, fresh, units_in
from amanat.kernel.ledger import book
from amanat.kernel.log.models import Entry
from amanat.kernel.outside import client
from amanat.words.refusal import NotFound

UNITS = 1_000_000
THREADS = 20
FORM = "application/x-www-form-urlencoded"


def asked(attempt: Attempt) -> list[str]:
    return [call.name for call in queries.calls_of(attempt.pk)]


@pytest.mark.parametrize(
    "changed",
    [
        {"RefId": "AAAAAAAAAAAAAAAAAAAA"},
        {"RefId": ""},
        {"SaleOrderId": "1"},
        {"SaleReferenceId": ""},
        {"SaleReferenceId": "12a4"},
        {"SaleReferenceId": "۱۲۳۴"},
    ],
)
def test_an_answer_that_is_not_ours_asks_no_bank(story: Story, changed: dict[str, str]) -> None:
    attempt = story.go(story.demand())
    back = story.outside.choose(attempt.ref_id)

    spoiled = story.come_back(back, **changed)

    assert (spoiled.state, asked(spoiled)) == ("invalid", ["start"])
    assert story.come_back(back).state == "settled"  # The true answer is still heard.


def test_a_cheap_payment_does_not_pay_a_dear_one(story: Story) -> None:
    """A1: pay 1,000 rial for one deal, post its numbers to the other deal's address."""
    cheap, dear = story.demand(1_000, "hold:1"), story.demand(UNITS, "hold:2")
    target = story.go(dear)
    back = story.outside.choose(story.go(cheap).ref_id)
    aimed = {**back, "callback_url": actions.asking.sale_of(target).callback_url}

    assert story.come_back(aimed).state == "invalid"
    again = story.go(dear)
    ours = {"RefId": again.ref_id, "SaleOrderId": str(again.order_id), "FinalAmount": ""}
    aimed = {**back, "callback_url": actions.asking.sale_of(again).callback_url}
    forged = story.come_back(aimed, **ours)

    assert forged.state == "verify_unknown"  # The bank knows no such sale.
    assert units_in("psp_unsettled:mellat") == 0
    story.wait(minutes=32)
    assert fresh(forged).state == "auto_reversed"
    assert fresh(dear).state == "due"


def test_one_sale_cannot_pay_two_attempts(story: Story) -> None:
    first, second = story.demand(UNITS, "hold:1"), story.demand(UNITS, "hold:2")
    back = story.outside.choose(story.go(first).ref_id)
    story.come_back(back)
    other = story.go(second)
    aimed = {**back, "callback_url": actions.asking.sale_of(other).callback_url}

    forged = story.come_back(aimed, RefId=other.ref_id, SaleOrderId=str(other.order_id))

    assert forged.state == "invalid"


@pytest.mark.parametrize("amount", ["999000", "1", "1000001", "garbage"])
def test_another_amount_is_kept_apart_and_never_verified(story: Story, amount: str) -> None:
    payment = story.demand(UNITS)
    attempt = story.go(payment)
    attempt = story.come_back(story.outside.choose(attempt.ref_id), FinalAmount=amount)
    assert (attempt.state, asked(attempt)) == ("mismatch", ["start"])

    story.wait(minutes=30)

    assert fresh(attempt).state == "reversed"
    assert story.outside.order(attempt.order_id)["state"] == "AUTO_REVERSED"
    assert fresh(payment).state == "due"


@pytest.mark.parametrize("amount", ["", "1000000", "1,000,000"])
def test_the_right_amount_is_read_with_and_without_separators(story: Story, amount: str) -> None:
    attempt = story.go(story.demand(UNITS))
    back = story.outside.choose(attempt.ref_id)
    assert story.come_back(back, FinalAmount=amount).state == "settled"


def test_a_refusal_with_a_sale_number_contradicts_itself(story: Story) -> None:
    attempt = story.go(story.demand())
    back = story.outside.choose(attempt.ref_id)
    assert story.come_back(back, ResCode="13").state == "mismatch"
    story.wait(minutes=30)
    assert fresh(attempt).state == "reversed"


@pytest.mark.parametrize("fault", ["wrong_amount", "swapped_ref"])
def test_what_the_bank_itself_garbles_pays_nothing(story: Story, fault: str) -> None:
    payment = story.demand()
    attempt = story.go(payment)
    story.outside.arm("mellat.callback", fault)
    story.come_back(story.outside.choose(attempt.ref_id))
    story.wait(hours=1)
    assert (fresh(payment).state, units_in("psp_unsettled:mellat")) == ("due", 0)


def test_the_same_answer_twice_is_one_payment(story: Story) -> None:
    payment = story.demand()
    back = story.outside.choose(story.go(payment).ref_id)
    first, second = story.come_back(back), story.come_back(back)
    assert (first.pk, second.state) == (second.pk, "settled")
    assert units_in("psp_receivable:mellat") == UNITS
    assert asked(second) == ["start", "verify", "settle"]


def test_an_address_we_never_gave_out_is_kept_and_not_found(story: Story) -> None:
    attempt = story.go(story.demand())
    back = story.outside.choose(attempt.ref_id)
    back["callback_url"] = back["callback_url"][:-4] + "0000"
    before = Callback.objects.count()
    with pytest.raises(NotFound):
        story.come_back(back)
    assert Callback.objects.count() == before + 1
    assert fresh(attempt).state == "redirected"


@pytest.mark.parametrize("address", ["%00x/id/proof", "mellat/%00x/proof", "mellat/id/%00x"])
def test_an_address_with_nul_is_kept_without_it(address: str, db: None) -> None:
    reply = Client().post(f"/pay/back/{address}", "RefId=1", content_type=FORM)
    kept = Callback.objects.latest("pk")
    assert (reply.status_code, kept.address) == (404, address.replace("%00", ""))


def test_what_was_posted_is_kept_as_it_came(story: Story) -> None:
    attempt = story.go(story.demand())
    story.come_back(story.outside.choose(attempt.ref_id), Extra="<!--]]>")
    kept = Callback.objects.get(attempt=attempt)
    assert "Extra=%3C%21--%5D%5D%3E" in kept.body
    assert attempt.ref_id in kept.body


@pytest.mark.parametrize("extra", ["&x=" + "y" * 2_000_000, "&x=1" * 400], ids=["huge", "many"])
def test_what_is_too_large_to_be_read_is_kept_all_the_same(story: Story, extra: str) -> None:
    attempt = story.go(story.demand())
    back = story.outside.choose(attempt.ref_id)
    path = urlsplit(back["callback_url"]).path

    reply = Client().post(path, f"RefId={attempt.ref_id}{extra}", content_type=FORM)

    kept = Callback.objects.get(attempt=attempt)
    assert (reply.status_code, fresh(attempt).state) == (303, "invalid")
    assert kept.body.startswith(f"RefId={attempt.ref_id}&x=")
    assert story.come_back(back).state == "settled"  # The true answer is still heard.


def test_money_for_a_closed_payment_goes_back_by_itself(story: Story) -> None:
    """Known before verify: not verified, so the bank returns it, and we look that it does."""
    payment = story.demand()
    attempt = story.go(payment)
    back = story.outside.choose(attempt.ref_id)
    actions.close(story.act(story.seller), payment_id=payment.pk)

    attempt = story.come_back(back)
    assert (attempt.state, asked(attempt)) == ("orphan", ["start"])

    story.wait(minutes=30)
    assert fresh(attempt).state == "reversed"
    assert story.outside.order(attempt.order_id)["state"] == "AUTO_REVERSED"


def test_money_verified_after_the_payment_closed_is_reversed(story: Story) -> None:
    """Known after verify: suspense, then reversal."""
    payment = story.demand()
    attempt = story.go(payment)
    back = story.outside.choose(attempt.ref_id)
    story.outside.arm("mellat.verify", "timeout_after")
    story.come_back(back)
    actions.close(story.act(story.seller), payment_id=payment.pk)

    story.wait(seconds=6)

    assert fresh(attempt).state == "reversed"
    assert story.outside.order(attempt.order_id)["state"] == "REVERSED"
    assert (units_in("suspense"), units_in("psp_unsettled:mellat")) == (0, 0)
    assert "PaymentOrphaned" in Entry.objects.filter(subject=f"attempt:{attempt.pk}").values_list(
        "name", flat=True
    )


def test_an_orphan_that_cannot_be_reversed_is_taken_in_and_refunded(story: Story) -> None:
    payment = story.demand()
    attempt = story.go(payment)
    back = story.outside.choose(attempt.ref_id)
    story.outside.arm("mellat.verify", "timeout_after")
    story.outside.arm("mellat.reversal", "code", value="55")
    story.come_back(back)
    actions.close(story.act(story.seller), payment_id=payment.pk)

    story.wait(minutes=10)

    assert (fresh(attempt).state, fresh(payment).state) == ("settled", "closed")
    assert [one.state for one in queries.refunds_of(payment.pk)] == ["confirmed"]
    assert story.outside.order(attempt.order_id)["refunded_units"] == UNITS
    assert (units_in("suspense"), units_in("refund_in_transit")) == (0, 0)
    assert units_in("psp_receivable:mellat") == 0


def test_two_tabs_that_both_pay_are_paid_once(story: Story) -> None:
    """A14: the first attempt ran out, the second succeeded; then the first one's answer comes."""
    payment = story.demand()
    first = story.go(payment)
    late = story.outside.choose(first.ref_id)
    story.wait(minutes=15)
    assert story.pay(payment).state == "settled"

    assert story.come_back(late).state == "orphan"
    story.wait(minutes=30)

    assert fresh(first).state == "reversed"
    assert units_in("psp_receivable:mellat") == UNITS
    assert book.hold_state(payment.hold_id).open_units == UNITS


def test_nobody_is_told_failed_while_the_outcome_is_open() -> None:

    assert set(OUTCOMES) == ATTEMPT.all_states()
    assert not any(OUTCOMES[state].may_retry for state in OPEN)
    assert all(OUTCOMES[state].refresh_seconds for state in OPEN)


def test_twenty_browsers_bring_the_same_answer_at_once(lasting: Story) -> None:
    story = lasting
    payment = story.demand(UNITS, f"hold:{story.payer.pk}")
    back = story.outside.choose(story.go(payment).ref_id)
    start = threading.Barrier(THREADS)

    def one(_: int) -> str:
        start.wait()
        try:
            return story.come_back(back).state
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as pool:
        states = set(pool.map(one, range(THREADS)))
    story.do_due()

    attempt = Attempt.objects.get(payment=payment)
    assert attempt.state == "settled" and states <= {"settled", "verifying", "settling"}
    assert book.hold_state(payment.hold_id).open_units == UNITS
    verified = Entry.objects.filter(subject=f"attempt:{attempt.pk}", name="PaymentVerified")
    assert verified.count() == 1
    assert Call.objects.filter(attempt=attempt, name="verify").count() == 1


def test_no_bank_is_asked_inside_a_transaction(
    lasting: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = client().post

    def listen(*args: Any, **kwargs: Any) -> Any:
        assert not connection.in_atomic_block
        return post(*args, **kwargs)

    story = lasting
    payment = story.demand(UNITS, f"hold:{story.payer.pk}")
    begun = story.go(payment)
    back = story.outside.choose(begun.ref_id)
    monkeypatch.setattr(client(), "post", listen)
    assert story.come_back(back).state == "settled"


def test_a_returned_payer_whose_page_died_is_pursued_by_the_clock(story: Story) -> None:
    attempt = story.go(story.demand())
    back = story.outside.choose(attempt.ref_id)

    told = ports.gateway("mellat").parse_callback(back["fields"])
    actions.hear_callback(story.bank(), attempt_id=attempt.pk, back=told)
    assert (fresh(attempt).state, asked(attempt)) == ("verifying", ["start", "verify"])
    story.at += timedelta(seconds=20)
    story.do_due()
    assert fresh(attempt).state == "settled"

"""What the database itself refuses, whoever writes."""

from typing import Any

import pytest
from django.db import Error, transaction

from amanat.capabilities.payments.models import Attempt, Call, Callback, Payment, Payout
from amanat.capabilities.payments.tests.cast import Story, fresh
from amanat.capabilities.payments.tests.test_money_out import order, owe


def refused(match: str, do: Any) -> None:
    with pytest.raises(Error, match=match), transaction.atomic():
        do()


def test_a_payment_does_not_become_paid_by_hand(story: Story) -> None:
    payment = story.demand()
    attempt = story.go(payment)
    refused("paid_payment_has_its_moment|no move",
            lambda: Payment.objects.filter(pk=payment.pk).update(state="paid"))  # fmt: skip
    refused("no move of attempt",
            lambda: Attempt.objects.filter(pk=attempt.pk).update(state="settled"))  # fmt: skip


def test_words_exchanged_with_a_bank_are_not_rewritten(story: Story) -> None:
    attempt = story.pay(story.demand())
    call = Call.objects.filter(attempt=attempt).latest("pk")
    mine, posted = Call.objects.filter(pk=call.pk), Callback.objects.filter(attempt=attempt)
    refused("not rewritten", lambda: mine.update(code="48"))
    refused("not rewritten", lambda: mine.update(name="verify"))
    refused("append-only", mine.delete)
    refused("append-only", lambda: posted.update(body=""))
    refused("append-only", posted.delete)


def test_one_payment_has_one_live_attempt_and_one_hold(story: Story) -> None:
    payment = story.demand()
    attempt = story.go(payment)
    twin = {"payment": payment, "gateway": "mellat", "amount_units": 1, "state": "created"}
    refused("one_live_attempt",
            lambda: Attempt.objects.create(order_id=1, started_at=story.at, **twin))  # fmt: skip
    refused("one_attempt_per_order", lambda: Attempt.objects.create(
        order_id=attempt.order_id, started_at=story.at, **twin))  # fmt: skip


def test_a_payout_keeps_its_id_and_its_sum(story: Story) -> None:
    owe(story)
    payout = order(story)
    mine = Payout.objects.filter(pk=payout.pk)
    refused("not rewritten", lambda: mine.update(units=1))
    refused("not rewritten", lambda: mine.update(end_to_end_id="another"))
    assert fresh(payout).units == payout.units


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "evil", "/\\evil"])
def test_the_way_back_is_ours_even_for_the_database(story: Story, path: str) -> None:
    payment = story.demand()
    refused("payment_next_path_is_ours",
            lambda: Payment.objects.filter(pk=payment.pk).update(next_path=path))  # fmt: skip

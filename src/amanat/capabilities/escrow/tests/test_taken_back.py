"""A bank that takes a verified sale back once: the buyer pays again, and the hold still works."""

from collections.abc import Iterator
from typing import Any

import pytest

from amanat.capabilities.escrow import actions as escrow
from amanat.capabilities.escrow.models import Hold
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.payments.tests.cast import Outside, Story, simulators, units_in
from amanat.words.act import Role
from amanat.words.money import Money

PRICE, FEE = Money(1_000_000), Money(10_000)


@pytest.fixture
def outside(tmp_path: Any, settings: Any) -> Iterator[Outside]:
    with simulators(tmp_path) as world:
        settings.GATEWAYS, settings.BANK = world.settings()
        yield world


@pytest.mark.django_db
def test_the_seller_gets_what_was_paid_the_second_time(outside: Outside) -> None:
    story = Story(outside)
    buyer, house = story.act(story.payer, Role.BUYER), story.act(None, Role.HOUSE)
    hold: Hold = escrow.promise(
        buyer, subject="deal:1", payer_id=story.payer.pk, payee_id=story.seller.pk,
        parts=[PRICE], fee=FEE, next_path="/deals/ABC",
    )  # fmt: skip
    payment = payments.payments_of(f"hold:{hold.pk}").get()
    back = outside.choose(story.go(payment).ref_id)
    outside.arm("mellat.settle", "code", value="48")
    assert story.come_back(back).state == "auto_reversed"

    assert story.pay(payment).state == "settled"
    escrow.fund(house, payment_id=payment.pk)
    escrow.release(buyer, hold_id=hold.pk)

    paid = PRICE.units - FEE.units
    assert (units_in(f"payable:{story.seller.pk}"), units_in("escrow_control")) == (paid, 0)

"""The variant that looks as if it worked: the call inside the transaction, and no intent row.

Kept beside the real one so that the drill can prove that it sees money paid twice.
"""

import secrets

from django.db import transaction

from amanat.capabilities.payments import ports
from amanat.capabilities.payments.actions import asking
from amanat.capabilities.payments.models import Callback
from amanat.capabilities.payments.ports.bank import Transfer, pain_001
from amanat.capabilities.payments.queries.orders import next_order_id
from amanat.capabilities.payments.tests.cast import fresh, sheba
from amanat.config.money.tests import death, places
from amanat.config.money.tests.works import PAID_UNITS, Refunding, Work

POINTS = (death.BEFORE_INTENT, death.AFTER_EFFECT, death.AFTER_ANSWER, death.AFTER_WRITTEN)


class Naive(Work):
    """In one transaction: is it done? Ask the bank. It is done."""

    points = POINTS
    question = "naive"

    def call_the_bank(self) -> None:
        raise AssertionError("each naive job has a bank to call")

    def key(self) -> str:
        return f"naive/{type(self).__name__}/{self.story.seller.pk}"

    def begin(self) -> None:
        self.job("")

    def job(self, point: str) -> None:
        with transaction.atomic():
            if Callback.objects.filter(address=self.key()).exists():
                return
            if point == death.BEFORE_INTENT:
                death.die()
            if point == death.AFTER_EFFECT:
                death.die_after_the_effect()
            self.call_the_bank()
            if point == death.AFTER_ANSWER:
                death.die()
            Callback.objects.create(
                gateway="naive", address=self.key(), body="", body_hash=b"", at=self.story.at
            )
        if point == death.AFTER_WRITTEN:
            death.die()

    def doomed(self, point: str) -> None:
        self.job(point)

    def recover(self) -> None:
        """The job is still in the queue: another worker does it."""
        self.job("")

    def is_stuck(self) -> bool:
        return not Callback.objects.filter(address=self.key()).exists()


class NaiveSend(Naive):
    """A payout whose ids are made when the file is made."""

    def prepare(self) -> None:
        self.sheba = sheba(f"054010268004{self.story.seller.pk:010}")

    def call_the_bank(self) -> None:
        bank, at = ports.our_bank(), self.story.at
        row = Transfer(secrets.token_hex(16), self.sheba, "naive", PAID_UNITS, "naive")
        body = pain_001(bank, secrets.token_hex(16), [row], made_at=at, on=at)
        bank.send(body, "paya")

    def paid(self) -> tuple[int, int]:
        return self.far.paid_to(self.sheba), PAID_UNITS


class NaiveRefund(Naive, Refunding):
    """A refund whose order number is made when the gateway is asked."""

    def call_the_bank(self) -> None:
        gateway = ports.gateway("mellat")
        sale = asking.sale_of(fresh(self.trip.attempt))
        gateway.refund(sale, next_order_id("mellat"), places.PART_UNITS)

    def prepare(self) -> None:
        Refunding.prepare(self)

    def go_on(self) -> None:
        """Nothing else follows."""


NAIVE: tuple[type[Naive], ...] = (NaiveSend, NaiveRefund)

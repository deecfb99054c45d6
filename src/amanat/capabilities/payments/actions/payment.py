"""What is owed: asked for by an upper stair, paid by the bank's word, closed when it ends."""

from django.db import transaction

from amanat.capabilities.payments.events import (
    PaymentClosed,
    PaymentDemanded,
    PaymentSettled,
    PaymentUndone,
)
from amanat.capabilities.payments.models import Attempt, Payment
from amanat.capabilities.payments.refusals import BeingPaid
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import move
from amanat.words.act import Act, Role
from amanat.words.refusal import Invalid, refuse_unless

#  The bank's money is already booked for it: too late to close.
BOOKED = ("verified", "settling")


def our_path(path: str) -> str:
    """The path, when it leads nowhere but to ourselves; Invalid otherwise."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\"))
    refuse_unless(ours and path.isprintable(), Invalid, "next_path")
    return path


@transaction.atomic
def demand(
    act: Act,
    *,
    payer_id: int,
    units: int,
    subject: str,
    credit_account_id: int,
    return_account_id: int,
    hold_id: int,
    party_id: int,
    next_path: str = "/",
) -> Payment:
    """Ask `payer_id` for `units` rial. Paid, they wait in ledger hold `hold_id` for the credit
    account (release) or the return account (refund). `next_path` is where the payer goes after
    the bank; only paths of our own."""
    refuse_unless(units > 0, Invalid, "units")
    payment = Payment(
        payer_id=payer_id,
        units=units,
        subject=subject,
        credit_account_id=credit_account_id,
        return_account_id=return_account_id,
        hold_id=hold_id,
        party_id=party_id,
        next_path=our_path(next_path),
        demanded_at=act.at,
    )
    move(act.wearing(Role.HOUSE), payment, "demand", PaymentDemanded(subject, units))
    return payment


@transaction.atomic
def close(act: Act, *, payment_id: int) -> Payment:
    """Nobody waits for this money any more: a success that comes later is given back.

    Refused with BeingPaid once the bank's money is booked for it.
    """
    payment = Payment.objects.lock(payment_id)
    booked = Attempt.objects.filter(payment=payment, state__in=BOOKED).exists()
    refuse_unless(not booked, BeingPaid)
    event = PaymentClosed(payment.pk, payment.subject)
    move(act.wearing(Role.HOUSE), payment, "close", event)
    return payment


@transaction.atomic
def pay(act: Act, *, payment_id: int) -> Payment:
    """The bank has settled it: from here on the money counts."""
    payment = Payment.objects.lock(payment_id)
    payment.paid_at = act.at
    event = PaymentSettled(payment.pk, payment.subject, payment.units, payment.hold_id)
    move(act, payment, "pay", event)
    return payment


@transaction.atomic
def undo(act: Act, *, payment_id: int) -> Payment:
    """The bank took the money back before it settled: due again, under a new ledger hold."""
    payment = Payment.objects.lock(payment_id)
    payment.hold_id = book.next_id()
    event = PaymentUndone(payment.pk, payment.subject, payment.units, payment.hold_id)
    move(act, payment, "undo", event)
    return payment

"""What is owed: asked for by an upper stair, paid by the bank's word, closed when it ends."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from amanat.capabilities.payments.events import (
    PaymentClosed,
    PaymentDemanded,
    PaymentSettled,
    PaymentUndone,
)
from amanat.capabilities.payments.models import Attempt, Payment
from amanat.capabilities.payments.refusals import BeingPaid
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import Change, move, move_many
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import Invalid, NotFound, refuse, refuse_unless

#  The bank's money is already booked for it: too late to close.
BOOKED = ("verified", "settling")


def our_path(path: str) -> str:
    """The path, when it leads nowhere but to ourselves; Invalid otherwise."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\"))
    refuse_unless(ours and path.isprintable(), Invalid, "next_path")
    return path


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What is asked of one payer; see `demand`."""

    payer_id: int
    units: int
    subject: str
    credit_account_id: int
    return_account_id: int
    hold_id: int
    party_id: int
    next_path: str = "/"


@atomic
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
    asked = Demand(
        payer_id=payer_id, units=units, subject=subject, credit_account_id=credit_account_id,
        return_account_id=return_account_id, hold_id=hold_id, party_id=party_id,
        next_path=next_path,
    )  # fmt: skip
    return demand_many(act, demands=[asked])[0]


@atomic
def demand_many(act: Act, *, demands: Sequence[Demand]) -> list[Payment]:
    """Ask many payers at once, all or none, in their order."""
    asked = [_demanded(act, one) for one in demands]
    changes = [Change(one, PaymentDemanded(one.subject, one.units)) for one in asked]
    move_many(act.wearing(Role.HOUSE), "demand", changes)
    return asked


def _demanded(act: Act, one: Demand) -> Payment:
    refuse_unless(one.units > 0, Invalid, "units")
    our_path(one.next_path)
    return Payment(**asdict(one), demanded_at=act.at)


@atomic
def close(act: Act, *, payment_id: int) -> Payment:
    """Nobody waits for this money any more: a success that comes later is given back.

    Refused with BeingPaid once the bank's money is booked for it.
    """
    closed = close_many(act, payment_ids=[payment_id])
    return closed[0] if closed else refuse(NotFound, "payment_id")


@atomic
def close_many(act: Act, *, payment_ids: Sequence[int]) -> list[Payment]:
    """The same for many, all or none."""
    locked = list(Payment.objects.lock_many(payment_ids).values())
    booked = Attempt.objects.filter(payment__in=locked, state__in=BOOKED).exists()
    refuse_unless(not booked, BeingPaid)
    changes = [Change(one, PaymentClosed(one.pk, one.subject)) for one in locked]
    move_many(act.wearing(Role.HOUSE), "close", changes)
    return locked


@atomic
def pay(act: Act, *, payment_id: int) -> Payment:
    """The bank has settled it: from here on the money counts."""
    payment = Payment.objects.lock(payment_id)
    payment.paid_at = act.at
    event = PaymentSettled(payment.pk, payment.subject, payment.units, payment.hold_id)
    move(act, payment, "pay", event)
    return payment


@atomic
def undo(act: Act, *, payment_id: int) -> Payment:
    """The bank took the money back before it settled: due again, under a new ledger hold."""
    payment = Payment.objects.lock(payment_id)
    payment.hold_id = book.next_id()
    event = PaymentUndone(payment.pk, payment.subject, payment.units, payment.hold_id)
    move(act, payment, "undo", event)
    return payment

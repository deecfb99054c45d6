"""Money waits here between two people. Each verb settles a whole hold, all its parts together."""

from django.db import transaction

from amanat.capabilities.escrow.events import (
    HoldDropped,
    HoldFilled,
    HoldFrozen,
    HoldFunded,
    HoldPromised,
    HoldRefunded,
    HoldReleased,
    HoldThawed,
)
from amanat.capabilities.escrow.models import Hold, Part
from amanat.capabilities.escrow.refusals import BankIsAnswering
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments import queries as accounts
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import move, record, subject_of
from amanat.words.act import Act
from amanat.words.money import Money
from amanat.words.refusal import refuse_unless


@transaction.atomic
def promise(
    act: Act,
    *,
    subject: str,
    payer_id: int,
    payee_id: int,
    parts: list[Money],
    fee: Money,
    next_path: str,
    number: int = 1,
) -> Hold:
    """Open a hold that waits for its payments; each part becomes a demand on the payer."""
    units = sum(part.units for part in parts)
    hold = Hold(subject=subject, number=number, payer_id=payer_id, payee_id=payee_id,
                units=units, fee_units=fee.units)  # fmt: skip
    move(act, hold, "promise", HoldPromised(subject, units))
    for place, part in enumerate(parts, start=1):
        _demand(act, hold, place, part, next_path)
    return hold


def _demand(act: Act, hold: Hold, place: int, part: Money, next_path: str) -> None:
    payment = payments.demand(
        act,
        payer_id=hold.payer_id,
        units=part.units,
        subject=subject_of(hold),
        credit_account_id=accounts.payable_account_id(hold.payee_id),
        return_account_id=accounts.refundable_account_id(hold.payer_id),
        hold_id=book.next_id(),
        party_id=hold.payee_id,
        next_path=next_path,
    )
    Part.objects.create(hold=hold, number=place, payment_id=payment.pk, units=part.units)


@transaction.atomic
def fund(act: Act, *, payment_id: int) -> Hold:
    """One payment is settled: note its part; the last part makes the hold held."""
    part = Part.objects.get(payment_id=payment_id)
    hold = Hold.objects.lock(part.hold_id)
    Part.objects.filter(pk=part.pk).update(is_paid=True)
    missing = sum(one.units for one in hold.parts.filter(is_paid=False))
    if missing:
        record(act, HoldFilled(hold.subject, part.units, missing), subject=hold)
    else:
        move(act, hold, "fund", HoldFunded(hold.subject, hold.units))
    return hold


@transaction.atomic
def drop(act: Act, *, hold_id: int) -> Hold:
    """Give up a hold that is not fully paid: unpaid parts are closed, paid ones go back."""
    hold = Hold.objects.lock(hold_id)
    parts = _parts(hold)
    refuse_unless(
        not any(accounts.is_being_paid(part.payment_id) for part in parts if not part.is_paid),
        BankIsAnswering,
    )
    paid = [part for part in parts if part.is_paid]
    for part in parts:
        if not part.is_paid:
            payments.close(act, payment_id=part.payment_id)
    move(act, hold, "drop", HoldDropped(hold.subject, sum(part.units for part in paid)))
    _step(act, hold, paid, book.StepKind.REFUND)
    return hold


@transaction.atomic
def release(act: Act, *, hold_id: int) -> Hold:
    """The condition is met: the payee gets the money, the platform its fee."""
    hold = Hold.objects.lock(hold_id)
    move(act, hold, "release",
         HoldReleased(hold.subject, hold.units - hold.fee_units, hold.fee_units))  # fmt: skip
    _step(act, hold, _parts(hold), book.StepKind.RELEASE)
    return hold


@transaction.atomic
def refund(act: Act, *, hold_id: int) -> Hold:
    """The condition failed: the payer gets everything back, and no fee is taken."""
    hold = Hold.objects.lock(hold_id)
    move(act, hold, "refund", HoldRefunded(hold.subject, hold.units))
    _step(act, hold, _parts(hold), book.StepKind.REFUND)
    return hold


@transaction.atomic
def freeze(act: Act, *, hold_id: int) -> Hold:
    """Nobody moves this money until the quarrel is settled."""
    hold = Hold.objects.lock(hold_id)
    move(act, hold, "freeze", HoldFrozen(hold.subject))
    _step(act, hold, _parts(hold), book.StepKind.FREEZE)
    return hold


@transaction.atomic
def thaw(act: Act, *, hold_id: int) -> Hold:
    """The quarrel is settled; the verb that follows says where the money goes."""
    hold = Hold.objects.lock(hold_id)
    move(act, hold, "thaw", HoldThawed(hold.subject))
    _step(act, hold, _parts(hold), book.StepKind.UNFREEZE)
    return hold


def _parts(hold: Hold) -> list[Part]:
    return list(hold.parts.select_related("payment"))


def _step(act: Act, hold: Hold, parts: list[Part], kind: book.StepKind) -> None:
    """One ledger step for every part, all or nothing. The fee comes out of the first parts."""
    if not parts:
        return
    states = book.hold_states([part.payment.hold_id for part in parts])
    fee_left = hold.fee_units if kind is book.StepKind.RELEASE else 0
    steps = []
    for part in parts:
        turn = states[part.payment.hold_id].turns + 1
        fee = min(fee_left, part.units)
        fee_left -= fee
        steps.append(book.Step(part.payment.hold_id, turn, kind, fee_units=fee))
    turn = steps[0].turn
    book.write(act, *steps, key=f"hold/{hold.pk}/{kind.name.lower()}/{turn}")


@transaction.atomic
def pay_the_payee(act: Act, *, hold_id: int) -> None:
    """Order the payout of a released hold; the ledger already owes it to the payee."""
    hold = Hold.objects.lock(hold_id)
    assert hold.state == "released", "Only a released hold is paid out."
    payments.pay_out(
        act,
        person_id=hold.payee_id,
        units=hold.units - hold.fee_units,
        subject=subject_of(hold),
        key=f"hold/{hold.pk}/payout",
    )


@transaction.atomic
def send_back(act: Act, *, hold_id: int) -> None:
    """Order the refund of every paid part, each to the card or account it came from."""
    hold = Hold.objects.lock(hold_id)
    assert hold.state in {"refunded", "dropped"}, "Only a returned hold is sent back."
    for part in hold.parts.filter(is_paid=True):
        payments.refund(act, payment_id=part.payment_id, units=part.units, purpose=subject_of(hold))

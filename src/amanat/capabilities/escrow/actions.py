"""Money waits here between two people. Each verb settles a whole hold, all its parts together."""

from datetime import datetime, timedelta

from amanat.capabilities.escrow.events import (
    HoldDropped,
    HoldFilled,
    HoldFrozen,
    HoldFunded,
    HoldPromised,
    HoldRefunded,
    HoldReleased,
    HoldSplit,
    HoldThawed,
)
from amanat.capabilities.escrow.models import Hold, Part
from amanat.capabilities.escrow.refusals import BankIsAnswering, SplitDoesNotAddUp
from amanat.capabilities.escrow.rules import Split, spread
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments import queries as accounts
from amanat.capabilities.payments import refusals as no
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import move, record, subject_of
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.money import Money
from amanat.words.refusal import refuse_unless


@atomic
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
    _check_free(subject)
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


@atomic
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


@atomic
def drop(act: Act, *, hold_id: int) -> Hold:
    """Give up a hold that is not fully paid: unpaid parts are closed, paid ones go back."""
    hold = Hold.objects.lock(hold_id)
    parts = _parts(hold)
    refuse_unless(
        not any(accounts.is_being_paid(part.payment_id) for part in parts if not part.is_paid),
        BankIsAnswering,
    )
    paid = [part for part in parts if part.is_paid]
    if paid:
        _check_free(hold.subject)
    for part in parts:
        if not part.is_paid:
            payments.close(act, payment_id=part.payment_id)
    move(act, hold, "drop", HoldDropped(hold.subject, sum(part.units for part in paid)))
    _step(act, hold, paid, book.StepKind.REFUND)
    return hold


@atomic
def release(act: Act, *, hold_id: int) -> Hold:
    """The condition is met: the payee gets the money, the platform its fee."""
    hold = Hold.objects.lock(hold_id)
    _check_free(hold.subject)
    move(act, hold, "release",
         HoldReleased(hold.subject, hold.units - hold.fee_units, hold.fee_units))  # fmt: skip
    _step(act, hold, _parts(hold), book.StepKind.RELEASE)
    return hold


@atomic
def refund(act: Act, *, hold_id: int) -> Hold:
    """The condition failed: the payer gets everything back, and no fee is taken."""
    hold = Hold.objects.lock(hold_id)
    _check_free(hold.subject)
    move(act, hold, "refund", HoldRefunded(hold.subject, hold.units))
    _step(act, hold, _parts(hold), book.StepKind.REFUND)
    return hold


@atomic
def split(act: Act, *, hold_id: int, share: Split) -> Hold:
    """Part of it is the payee's, with the fee on that part; the payer gets the rest back."""
    hold = Hold.objects.lock(hold_id)
    _check_free(hold.subject)
    refuse_unless(share.units == hold.units, SplitDoesNotAddUp, held=hold.units)
    refuse_unless(share.paid_units > 0 and share.returned_units > 0, SplitDoesNotAddUp)
    hold.split_paid_units, hold.split_fee_units = share.paid_units, share.fee_units
    event = HoldSplit(hold.subject, share.paid_units, share.fee_units, share.returned_units)
    move(act, hold, "split", event)
    _step(act, hold, _parts(hold), book.StepKind.SPLIT)
    return hold


@atomic
def freeze(act: Act, *, hold_id: int) -> Hold:
    """Nobody moves this money until the quarrel is settled."""
    hold = Hold.objects.lock(hold_id)
    move(act, hold, "freeze", HoldFrozen(hold.subject))
    _step(act, hold, _parts(hold), book.StepKind.FREEZE)
    return hold


@atomic
def thaw(act: Act, *, hold_id: int) -> Hold:
    """The quarrel is settled; the verb that follows says where the money goes."""
    hold = Hold.objects.lock(hold_id)
    move(act, hold, "thaw", HoldThawed(hold.subject))
    _step(act, hold, _parts(hold), book.StepKind.UNFREEZE)
    return hold


@atomic
def keep(act: Act, *, subject: str, key: str) -> None:
    """By an order from above nothing of this subject's money leaves: not by a decision here, not
    by a payout or refund that is queued already. Whatever else is decided, the money stays."""
    payments.block(act, subject=subject, key=key)
    for hold in Hold.objects.select_for_update().filter(subject=subject).order_by("pk"):
        payments.block(act, subject=subject_of(hold), key=key)


@atomic
def let_go(act: Act, *, subject: str, key: str) -> None:
    """The order is lifted: what was decided meanwhile goes on."""
    payments.unblock(act, subject=subject, key=key)
    for hold in Hold.objects.select_for_update().filter(subject=subject).order_by("pk"):
        payments.unblock(act, subject=subject_of(hold), key=key)


def _check_free(subject: str) -> None:
    """Refuse while an order keeps this money, at the moment it would move."""
    refuse_unless(not accounts.is_blocked(subject), no.KeptForACheck)


def _parts(hold: Hold) -> list[Part]:
    return list(hold.parts.select_related("payment"))


def _step(act: Act, hold: Hold, parts: list[Part], kind: book.StepKind) -> None:
    """One ledger step for every part, all or nothing. The fee comes out of the first parts."""
    if not parts:
        return
    states = book.hold_states([part.payment.hold_id for part in parts])
    shares = _shares(hold, parts)
    takes_fee = kind in {book.StepKind.RELEASE, book.StepKind.SPLIT}
    steps = [
        book.Step(
            part.payment.hold_id,
            states[part.payment.hold_id].turns + 1,
            kind,
            paid_units=share.paid_units if kind is book.StepKind.SPLIT else 0,
            fee_units=share.fee_units if takes_fee else 0,
        )
        for part, share in zip(parts, shares, strict=True)
    ]
    turn = steps[0].turn
    book.write(act, *steps, key=f"hold/{hold.pk}/{kind.name.lower()}/{turn}")


def _shares(hold: Hold, parts: list[Part]) -> list[Split]:
    """How the hold's end lies over these parts; a dropped hold's paid parts go back whole."""
    if hold.state not in {"released", "split"}:
        return [Split(0, 0, part.units) for part in parts]
    return spread(hold.ended_as, [part.units for part in parts])


@atomic
def pay_the_payee(
    act: Act,
    *,
    hold_id: int,
    ended_at: datetime | None = None,
    wait: timedelta = timedelta(),
) -> None:
    """Order the payout of a released or split hold; the ledger already owes it to the payee.

    The promise counts from `ended_at`, when the hold ended, and else from now; `wait` longer when
    the payee has to.
    """
    hold = Hold.objects.lock(hold_id)
    assert hold.state in {"released", "split"}, "Only what was released is paid out."
    payments.pay_out(
        act,
        person_id=hold.payee_id,
        units=hold.ended_as.paid_units,
        subject=subject_of(hold),
        key=f"hold/{hold.pk}/payout",
        ended_at=(ended_at or act.at) + wait,
    )


@atomic
def send_back(act: Act, *, hold_id: int) -> None:
    """Order the refund of every paid part, each to the card or account it came from."""
    hold = Hold.objects.lock(hold_id)
    assert hold.state in {"refunded", "dropped", "split"}, "Only what went back is sent back."
    parts = list(hold.parts.filter(is_paid=True))
    for part, share in zip(parts, _shares(hold, parts), strict=True):
        back = share.returned_units
        if back:
            payments.refund(act, payment_id=part.payment_id, units=back, purpose=subject_of(hold))

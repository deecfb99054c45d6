"""One try to pay. Each verb of the machine, in the order of its life.

A verb locks the attempt, then its payment: one row decides between two tabs, two workers, a
callback and the clock.
"""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from amanat.capabilities.payments import events, ports
from amanat.capabilities.payments.actions import booking
from amanat.capabilities.payments.actions import payment as payments
from amanat.capabilities.payments.actions import refund as refunds
from amanat.capabilities.payments.actions.intent import intend
from amanat.capabilities.payments.actions.locks import finance_only
from amanat.capabilities.payments.actions.locks import lock_attempt as lock
from amanat.capabilities.payments.actions.payment import our_path
from amanat.capabilities.payments.models import Attempt, Call, Payment
from amanat.capabilities.payments.queries import parameters
from amanat.capabilities.payments.queries.gateways import best
from amanat.capabilities.payments.queries.orders import next_order_id
from amanat.capabilities.payments.refusals import (
    AmountNotPayable,
    BeingPaid,
    NoSuchGateway,
    PaymentOver,
)
from amanat.capabilities.payments.rules import timing
from amanat.capabilities.payments.states import AT_BANK, LIVE
from amanat.kernel.log.moves import move, record
from amanat.kernel.questions import question
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import NotYours, refuse, refuse_unless


def step(
    act: Act,
    attempt_id: int,
    verb: str,
    event: type[events.AttemptMoved],
    code: str = "",
    due_at: datetime | None = None,
    **changes: Any,
) -> Attempt:
    """Most steps of an attempt: lock, note what the bank said, move."""
    _, attempt = lock(attempt_id)
    attempt.code = code or attempt.code
    for name, value in changes.items():
        setattr(attempt, name, value)
    move(act, attempt, verb, event(attempt.payment_id, attempt.code), due_at=due_at)
    return attempt


def alarm(act: Act, attempt: Attempt, why: str, code: str = "") -> None:
    """Tell a person once that this attempt needs one; the clock goes on meanwhile."""
    if attempt.alarmed_at is None:
        attempt.alarmed_at = act.at
        attempt.save(update_fields=["alarmed_at"])
        record(act, events.GatewayAlarmed(attempt.gateway, why, code), subject=attempt)


@atomic
def start(act: Act, *, payment_id: int, gateway: str = "", next_path: str = "") -> Attempt:
    """The payer wants to pay. An attempt already open at the bank is given back as it is.

    `gateway` is the payer's choice; without one it is the first that answers.
    `next_path` is where the payer goes afterwards, instead of what the demand said.
    Refused while the bank's answer to an earlier attempt is open (BeingPaid), and when nothing
    is due any more (PaymentOver).
    """
    payment = Payment.objects.lock(payment_id)
    refuse_unless(act.by == payment.payer_id, NotYours)
    refuse_unless(payment.state == "due", PaymentOver)
    if next_path:
        payment.next_path = our_path(next_path)
        payment.save(update_fields=["next_path"])
    live = _live(payment.pk).first()
    if live is not None:
        return live if live.state in ("created", *AT_BANK) else refuse(BeingPaid)
    gateway = gateway or best(act.at, payment)
    refuse_unless(ports.is_known(gateway), NoSuchGateway, "gateway")
    _check_amount(payment.units, gateway, act.at)
    attempt = Attempt(
        payment=payment,
        gateway=gateway,
        order_id=next_order_id(gateway),
        amount_units=payment.units,
        started_at=act.at,
    )
    due_at = act.at + timing.CREATED_WAIT
    move(act.wearing(Role.PERSON), attempt, "start", events.AttemptStarted(payment.pk),
         due_at=due_at)  # fmt: skip
    intend(act, "start", attempt=attempt)
    return attempt


@question
def _live(payment_id: int) -> QuerySet[Attempt]:
    return Attempt.objects.filter(payment_id=payment_id, state__in=LIVE)


def _check_amount(units: int, gateway: str, at: datetime) -> None:
    floor = ports.gateway(gateway).floor_units
    ceiling = parameters.units(f"gateway_ceiling_units:{gateway}", at)
    fits = floor <= units <= ceiling
    refuse_unless(fits, AmountNotPayable, floor_units=floor, ceiling_units=ceiling)


@atomic
def issue(act: Act, *, attempt_id: int, ref_id: str = "") -> Attempt:
    """The bank gave its token."""
    due_at = act.at + timing.TOKEN_LIFE
    return step(act, attempt_id, "issue", events.TokenIssued, due_at=due_at, ref_id=ref_id)


@atomic
def misconfigure(act: Act, *, attempt_id: int, code: str = "") -> Attempt:
    """No token came. Nobody can pay with what was never handed out, so no money can move."""
    return step(act, attempt_id, "misconfigure", events.AttemptNotStarted, code)


@atomic
def redirect(act: Act, *, attempt_id: int) -> Attempt:
    """The payer leaves for the bank."""
    payment, attempt = lock(attempt_id)
    refuse_unless(act.by == payment.payer_id, NotYours)
    if attempt.state == "redirected":
        return attempt  # The same page again, for a payer who came back and goes once more.
    event = events.PayerSentToBank(payment.pk)
    move(act.wearing(Role.PERSON), attempt, "redirect", event, due_at=act.at + timing.AT_BANK_LIFE)
    return attempt


@atomic
def expire(act: Act, *, attempt_id: int) -> Attempt:
    """Nobody came back in time. What was never verified goes back to the card by itself.

    Where the bank can be asked by the token, it is asked first: the payer may have paid.
    """
    payment, attempt = lock(attempt_id)
    asks = ports.MAKERS[attempt.gateway].inquires_by_token and attempt.state == "redirected"
    if asks and attempt.tries < timing.MOST_LOOKS and not _is_known_unpaid(attempt):
        attempt.tries += 1
        due_at = act.at + timing.LOOK_BEFORE_EXPIRY
        move(act, attempt, "pursue", events.GatewayAsked(payment.pk, "inquiry"), due_at=due_at)
        intend(act, "inquiry", attempt=attempt)
        return attempt
    return step(act, attempt_id, "expire", events.TokenExpired)


def _is_known_unpaid(attempt: Attempt) -> bool:
    """Whether the bank itself has said, a moment ago, that nothing is paid yet."""
    last = Call.objects.filter(attempt=attempt, name="inquiry").order_by("-pk").first()
    return last is not None and bool(last.code)


@atomic
def decline(act: Act, *, attempt_id: int, code: str = "") -> Attempt:
    """The bank said no, for certain."""
    return step(act, attempt_id, "decline", events.PaymentDeclined, code)


@atomic
def cancel(act: Act, *, attempt_id: int, code: str = "") -> Attempt:
    """The payer gave up at the bank."""
    return step(act, attempt_id, "cancel", events.PaymentCancelled, code)


@atomic
def spoil(act: Act, *, attempt_id: int, code: str = "") -> Attempt:
    """What came back does not fit this attempt: no bank is asked about it."""
    return step(act, attempt_id, "spoil", events.CallbackRefused, code)


@atomic
def come_back(act: Act, *, attempt_id: int, reference: str = "", card_mask: str = "") -> Attempt:
    """The payer is back with a success that fits; now the bank itself is asked."""
    return step(
        act, attempt_id, "come_back", events.PayerCameBack, due_at=act.at,
        returned_at=act.at, sale_reference_id=reference, card_mask=card_mask,
    )  # fmt: skip


@atomic
def verify(
    act: Act, *, attempt_id: int, code: str = "", card_mask: str = "", reference: str = ""
) -> Attempt:
    """The bank confirms the sale: the money is booked and waits in the payment's hold."""
    payment, attempt = lock(attempt_id)
    attempt.sale_reference_id = attempt.sale_reference_id or reference
    attempt.code, attempt.money_in, attempt.verified_at = code, Attempt.HOLD, act.at
    attempt.card_mask = card_mask or attempt.card_mask  # The bank itself knows better.
    move(act, attempt, "verify", events.PaymentVerified(payment.pk, code), due_at=act.at)
    booking.hold(act, payment, attempt)
    return attempt


@atomic
def lose(act: Act, *, attempt_id: int, code: str = "") -> Attempt:
    """Verifying did not end; from here on the bank is only asked what happened."""
    return step(act, attempt_id, "lose", events.PaymentUnclear, code, due_at=act.at)


@atomic
def orphan(act: Act, *, attempt_id: int, code: str = "", is_booked: bool = False,
           **found: Any) -> Attempt:  # fmt: skip
    """A success nobody waits for. Verified, it stands in suspense; unverified, it goes back by
    itself and we look that it does."""
    attempt = step(act, attempt_id, "orphan", events.PaymentOrphaned, code,
                   due_at=_look_again(act.at, is_booked), **found)  # fmt: skip
    return _suspend(act, attempt) if is_booked else attempt


@atomic
def mismatch(act: Act, *, attempt_id: int, code: str = "", is_booked: bool = False,
             **found: Any) -> Attempt:  # fmt: skip
    """Another amount than ours, or a story that contradicts itself: kept apart, given back."""
    attempt = step(act, attempt_id, "mismatch", events.PaymentMismatched, code,
                   due_at=_look_again(act.at, is_booked), **found)  # fmt: skip
    return _suspend(act, attempt) if is_booked else attempt


def _look_again(at: datetime, is_booked: bool) -> datetime:
    return at if is_booked else at + timing.CHECK_IT_WENT_BACK


def _suspend(act: Act, attempt: Attempt) -> Attempt:
    attempt.money_in, attempt.verified_at = Attempt.SUSPENSE, act.at
    attempt.save(update_fields=["money_in", "verified_at"])
    booking.suspend(act, attempt)
    return attempt


@atomic
def auto_reverse(act: Act, *, attempt_id: int, code: str = "") -> Attempt:
    """The bank gave the money back by itself; what was booked is taken out again."""
    payment, attempt = lock(attempt_id)
    was, attempt.money_in = attempt.money_in, Attempt.NOWHERE
    attempt.code = code
    move(act, attempt, "auto_reverse", events.BankTookBack(payment.pk, code))
    if was == Attempt.HOLD:
        booking.unhold(act, payment, attempt)
        payments.undo(act, payment_id=payment.pk)
    elif was == Attempt.SUSPENSE:
        booking.unsuspend(act, attempt)
    return attempt


@atomic
def settle(act: Act, *, attempt_id: int, code: str = "") -> Attempt:
    """The bank will pay it to us: the payment counts, or a success nobody waits for is refunded."""
    payment, attempt = lock(attempt_id)
    attempt.code, attempt.settled_at = code, act.at
    move(act, attempt, "settle", events.AttemptSettled(payment.pk, code))
    booking.settled(act, attempt)
    if attempt.money_in == Attempt.HOLD:
        payments.pay(act, payment_id=payment.pk)
    else:
        refunds.refund_orphan(act, attempt)
    return attempt


@atomic
def give_back(act: Act, *, attempt_id: int, code: str = "") -> Attempt:
    """Ask the bank to return this sale to the card."""
    return step(act, attempt_id, "give_back", events.ReversalStarted, code, due_at=act.at,
                asked_since=act.at, tries=0)  # fmt: skip


@atomic
def reverse(act: Act, *, attempt_id: int, code: str = "") -> Attempt:
    """The money is back on the card."""
    payment, attempt = lock(attempt_id)
    was, attempt.money_in = attempt.money_in, Attempt.NOWHERE
    attempt.code = code or attempt.code
    move(act, attempt, "reverse", events.PaymentReversed(payment.pk, attempt.code))
    if was == Attempt.SUSPENSE:
        booking.unsuspend(act, attempt)
    return attempt


@atomic
def fail_to_reverse(act: Act, *, attempt_id: int, code: str = "") -> Attempt:
    """The bank no longer reverses it: it has to be taken in first, and refunded then."""
    due_at = act.at + timing.SETTLE_ANYWAY_WAIT
    attempt = step(act, attempt_id, "fail_to_reverse", events.ReversalFailed, code, due_at=due_at)
    alarm(act, attempt, "reversal failed", code)
    return attempt


@atomic
def settle_anyway(act: Act, *, attempt_id: int) -> Attempt:
    """Take in what cannot be reversed; once it is settled it is refunded."""
    if act.role is not Role.CLOCK:
        finance_only(act)
    _, attempt = lock(attempt_id)
    if attempt.money_in == Attempt.NOWHERE:
        attempt.money_in, attempt.verified_at = Attempt.SUSPENSE, attempt.verified_at or act.at
        booking.suspend(act, attempt)
    attempt.asked_since, attempt.tries = act.at, 0
    event = events.GatewayAsked(attempt.payment_id, "settle")
    move(act, attempt, "settle_anyway", event, due_at=act.at)
    return attempt

"""Money back to whoever paid: by the gateway, else by Paya to his own account, else by a person.

The units leave the payer's refundable account when the refund is queued, so that nobody refunds
them twice; they stand in `refund_in_transit` until the bank confirms.
"""

from datetime import datetime

from amanat.capabilities.payments import events, ports
from amanat.capabilities.payments.actions import payout as payouts
from amanat.capabilities.payments.actions.intent import intend, was_asked
from amanat.capabilities.payments.actions.locks import finance_only
from amanat.capabilities.payments.models import Attempt, Call, Payment, Refund
from amanat.capabilities.payments.ports.gateway import Answer
from amanat.capabilities.payments.queries import (
    accounts,
    is_blocked,
    is_halted,
    parameters,
)
from amanat.capabilities.payments.queries.orders import next_order_id
from amanat.capabilities.payments.refusals import KeptForACheck, NothingToRefund, TooMuchRefunded
from amanat.capabilities.payments.rules import routes
from amanat.capabilities.payments.rules.answers import Kind
from amanat.capabilities.payments.rules.payouts import BLOCK_WAIT, HALT_WAIT
from amanat.capabilities.people import queries as people
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.event import Event
from amanat.words.refusal import refuse, refuse_unless

ORPHAN = "orphan"
QUESTION = "refund"
#  How a gateway says that it did this the first time we asked.
DONE_BEFORE = {QUESTION: Kind.DUPLICATE, routes.REVERSAL: Kind.REVERSED}


@atomic
def refund(act: Act, *, payment_id: int, units: int, purpose: str) -> Refund:
    """Give `units` of a paid payment back out of the payer's refundable account.

    Refused with NothingToRefund when it was never paid, TooMuchRefunded above what is left, and
    OverLimit when the payer's refundable account does not hold that much.
    """
    paid = Attempt.objects.filter(payment_id=payment_id, state="settled", money_in=Attempt.HOLD)
    attempt = paid.select_for_update().first() or refuse(NothingToRefund)
    payment = Payment.objects.lock(payment_id)
    return queue_refund(act, payment, attempt, units, purpose, payment.return_account_id)


def refund_orphan(act: Act, attempt: Attempt) -> Refund:
    """Give a success back that nobody waited for and that could not be reversed."""
    source = accounts.suspense_account_id()
    return queue_refund(act, attempt.payment, attempt, attempt.amount_units, ORPHAN, source)


def queue_refund(
    act: Act, payment: Payment, attempt: Attempt, units: int, purpose: str, source_id: int
) -> Refund:
    """Set the units aside and note the routes to try. Payment and attempt are locked."""
    left = attempt.amount_units - attempt.refunded_units
    refuse_unless(0 < units <= left, TooMuchRefunded, "units", left_units=left)
    attempt.refunded_units += units
    attempt.save(update_fields=["refunded_units"])
    earlier = Refund.objects.filter(payment=payment, purpose=purpose).count()
    one = Refund(
        payment=payment,
        attempt=attempt,
        purpose=purpose,
        sequence=earlier + 1,
        units=units,
        routes_left=list(roads(attempt.gateway)),
        asked_at=act.at,
    )
    _move(act.wearing(Role.HOUSE), one, "queue_refund", events.RefundQueued, due_at=act.at)
    transfer = book.Transfer(source_id, accounts.refunding_account_id(), units, "refund")
    book.write(act, transfer, key=f"refund/{one.pk}/queued")
    return send_refund(act.wearing(Role.CLOCK), refund_id=one.pk)  # Due at once.


def _move(
    act: Act,
    one: Refund,
    verb: str,
    event: type[events.RefundMoved],
    due_at: datetime | None = None,
) -> Refund:
    """Refunds of orphans have a fact of their own: nothing above waits for them."""
    fact: Event = event(one.payment_id, one.payment.subject, one.units)
    if one.purpose == ORPHAN:
        fact = events.OrphanRefundMoved(one.payment_id, event.__name__, one.units)
    move(act, one, verb, fact, due_at=due_at)
    return one


@atomic
def send_refund(act: Act, *, refund_id: int) -> Refund:
    """Take the next route; or ask the gateway again under the same order number.

    The bank refuses a second refund of one order number, so asking again cannot pay twice.
    """
    one = Refund.objects.lock(refund_id)
    if is_halted():
        return hold_back_refund(act, refund_id=refund_id)
    if one.state == "sending":
        return _ask_again(act, one)
    if is_blocked(one.payment.subject):
        return hold_back_refund(act, refund_id=refund_id)
    if not one.routes_left:
        return give_up(act, refund_id=refund_id)
    gateway = one.attempt.gateway
    one.route, *one.routes_left = one.routes_left
    if one.route == routes.REVERSAL and not _may_reverse(act, one):
        one.route, *one.routes_left = one.routes_left
    if one.route == routes.GATEWAY and one.units < ports.gateway(gateway).refund_floor_units:
        one.route, *one.routes_left = one.routes_left
    if one.route == routes.PAYA:
        one.save(update_fields=["route", "routes_left"])
        return hand_to_paya(act, refund_id=refund_id)
    if one.route == routes.REVERSAL:
        return _ask_first(act, one, routes.REVERSAL)
    one.order_id = next_order_id(gateway)
    return _ask_first(act, one, QUESTION)


def roads(gateway: str) -> tuple[str, ...]:
    """The roads from this gateway back to the payer, in order."""
    one = ports.gateway(gateway)
    if one.refunds_parts:
        return routes.AFTER_SETTLE
    return routes.REVERSAL_FIRST if one.refunds_later else routes.ALL_OR_NOTHING


def _may_reverse(act: Act, one: Refund) -> bool:
    """All of it, and inside our own strict window."""
    attempt = one.attempt
    assert attempt.verified_at is not None, "Only what was verified is refunded."
    window = parameters.reversal_window(attempt.gateway, act.at)
    in_time = routes.may_reverse(attempt.verified_at, act.at, window)
    return one.units == attempt.amount_units and in_time


def _ask_first(act: Act, one: Refund, question: str) -> Refund:
    one.tries = 1
    _move(act, one, "send_refund", events.RefundSent, due_at=act.at + routes.REFUND_STEP)
    intend(act, question, refund=one)
    return one


@atomic
def hold_back_refund(act: Act, *, refund_id: int) -> Refund:
    """It is blocked, or everything is halted: ask no bank yet, and look again later."""
    one = Refund.objects.lock(refund_id)
    due_at = act.at + (HALT_WAIT if is_halted() else BLOCK_WAIT)
    return _move(act, one, "hold_back_refund", events.RefundHeldBack, due_at=due_at)


@atomic
def let_refund_out(act: Act, *, refund_id: int) -> Refund:
    """No block is left: it is sent at once."""
    one = Refund.objects.lock(refund_id)
    house = act.wearing(Role.HOUSE)
    return _move(house, one, "let_refund_out", events.RefundLetOut, due_at=act.at)


def _ask_again(act: Act, one: Refund) -> Refund:
    """Not knowing is no reason to stop asking, nor to take another road: that could pay twice."""
    one.tries += 1
    is_stuck = one.tries == routes.REFUND_TRIES
    event = events.RefundStuck if is_stuck else events.RefundAsked
    _move(act, one, "send_refund", event, due_at=routes.ask_again(one.tries, act.at))
    intend(act, routes.REVERSAL if one.route == routes.REVERSAL else QUESTION, refund=one)
    return one


def about_refund(act: Act, call: Call, answer: Answer) -> None:
    """Hear what the gateway says about a refund."""
    assert call.refund_id is not None
    one = Refund.objects.lock(call.refund_id)
    if one.state != "sending":
        return
    one.code, one.reference = answer.code, answer.reference or one.reference
    one.save(update_fields=["code", "reference"])
    is_done_before = answer.kind is DONE_BEFORE[call.name]
    if answer.kind is Kind.OK or (is_done_before and was_asked(call, refund=one)):
        confirm_refund(act, refund_id=one.pk)
    elif is_done_before:
        return  # The road may have carried the first question twice: the second one will tell.
    elif routes.is_closed(one.attempt.gateway, answer.code):
        reroute(act, refund_id=one.pk)
    elif answer.code == routes.ABSENT and one.tries < routes.REFUND_TRIES:
        return  # Perhaps not yet. It is never asked for a second time; in the end a person looks.
    elif answer.kind not in (Kind.UNKNOWN, Kind.CONFIG):
        give_up(act, refund_id=one.pk)


@atomic
def confirm_refund(act: Act, *, refund_id: int) -> Refund:
    """The gateway gave it back to the card, out of what it owes us."""
    one = Refund.objects.lock(refund_id)
    one.done_at = act.at
    _move(act, one, "confirm_refund", events.RefundSettled)
    gateway = accounts.receivable_account_id(one.attempt.gateway)
    transfer = book.Transfer(accounts.refunding_account_id(), gateway, one.units, "refunded")
    book.write(act, transfer, key=f"refund/{one.pk}/confirmed")
    return one


@atomic
def reroute(act: Act, *, refund_id: int) -> Refund:
    """This road is closed, for certain: take the next one."""
    one = Refund.objects.lock(refund_id)
    return _move(act, one, "reroute", events.RefundRerouted, due_at=act.at)


@atomic
def hand_to_paya(act: Act, *, refund_id: int) -> Refund:
    """Send it to the payer's own checked account; without one he is asked to name it."""
    return _put_on_the_rail(act, Refund.objects.lock(refund_id), "hand_to_paya")


@atomic
def refund_by_paya(act: Act, *, refund_id: int) -> Refund:
    """Finance sends a stuck refund to the payer's own account."""
    finance_only(act)
    one = Refund.objects.lock(refund_id)
    refuse_unless(not is_blocked(one.payment.subject), KeptForACheck)
    return _put_on_the_rail(act, one, "refund_by_paya")


def _put_on_the_rail(act: Act, one: Refund, verb: str) -> Refund:
    has_account = people.payable_account(one.payment.payer_id, act.at) is not None
    _move(act, one, verb, events.RefundSent if has_account else events.RefundNeedsAccount)
    payouts.pay_refund(act, one)
    return one


@atomic
def land_refund(act: Act, *, refund_id: int) -> Refund:
    """Paya brought it to the payer's account; after a return days later, to another one."""
    one = Refund.objects.lock(refund_id)
    if one.state == "confirmed":
        return one
    one.done_at = act.at
    return _move(act, one, "land_refund", events.RefundSettled)


@atomic
def give_up(act: Act, *, refund_id: int) -> Refund:
    """No road is left that a machine may take: a person decides. The money stays set aside."""
    one = Refund.objects.lock(refund_id)
    return _move(act, one, "give_up", events.RefundStuck)

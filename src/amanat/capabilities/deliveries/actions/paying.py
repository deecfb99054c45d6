"""What a delay cost is paid: off the last payment, by the maker, or out of the project's account.

Every rial goes into what we owe the buyer, in the ledger, and from there to their own account.
"""

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.deliveries.events import (
    CompensationAsked,
    CompensationPaid,
    CompensationTaken,
)
from amanat.capabilities.deliveries.models import Delivery
from amanat.capabilities.deliveries.refusals import NothingOwed
from amanat.capabilities.deliveries.states import DELIVERY, OWING
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments import queries as accounts
from amanat.capabilities.projects import actions as projects
from amanat.capabilities.ranks import actions as ranks
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import move, subject_of
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.powers import SELL
from amanat.words.refusal import refuse_unless


def net(act: Act, one: Delivery) -> None:
    """Give the buyer back, out of what they just paid, what the maker owes them for the delay."""
    if min(one.left_units, one.due_units) > 0:
        one.netted_units += _from_account(act, one, min(one.left_units, one.due_units), "net")


def _from_account(act: Act, one: Delivery, units: int, step: str) -> int:
    """Up to `units` of this contract's own money, on its way to the buyer; answers how much."""
    given = projects.give_back(
        act.wearing(Role.HOUSE), permit_id=one.permit_id, subject=f"contract:{one.contract_id}",
        units=units, to_account_id=accounts.payable_account_id(one.buyer_id),
    )  # fmt: skip
    if given:
        _pay_out(act, one, given, step)
    return given


def _pay_out(act: Act, one: Delivery, units: int, step: str) -> None:
    payments.pay_out(
        act.wearing(Role.HOUSE), person_id=one.buyer_id, units=units, subject=subject_of(one),
        key=f"delivery/{one.pk}/{step}",
    )  # fmt: skip


@atomic
def pay_compensation(act: Act, *, delivery_id: int) -> int:
    """The maker is about to pay what is left; answers the number of the payment to make."""
    one = Delivery.objects.lock(delivery_id)
    businesses.check_mandate(act, one.business_id, SELL)
    DELIVERY.row("pay_compensation", one.state, act.role)
    refuse_unless(one.left_units > 0, NothingOwed)
    if one.asked_payment_id is not None:
        payments.close(act, payment_id=one.asked_payment_id)
    one.asked_hold_id = book.next_id()
    payment = payments.demand(
        act, payer_id=act.person, units=one.left_units, subject=subject_of(one),
        credit_account_id=accounts.payable_account_id(one.buyer_id),
        return_account_id=accounts.refundable_account_id(act.person),
        hold_id=one.asked_hold_id, party_id=one.buyer_id,
        next_path=f"/org/deliveries/{one.pk}",
    )  # fmt: skip
    one.asked_payment_id = payment.pk
    event = CompensationAsked(one.contract_id, one.left_units)
    move(act, one, "pay_compensation", event, due_at=one.due_at)
    return payment.pk


@atomic
def settle_compensation(act: Act, *, delivery_id: int, payment_id: int, units: int) -> Delivery:
    """The maker's money came: it goes on to the buyer at once."""
    one = Delivery.objects.lock(delivery_id)
    if one.asked_payment_id != payment_id or one.state not in OWING:
        return one
    assert one.asked_hold_id is not None and units <= one.left_units, "We asked for what is left."
    turn = book.hold_state(one.asked_hold_id).turns + 1
    step = book.Step(one.asked_hold_id, turn, book.StepKind.RELEASE)
    book.write(act, step, key=f"delivery/{one.pk}/compensation/{payment_id}")
    one.paid_units += units
    one.asked_payment_id = one.asked_hold_id = None
    one.save(update_fields=["paid_units", "asked_payment_id", "asked_hold_id"])
    _pay_out(act, one, units, f"paid/{payment_id}")
    if not one.left_units:
        one = compensate(act, delivery_id=one.pk)
    return one


@atomic
def take_compensation(act: Act, *, delivery_id: int) -> Delivery:
    """Not paid in time: it is taken out of the contract's money in the project's account, and the
    rest is an unpaid order on the maker."""
    one = Delivery.objects.lock(delivery_id)
    if one.asked_payment_id is not None:
        payments.close(act, payment_id=one.asked_payment_id)  # Refused while the bank answers.
        one.asked_payment_id = one.asked_hold_id = None
    given = _from_account(act, one, one.left_units, "take")
    one.paid_units += given
    one.is_ordered = one.left_units > 0
    event = CompensationTaken(one.contract_id, one.business_id, given, one.left_units)
    move(act, one, "take_compensation", event)
    if not one.is_ordered:
        return compensate(act, delivery_id=one.pk)
    _note(act, one, "order_unpaid")
    return one


@atomic
def compensate(act: Act, *, delivery_id: int) -> Delivery:
    """Nothing of the compensation is open any more."""
    one = Delivery.objects.lock(delivery_id)
    one.ended_at = act.at
    event = CompensationPaid(one.contract_id, one.business_id, one.accrued_units)
    move(act.wearing(Role.HOUSE), one, "compensate", event)
    if one.is_ordered:
        _note(act, one, "order_paid")
    return one


def _note(act: Act, one: Delivery, kind: str) -> None:
    ranks.note(
        act.wearing(Role.HOUSE), business_id=one.business_id, kind=kind,
        day=tehran_day(act.at), subject=subject_of(one),
    )  # fmt: skip

"""The hand-over: the buyer gives a code, the maker types it, and what the delay cost is settled."""

import hmac
from datetime import date, timedelta

from django.db import transaction

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.contracts import actions as contracts
from amanat.capabilities.deliveries import queries
from amanat.capabilities.deliveries.actions.complaints import close_delay_of
from amanat.capabilities.deliveries.actions.lateness import fall_late
from amanat.capabilities.deliveries.actions.paying import compensate, net
from amanat.capabilities.deliveries.events import (
    BackdatedDelivery,
    DeliveryAccepted,
    DeliveryCodeMistyped,
    DeliveryCodeRenewed,
    DeliveryHanded,
)
from amanat.capabilities.deliveries.models import Delivery
from amanat.capabilities.deliveries.refusals import (
    BackdatedRecord,
    DefectsTooLong,
    DeliveryCodeLocked,
    DeliveryCodeNeeded,
    DueUnpaid,
    HandOverAhead,
    VinDiffers,
    WrongDeliveryCode,
)
from amanat.capabilities.deliveries.rules.codes import CODE_COUNTS_FOR, MOST_TRIES, digits_in
from amanat.capabilities.deliveries.rules.vin import read_vin
from amanat.capabilities.deliveries.states import CALLED, DELIVERY, HANDED
from amanat.kernel.log.moves import move, record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.persian import normalise
from amanat.words.powers import SELL
from amanat.words.refusal import NotFound, Refused, refuse_unless

LONGEST_DEFECTS = 2_000


def type_delivery_code(
    act: Act, *, delivery_id: int, code: str, day: date | None = None, vin: str = ""
) -> None:
    """The maker types what the buyer gave. It commits by itself, so that a wrong try, and a try
    to record a day that is over, stay noted; then `hand_to_buyer` hands over."""
    no = _judge(act, delivery_id, digits_in(code), day, vin)
    if no is not None:
        raise no


@transaction.atomic(durable=True)
def _judge(act: Act, delivery_id: int, typed: str, day: date | None, vin: str) -> Refused | None:
    """Count one try, and say what is wrong with it."""
    one = Delivery.objects.lock(delivery_id)
    businesses.check_mandate(act, one.business_id, SELL)
    DELIVERY.row("hand_to_buyer", one.state, act.role)
    today = tehran_day(act.at)
    if day is not None and day < today:
        record(act, BackdatedDelivery(one.business_id, 1), subject=one)
        return BackdatedRecord("day")
    refuse_unless(day is None or day == today, HandOverAhead, "day")
    refuse_unless(one.due_paid_on is not None, DueUnpaid)
    if vin.strip() and one.vin is not None:
        refuse_unless(read_vin(vin) == one.vin, VinDiffers, "vin", bound=one.vin)
    if one.code_tries >= MOST_TRIES:
        return DeliveryCodeLocked("code", most=MOST_TRIES)
    if hmac.compare_digest(queries.hand_code(one).encode(), typed.encode()):
        one.code_typed_at = act.at
        one.save(update_fields=["code_typed_at"])
        return None
    one.code_tries += 1
    one.save(update_fields=["code_tries"])
    record(act, DeliveryCodeMistyped(one.code_tries), subject=one)
    left = MOST_TRIES - one.code_tries
    return (
        WrongDeliveryCode("code", left=left)
        if left
        else DeliveryCodeLocked("code", most=MOST_TRIES)
    )


@atomic
def hand_to_buyer(act: Act, *, delivery_id: int, defects: str = "") -> Delivery:
    """The goods are in the buyer's hands. The ceiling is free again; what the delay cost is final,
    and comes off what the buyer just paid, as far as that goes."""
    one = Delivery.objects.lock(delivery_id)
    businesses.check_mandate(act, one.business_id, SELL)
    DELIVERY.row("hand_to_buyer", one.state, act.role)
    fresh = one.code_typed_at is not None and act.at - one.code_typed_at <= CODE_COUNTS_FOR
    refuse_unless(fresh, DeliveryCodeNeeded, "code")
    refuse_unless(one.due_paid_on is not None, DueUnpaid)
    today = tehran_day(act.at)
    if one.state == CALLED and queries.is_late_on(one, today):
        one = fall_late(Act(None, Role.CLOCK, act.at, act.cause, act.depth), delivery_id=one.pk)
    one.defects = _words(defects)
    one.handed_at, one.handed_on = act.at, today
    days = _settle_delay(act, one, today)
    contracts.fulfil(act.wearing(Role.HOUSE), contract_id=one.contract_id)
    event = DeliveryHanded(
        one.contract_id, one.permit_id, one.business_id, today.isoformat(), days,
        one.accrued_units, bool(one.defects),
    )  # fmt: skip
    wait = queries.PAY_DAYS if one.state != CALLED else queries.ACCEPT_DAYS
    due_at = act.at + timedelta(days=queries.days_of(wait, today))
    move(act, one, "hand_to_buyer", event, due_at=due_at)
    close_delay_of(act, one)
    if one.state != HANDED and not one.left_units:
        return compensate(act.wearing(Role.HOUSE), delivery_id=one.pk)
    return one


def _settle_delay(act: Act, one: Delivery, today: date) -> int:
    """The final cost of the delay, netted against the buyer's last payment; answers the days."""
    if one.state == CALLED:
        return 0
    final = queries.cost(one, today)
    one.accrued_units = max(one.accrued_units, final.units)
    one.accrued_through = today
    net(act, one)
    return final.days


@atomic
def renew_hand_code(act: Act, *, delivery_id: int) -> Delivery:
    """The buyer makes a new code; the old one and its wrong tries no longer count."""
    one = Delivery.objects.lock(delivery_id)
    _check_buyer(act, one)
    one.code_round, one.code_tries, one.code_typed_at = one.code_round + 1, 0, None
    move(act, one, "renew_hand_code", DeliveryCodeRenewed(one.code_round), due_at=one.due_at)
    return one


@atomic
def accept_delivery(act: Act, *, delivery_id: int, defects: str = "") -> Delivery:
    """The buyer takes it, with a list of what is wrong if there is any; or the time to say so
    is over."""
    one = Delivery.objects.lock(delivery_id)
    if act.role is not Role.CLOCK:
        _check_buyer(act, one)
    one.buyer_defects = _words(defects)
    one.accepted_at = one.ended_at = act.at
    event = DeliveryAccepted(one.contract_id, bool(one.buyer_defects))
    move(act, one, "accept_delivery", event)
    return one


def _check_buyer(act: Act, one: Delivery) -> None:
    refuse_unless(act.by == one.buyer_id, NotFound)


def _words(typed: str) -> str:
    words = normalise(typed, "defects")
    refuse_unless(len(words) <= LONGEST_DEFECTS, DefectsTooLong, "defects", most=LONGEST_DEFECTS)
    return words

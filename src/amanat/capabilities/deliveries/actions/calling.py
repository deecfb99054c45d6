"""The buyer is called: a vehicle is bound once and for all, and the rest of the price is due."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.contracts import actions as contracts
from amanat.capabilities.contracts import queries as known_contracts
from amanat.capabilities.deliveries import queries
from amanat.capabilities.deliveries.events import (
    DeliveryCalled,
    DeliveryCallTakenBack,
    DeliveryPaid,
)
from amanat.capabilities.deliveries.models import Delivery
from amanat.capabilities.deliveries.refusals import (
    CallReasonNeeded,
    CallTooFar,
    CallTooSoon,
    VinNeeded,
    VinTaken,
)
from amanat.capabilities.deliveries.rules.vin import VEHICLE, read_vin
from amanat.capabilities.deliveries.states import DELIVERY, READY
from amanat.capabilities.permits import queries as permits
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from amanat.words.persian import normalise
from amanat.words.powers import SELL
from amanat.words.refusal import refuse_unless
from amanat.words.said import date_said

MOST_DAYS_AHEAD = 60
SHORTEST_REASON, LONGEST_REASON = 5, 500


@atomic
def call_buyer(act: Act, *, delivery_id: int, vin: str, day: date) -> Delivery:
    """Bind the vehicle, call the buyer for `day`, and ask for what is still due.

    VinTaken when the vehicle is bound to any other contract, of any permit and maker.
    """
    one = Delivery.objects.lock(delivery_id)
    businesses.check_mandate(act, one.business_id, SELL)
    DELIVERY.row("call_buyer", one.state, act.role)
    one.vin = vin_for(one, vin)
    refuse_unless(not _is_taken(one), VinTaken, "vin")
    check_day(day, *days_ahead(act))
    _ask_what_is_due(act, one, day)
    event = called_for(act, one, day)
    try:
        with transaction.atomic():
            move(act, one, "call_buyer", event, due_at=one.due_at)
    except IntegrityError:  # Two makers bound one vehicle in the same moment.
        raise VinTaken("vin") from None
    return one


def called_for(act: Act, one: Delivery, day: date) -> DeliveryCalled:
    """The delivery with the day of its call, and the fact that says so."""
    one.ready_on, one.called_at = day, act.at
    return DeliveryCalled(one.contract_id, one.vin or "", day.isoformat(), one.due_units)


def owe(act: Act, one: Delivery, units: int) -> None:
    """What the buyer still has to pay before the hand-over; nothing more is paid today."""
    if units:
        one.due_units, one.due_paid_on = units, None
    else:
        one.due_paid_on = one.due_paid_on or tehran_day(act.at)


def _ask_what_is_due(act: Act, one: Delivery, day: date) -> None:
    """The price is settled at the first call; after one that was taken back it stays as it was,
    and what was paid meanwhile counts."""
    today, house = tehran_day(act.at), act.wearing(Role.HOUSE)
    price = permits.terms(one.permit_id, today).price_units
    contracts.call_vehicle(house, contract_id=one.contract_id, price_units=price, ready_on=day)
    asked = known_contracts.open_instalment(one.contract_id)
    owe(act, one, 0 if asked is None else asked.units)


@atomic
def take_call_back(act: Act, *, delivery_id: int, reason: str) -> Delivery:
    """The VIN or the day was mistyped: the vehicle is free for any contract, and the buyer is
    called again. The price stays settled, late days count as if nobody had called, and the
    contract is in force again."""
    one = Delivery.objects.lock(delivery_id)
    businesses.check_mandate(act, one.business_id, SELL)
    DELIVERY.row("take_call_back", one.state, act.role)
    why = normalise(reason, "reason")
    fits = SHORTEST_REASON <= len(why) <= LONGEST_REASON
    refuse_unless(fits, CallReasonNeeded, "reason", least=SHORTEST_REASON, most=LONGEST_REASON)
    one.vin = one.ready_on = one.called_at = one.code_typed_at = None
    contracts.undo_call(act.wearing(Role.HOUSE), contract_id=one.contract_id)
    event = DeliveryCallTakenBack(one.contract_id, why)
    move(act, one, "take_call_back", event, due_at=one.due_at)
    return one


def vin_for(one: Delivery, typed: str) -> str | None:
    """The vehicle for this contract; only vehicles have one."""
    if one.kind != VEHICLE:
        return None
    refuse_unless(bool(typed.strip()), VinNeeded, "vin")
    return read_vin(typed)


def _is_taken(one: Delivery) -> bool:
    """Whether its vehicle is bound to any other contract."""
    others = Delivery.objects.filter(vin=one.vin).exclude(pk=one.pk)
    return one.vin is not None and others.exists()


def days_ahead(act: Act) -> tuple[date, int]:
    """Today, and how many days before the delivery a buyer is to be called."""
    today = tehran_day(act.at)
    return today, queries.days_of(queries.CALL_DAYS, today)


def check_day(day: date, today: date, ahead: int) -> None:
    """Buyers get some days to pay and to come; nobody is called for next year."""
    first = today + timedelta(days=ahead)
    refuse_unless(day >= first, CallTooSoon, "day", days=ahead, first=date_said(first))
    most = today + timedelta(days=MOST_DAYS_AHEAD)
    refuse_unless(day <= most, CallTooFar, "day", most=MOST_DAYS_AHEAD)


@atomic
def settle_due(act: Act, *, contract_id: int) -> Delivery | None:
    """An instalment came: when nothing more is due, the vehicle may be handed over."""
    known = queries.of_contract(contract_id)
    if known is None:
        return None
    one = Delivery.objects.lock(known.pk)
    still_due = known_contracts.open_instalment(contract_id) is not None
    if one.state not in READY or one.due_paid_on is not None or still_due:
        return None
    one.due_paid_on = known_contracts.due_paid_on(known_contracts.contract(contract_id))
    event = DeliveryPaid(one.contract_id, one.due_units)
    move(act.wearing(Role.HOUSE), one, "settle_due", event, due_at=one.due_at)
    return one

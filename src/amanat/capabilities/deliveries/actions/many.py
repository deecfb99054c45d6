"""Buyers called by the hundred, for a file of rows: each comes to what it would come to alone.

What is plain is done together with a few statements. All else goes through `call_buyer` by itself,
which does it or says why not: a bad row never costs a good one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.contracts import actions as contracts
from amanat.capabilities.deliveries.actions.calling import (
    call_buyer,
    called_for,
    check_day,
    days_ahead,
    owe,
    vin_for,
)
from amanat.capabilities.deliveries.models import Delivery
from amanat.capabilities.deliveries.states import DELIVERY
from amanat.capabilities.permits import queries as permits
from amanat.kernel.log.history import history
from amanat.kernel.log.moves import Change, move_many, subject_of
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.identity import bare
from amanat.words.moments import tehran_day
from amanat.words.powers import SELL
from amanat.words.refusal import Refused

SAVING = ("vin", "ready_on", "called_at", "due_units", "due_paid_on")


@dataclass(frozen=True, slots=True)
class Call:
    """One row: whose buyer is called, for which vehicle and day."""

    delivery_id: int
    vin: str
    day: date


@atomic
def call_many(act: Act, *, calls: Sequence[Call]) -> list[int | Refused]:
    """Call these buyers; answers for each, in order, the fact in the log or why it was refused."""
    try:
        with transaction.atomic():
            done = _together(act, calls)
    except (IntegrityError, Refused):  # One of them stops all: another maker bound its vehicle
        done = {}  # in this very moment, or the mandate is over. Alone, each says so.
    return [done[place] if place in done else _alone(act, call) for place, call in enumerate(calls)]


def _together(act: Act, calls: Sequence[Call]) -> dict[int, int]:
    """Do the plain ones; answers their facts, by their place among the calls."""
    locked = Delivery.objects.lock_many(one.delivery_id for one in calls)
    for business_id in sorted({one.business_id for one in locked.values()}):
        businesses.check_mandate(act, business_id, SELL)
    sound = _free(dict(_sound(act, calls, locked)))
    due = _contracts_called(act, calls, sound)
    mine = {place: one for place, one in sound.items() if one.contract_id in due}
    changes = []
    for place, one in mine.items():
        owe(act, one, due[one.contract_id])
        changes.append(Change(one, called_for(act, one, calls[place].day), one.due_at))
    entries = move_many(act, "call_buyer", changes, saving=SAVING)
    return {place: entry.pk for place, entry in zip(mine, entries, strict=True)}


def _sound(
    act: Act, calls: Sequence[Call], locked: Mapping[int, Delivery]
) -> Iterator[tuple[int, Delivery]]:
    """Rows that hold by themselves; of several about one delivery or vehicle, the first."""
    (today, ahead), seen = days_ahead(act), set[int | str]()
    for place, call in enumerate(calls):
        one = locked.get(call.delivery_id)
        named: set[int | str] = {call.delivery_id, bare(call.vin) or call.delivery_id}
        if one is None or seen & named:
            continue
        seen |= named
        try:
            DELIVERY.row("call_buyer", one.state, act.role)
            one.vin = vin_for(one, call.vin)
            check_day(call.day, today, ahead)
        except Refused:
            continue
        yield place, one


def _free(rows: Mapping[int, Delivery]) -> dict[int, Delivery]:
    """Those whose vehicle is not bound to another contract."""
    vins = {one.vin for one in rows.values() if one.vin}
    bound = dict(Delivery.objects.filter(vin__in=vins).values_list("vin", "pk"))
    return {place: one for place, one in rows.items() if bound.get(one.vin, one.pk) == one.pk}


def _contracts_called(
    act: Act, calls: Sequence[Call], rows: Mapping[int, Delivery]
) -> dict[int, int]:
    """Call the contracts at the price of today; answers what is due of each that was called."""
    today = tehran_day(act.at)
    prices = {
        permit_id: permits.terms(permit_id, today).price_units
        for permit_id in sorted({one.permit_id for one in rows.values()})
    }
    called = [
        contracts.Call(one.contract_id, prices[one.permit_id], calls[place].day)
        for place, one in rows.items()
    ]
    return contracts.call_many(act.wearing(Role.HOUSE), calls=called)


def _alone(act: Act, call: Call) -> int | Refused:
    try:
        with transaction.atomic():
            called = call_buyer(act, delivery_id=call.delivery_id, vin=call.vin, day=call.day)
    except Refused as no:
        return no
    return history(subject_of(called), 1)[-1].entry_id

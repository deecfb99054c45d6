"""Room for a sale: reserved for minutes, confirmed by its money, free again when it is served.

Two who sell at once wait for each other at the ceiling's row; the ledger's limit holds whoever
comes around it. Each verb may be repeated: the same step again changes nothing more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ceilings import queries
from amanat.capabilities.ceilings.actions import room
from amanat.capabilities.ceilings.actions.alerts import watch_lines
from amanat.capabilities.ceilings.actions.papers import sign_receipt
from amanat.capabilities.ceilings.actions.pools import gathered, locked
from amanat.capabilities.ceilings.actions.reckoning import SALE, keep_within
from amanat.capabilities.ceilings.actions.room import Taken
from amanat.capabilities.ceilings.events import (
    HeadroomConfirmed,
    HeadroomReleased,
    HeadroomReserved,
    MoneyExposed,
    PromiseDelivered,
    PromiseGrown,
)
from amanat.capabilities.ceilings.models import Ceiling, Reservation
from amanat.capabilities.ceilings.refusals import (
    CeilingFrozenNow,
    EscrowKept,
    EscrowShort,
    GateShut,
    MoneyDiffers,
    ReservationOver,
    UnitsUnsound,
)
from amanat.capabilities.ceilings.rules.terms import MOST_UNITS
from amanat.capabilities.ceilings.states import EXPOSED, IN_FORCE, RESERVATION
from amanat.kernel.ledger import book
from amanat.kernel.ledger.refusals import KeyReused
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.powers import SELL
from amanat.words.refusal import refuse_unless

MOST_AT_ONCE = 1_000
COUNTERS = ("taken_units", "freed_units", "sales")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Room for one sale; `key` names the sale, once per business."""

    key: str
    units: int
    subject: str = ""


@atomic
def reserve(act: Act, *, business_id: int, units: int, key: str, subject: str = "") -> Reservation:
    """Hold room for a sale of `units` for some minutes; the same key again is the same sale.

    CeilingExceeded with the room left when it does not fit; GateShut or CeilingFrozenNow when
    nothing new may be sold. What is known of the business is read now, whatever was decided.
    """
    wanted = Wanted(key, units, subject)
    known, ceiling = _opened(act, business_id, [wanted])
    before = Reservation.objects.filter(ceiling=ceiling, key=key).first()
    if before is not None:
        return _same(before, wanted)
    _check_open(act, ceiling, known)
    taken = room.take(act, ceiling, room.NOTHING, units)
    ceiling.save(update_fields=COUNTERS)
    return _reserved(act, ceiling, known, wanted, taken)


@atomic
def reserve_many(
    act: Act, *, business_id: int, wanted: Sequence[Wanted]
) -> list[Reservation | None]:
    """The same for many at once, in order: who fits gets room, None for who does not.

    One lock and one batch of the ledger serve all of them: the way for an opening hour.
    """
    assert len(wanted) <= MOST_AT_ONCE, "Send fewer at a time."
    known, ceiling = _opened(act, business_id, wanted)
    keys = [one.key for one in wanted]
    there = {one.key: one for one in Reservation.objects.filter(ceiling=ceiling, key__in=keys)}
    fresh = list({one.key: one for one in wanted if one.key not in there}.values())
    _check_open(act, ceiling, known)
    held = room.take_many(act, ceiling, [one.units for one in fresh])
    ceiling.save(update_fields=COUNTERS)
    made = {
        one.key: _reserved(act, ceiling, known, one, taken)
        for one, taken in zip(fresh, held, strict=True)
        if taken is not None
    }
    return [_same(there[one.key], one) if one.key in there else made.get(one.key) for one in wanted]


def _opened(
    act: Act, business_id: int, wanted: Sequence[Wanted]
) -> tuple[queries.Standing, Ceiling]:
    """What is known of the business, and its ceiling, locked with its sisters' pool.

    A holder reserves under a mandate to sell; a room above in the platform's own name.
    """
    if act.role is Role.HOLDER:
        businesses.check_mandate(act, business_id, SELL)
    for one in wanted:
        sound = 0 < one.units <= MOST_UNITS
        refuse_unless(sound, UnitsUnsound, "units", least=1, most=MOST_UNITS)
    known = queries.standing(business_id, act.at)
    return known, gathered(act, queries.ceiling_of(business_id))


def _same(sale: Reservation, wanted: Wanted) -> Reservation:
    """The sale that was reserved under this key; KeyReused for another sale."""
    same = (sale.units, sale.subject) == (wanted.units, wanted.subject)
    refuse_unless(same, KeyReused, "key")
    return sale


def _check_open(act: Act, ceiling: Ceiling, known: queries.Standing) -> None:
    """Nothing new behind a shut gate or in a freeze; and never above what is known now."""
    failed = queries.reckon(known).failed
    refuse_unless(not failed, GateShut, gate=next(iter(failed), ""))
    refuse_unless(ceiling.state == IN_FORCE, CeilingFrozenNow)
    keep_within(act, ceiling, known, cause=SALE)


def _reserved(
    act: Act, ceiling: Ceiling, known: queries.Standing, wanted: Wanted, taken: Taken
) -> Reservation:
    """The record of a sale that has its room, and its minutes."""
    ceiling_decision = ceiling.decision_id
    assert ceiling_decision is not None, "Room without a decision."
    sale = Reservation(
        ceiling=ceiling, number=taken.number, key=wanted.key, subject=wanted.subject,
        units=wanted.units, exposure_units=wanted.units, hold_id=taken.hold_id,
        pool_hold_id=taken.pool_hold_id, ceiling_units=ceiling.units,
        before_units=taken.start - ceiling.freed_units, taken_from_units=taken.start,
        freed_before_units=ceiling.freed_units, decision_id=ceiling_decision, at=act.at,
    )  # fmt: skip
    until = act.at + known.law.engine.reservation
    event = HeadroomReserved(ceiling.business_id, wanted.units)
    move(act, sale, "reserve", event, due_at=until)
    return sale


@atomic
def confirm(
    act: Act,
    *,
    reservation_id: int,
    money_hold_id: int,
    more_hold_ids: Sequence[int] = (),
    linked: Sequence[book.Item] = (),
) -> Reservation:
    """The buyer's money is in the ledger, under this hold: room becomes exposure, with a receipt.

    MoneyDiffers unless it is just the reserved amount. What of it waits in escrow is not at risk
    and takes no room until it is paid out (`expose`). Money that came in several payments stands
    under `more_hold_ids` too, and counts as one. ReservationOver once the minutes are over.
    `linked` are the caller's own items: stock, and the money on to where it is kept. They stand in
    one group of the ledger with the room (`queries.batch_of`): all of it happens, or nothing.
    """
    sale = _locked(reservation_id)
    if (sale.state, sale.money_hold_id) == (EXPOSED, money_hold_id):
        return sale
    RESERVATION.row("confirm", sale.state, Role.HOUSE)
    refuse_unless(sale.due_at is not None and act.at < sale.due_at, ReservationOver)
    money = [book.hold_state(one) for one in (money_hold_id, *more_hold_ids)]
    there = sum(one.units for one in money)
    refuse_unless(there == sale.units, MoneyDiffers, there=there, wanted=sale.units)
    sale.money_hold_id, sale.received_units = money_hold_id, there
    sale.escrowed_units = sum(one.open_units for one in money)
    _hold(act, sale, there, linked, queries.batch_of(sale.pk))
    receipt_code = queries.new_receipt_code()
    event = HeadroomConfirmed(
        sale.ceiling.business_id, sale.units, sale.exposure_units, receipt_code
    )
    entry = move(act.wearing(Role.HOUSE), sale, "confirm", event)
    sign_receipt(act, sale, receipt_code, entry.pk)
    watch_lines(act, sale.ceiling)
    return sale


@atomic
def expose(act: Act, *, reservation_id: int, units: int) -> Reservation:
    """`units` of a sale leave escrow for the seller: from now on its buyer could lose them.

    EscrowShort when so much is not there, EscrowKept when an alert line keeps it there,
    CeilingExceeded when there is no room for it: then the money stays in escrow.
    """
    sale = _locked(reservation_id)
    RESERVATION.row("expose", sale.state, Role.HOUSE)
    fine = 0 < units <= sale.escrowed_units
    refuse_unless(fine, EscrowShort, "units", most=sale.escrowed_units)
    may_leave = queries.escrow_share(sale.ceiling.business_id, act.at).may_leave_units
    refuse_unless(units <= may_leave, EscrowKept, "units", most=may_leave)
    sale.escrowed_units -= units
    _hold(act, sale)
    event = MoneyExposed(sale.ceiling.business_id, units)
    move(act.wearing(Role.HOUSE), sale, "expose", event)
    return sale


@atomic
def accrue(
    act: Act, *, reservation_id: int, profit_units: int = 0, delay_units: int = 0
) -> Reservation:
    """Profit and compensation for delay grow the promise; nobody can refuse them, so they may
    stand above the ceiling. Amounts are what is added."""
    sale = _locked(reservation_id)
    RESERVATION.row("accrue", sale.state, Role.HOUSE)
    grown = profit_units + delay_units
    fine = min(profit_units, delay_units) >= 0 < grown <= MOST_UNITS
    refuse_unless(fine, UnitsUnsound, "units", least=1, most=MOST_UNITS)
    sale.profit_units += profit_units
    sale.delay_units += delay_units
    _hold(act, sale, must=True)
    event = PromiseGrown(sale.ceiling.business_id, profit_units, delay_units)
    move(act.wearing(Role.HOUSE), sale, "accrue", event)
    return sale


@atomic
def release(act: Act, *, reservation_id: int) -> Reservation:
    """Free the room: the minutes are over, or the sale was called off and its money went back."""
    sale = _locked(reservation_id)
    if act.role is Role.HOLDER:
        businesses.check_mandate(act, sale.ceiling.business_id, SELL)
    if sale.state == "freed":
        return sale
    RESERVATION.row("release", sale.state, act.role)
    was, units = sale.state, sale.units
    _end(act, sale)
    event = HeadroomReleased(sale.ceiling.business_id, units, was)
    move(act, sale, "release", event)
    watch_lines(act, sale.ceiling)
    return sale


@atomic
def deliver(act: Act, *, reservation_id: int) -> Reservation:
    """The goods came: nothing is owed any more, and the room is free again."""
    sale = _locked(reservation_id)
    if sale.state == "delivered":
        return sale
    RESERVATION.row("deliver", sale.state, Role.HOUSE)
    units = sale.exposure_units
    _end(act, sale)
    event = PromiseDelivered(sale.ceiling.business_id, units)
    move(act.wearing(Role.HOUSE), sale, "deliver", event)
    watch_lines(act, sale.ceiling)
    return sale


def _locked(reservation_id: int) -> Reservation:
    """The sale, locked after its ceiling and pool."""
    ceiling = locked(queries.ceiling_id_of(reservation_id))
    sale = Reservation.objects.lock(reservation_id)
    sale.ceiling = ceiling
    return sale


def _hold(
    act: Act,
    sale: Reservation,
    gross_units: int = 0,
    linked: Sequence[book.Item] = (),
    key: str = "",
    *,
    must: bool = False,
) -> None:
    """Make the ledger hold what the sale's buyer could lose now; `must` even above the ceiling."""
    owed = sale.received_units + sale.profit_units + sale.delay_units - sale.escrowed_units
    old = Taken(sale.hold_id, sale.pool_hold_id, sale.exposure_units)
    if must:
        taken = room.grow(act, sale.ceiling, old, owed)
    else:
        taken = room.take(act, sale.ceiling, old, owed, gross_units=gross_units, linked=linked)
    sale.hold_id, sale.pool_hold_id = taken.hold_id, taken.pool_hold_id
    sale.exposure_units = owed
    sale.ceiling.save(update_fields=COUNTERS)


def _end(act: Act, sale: Reservation) -> None:
    """Nothing is held for it any more, and its money leaves the gross balance."""
    old = Taken(sale.hold_id, sale.pool_hold_id, sale.exposure_units)
    room.take(act, sale.ceiling, old, 0, gross_units=-sale.received_units)
    sale.hold_id = sale.pool_hold_id = None
    sale.exposure_units, sale.ended_at = 0, act.at
    sale.ceiling.save(update_fields=COUNTERS)

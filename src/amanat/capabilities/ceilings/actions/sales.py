"""Room for a sale: reserved for minutes, confirmed by its money, free again when it is served.

Two who sell at once wait for each other at the ceiling's row; the ledger's limit holds whoever
comes around it. Each verb may be repeated: the same step again changes nothing more.
"""

from django.db import transaction

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
from amanat.capabilities.ceilings.queries.room import decided
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
from amanat.words.act import Act, Role
from amanat.words.refusal import refuse_unless


@transaction.atomic
def reserve(act: Act, *, business_id: int, units: int, key: str, subject: str = "") -> Reservation:
    """Hold room for a sale of `units` for some minutes; `key` names the sale, once per business.

    CeilingExceeded with the room left when it does not fit; GateShut or CeilingFrozenNow when
    nothing new may be sold. What is known of the business is read now, whatever was decided.
    """
    refuse_unless(0 < units <= MOST_UNITS, UnitsUnsound, "units", least=1, most=MOST_UNITS)
    known = queries.standing(business_id, act.at)
    ceiling = gathered(act, queries.ceiling_of(business_id))
    before = Reservation.objects.filter(ceiling=ceiling, key=key).first()
    if before is not None:
        refuse_unless((before.units, before.subject) == (units, subject), KeyReused, "key")
        return before
    refuse_unless(not known.failed, GateShut, gate=known.failed[0] if known.failed else "")
    refuse_unless(ceiling.state == IN_FORCE, CeilingFrozenNow)
    keep_within(act, ceiling, known, cause=SALE)
    return _take(act, ceiling, units, key, subject, known)


def _take(
    act: Act, ceiling: Ceiling, units: int, key: str, subject: str, known: queries.Standing
) -> Reservation:
    taken_from, freed_before = ceiling.taken_units, ceiling.freed_units
    taken = room.take(act, ceiling, room.NOTHING, units)
    ceiling.sales += 1
    ceiling.save(update_fields=["taken_units", "freed_units", "sales"])
    decision = decided(ceiling.pk, act.at)
    assert decision is not None, "Room without a decision."
    sale = Reservation(
        ceiling=ceiling, number=ceiling.sales, key=key, subject=subject, units=units,
        exposure_units=units, hold_id=taken.hold_id, pool_hold_id=taken.pool_hold_id,
        ceiling_units=ceiling.units, before_units=taken_from - freed_before,
        taken_from_units=taken_from, freed_before_units=freed_before, decision=decision, at=act.at,
    )  # fmt: skip
    until = act.at + queries.law_of(known.day).engine.reservation
    move(act, sale, "reserve", HeadroomReserved(ceiling.business_id, units), due_at=until)
    return sale


@transaction.atomic
def confirm(act: Act, *, reservation_id: int, money_hold_id: int) -> Reservation:
    """The buyer's money is in the ledger, under this hold: room becomes exposure, with a receipt.

    MoneyDiffers unless it is just the reserved amount. What of it waits in escrow is not at risk
    and takes no room until it is paid out (`expose`). ReservationOver once the minutes are over.
    """
    sale = _locked(reservation_id)
    if (sale.state, sale.money_hold_id) == (EXPOSED, money_hold_id):
        return sale
    RESERVATION.row("confirm", sale.state, Role.HOUSE)
    refuse_unless(sale.due_at is not None and act.at < sale.due_at, ReservationOver)
    money = book.hold_state(money_hold_id)
    refuse_unless(money.units == sale.units, MoneyDiffers, there=money.units, wanted=sale.units)
    sale.money_hold_id, sale.received_units = money_hold_id, money.units
    sale.escrowed_units = money.open_units
    _hold(act, sale, gross_units=money.units)
    receipt_code = queries.new_receipt_code()
    event = HeadroomConfirmed(
        sale.ceiling.business_id, sale.units, sale.exposure_units, receipt_code
    )
    entry = move(act.wearing(Role.HOUSE), sale, "confirm", event)
    sign_receipt(act, sale, receipt_code, entry.pk)
    watch_lines(act, sale.ceiling)
    return sale


@transaction.atomic
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


@transaction.atomic
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


@transaction.atomic
def release(act: Act, *, reservation_id: int) -> Reservation:
    """Free the room: the minutes are over, or the sale was called off and its money went back."""
    sale = _locked(reservation_id)
    if sale.state == "freed":
        return sale
    RESERVATION.row("release", sale.state, act.role)
    was, units = sale.state, sale.units
    _end(act, sale)
    event = HeadroomReleased(sale.ceiling.business_id, units, was)
    move(act, sale, "release", event)
    watch_lines(act, sale.ceiling)
    return sale


@transaction.atomic
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


def _hold(act: Act, sale: Reservation, *, gross_units: int = 0, must: bool = False) -> None:
    """Make the ledger hold what the sale's buyer could lose now; `must` even above the ceiling."""
    owed = sale.received_units + sale.profit_units + sale.delay_units - sale.escrowed_units
    old = Taken(sale.hold_id, sale.pool_hold_id, sale.exposure_units)
    if must:
        taken = room.grow(act, sale.ceiling, old, owed)
    else:
        taken = room.take(act, sale.ceiling, old, owed, gross_units=gross_units)
    sale.hold_id, sale.pool_hold_id = taken.hold_id, taken.pool_hold_id
    sale.exposure_units = owed
    sale.ceiling.save(update_fields=["taken_units", "freed_units"])


def _end(act: Act, sale: Reservation) -> None:
    """Nothing is held for it any more, and its money leaves the gross balance."""
    old = Taken(sale.hold_id, sale.pool_hold_id, sale.exposure_units)
    room.take(act, sale.ceiling, old, 0, gross_units=-sale.received_units)
    sale.hold_id = sale.pool_hold_id = None
    sale.exposure_units, sale.ended_at = 0, act.at
    sale.ceiling.save(update_fields=["taken_units", "freed_units"])

"""Money of many sales leaves escrow at once: one lock of the ceiling, one batch of the ledger."""

from collections.abc import Mapping

from amanat.capabilities.ceilings import queries
from amanat.capabilities.ceilings.actions import room
from amanat.capabilities.ceilings.actions.pools import locked
from amanat.capabilities.ceilings.actions.room import Taken
from amanat.capabilities.ceilings.actions.sales import COUNTERS, MOST_AT_ONCE
from amanat.capabilities.ceilings.events import MoneyExposed
from amanat.capabilities.ceilings.models import Reservation
from amanat.capabilities.ceilings.refusals import EscrowKept, EscrowShort
from amanat.capabilities.ceilings.states import RESERVATION
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, refuse_unless


@atomic
def expose_many(act: Act, *, business_id: int, units: Mapping[int, int]) -> list[Reservation]:
    """`expose` for many sales of one business, all or none; `units` is by reservation.

    EscrowShort, EscrowKept and CeilingExceeded as there, for all of them together.
    """
    assert 0 < len(units) <= MOST_AT_ONCE, "Send some, and fewer at a time."
    ceiling = locked(queries.ceiling_of(business_id).pk)
    rows = Reservation.objects.select_for_update().filter(ceiling=ceiling, pk__in=list(units))
    sales = list(rows.order_by("pk"))
    refuse_unless(len(sales) == len(units), NotFound, "reservation_id")
    for sale in sales:
        RESERVATION.row("expose", sale.state, Role.HOUSE)
        fine = 0 < units[sale.pk] <= sale.escrowed_units
        refuse_unless(fine, EscrowShort, "units", most=sale.escrowed_units)
    may_leave = queries.escrow_share(business_id, act.at).may_leave_units
    refuse_unless(sum(units.values()) <= may_leave, EscrowKept, "units", most=may_leave)
    old = [Taken(one.hold_id, one.pool_hold_id, one.exposure_units) for one in sales]
    new = [one.exposure_units + units[one.pk] for one in sales]
    held = room.retake_many(act, ceiling, list(zip(old, new, strict=True)))
    ceiling.save(update_fields=COUNTERS)
    for sale, taken in zip(sales, held, strict=True):
        sale.ceiling = ceiling
        sale.escrowed_units -= units[sale.pk]
        sale.hold_id, sale.pool_hold_id = taken.hold_id, taken.pool_hold_id
        sale.exposure_units = taken.units
        move(act.wearing(Role.HOUSE), sale, "expose", MoneyExposed(business_id, units[sale.pk]))
    return sales

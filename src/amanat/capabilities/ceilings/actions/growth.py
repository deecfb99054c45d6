"""What a day adds to many promises of one seller: one lock, one batch of the ledger, one fact."""

from collections.abc import Sequence
from dataclasses import dataclass

from amanat.capabilities.ceilings import queries
from amanat.capabilities.ceilings.actions import room
from amanat.capabilities.ceilings.actions.pools import locked
from amanat.capabilities.ceilings.actions.room import Taken
from amanat.capabilities.ceilings.events import PromisesGrown
from amanat.capabilities.ceilings.models import Reservation
from amanat.capabilities.ceilings.refusals import UnitsUnsound
from amanat.capabilities.ceilings.rules.terms import MOST_UNITS
from amanat.capabilities.ceilings.states import EXPOSED
from amanat.kernel.log.moves import record
from amanat.kernel.log.rows import write_row, write_rows
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.refusal import refuse_unless

MOST_GROWN_AT_ONCE = 1_000
GROWN = ("profit_units", "delay_units", "exposure_units", "hold_id", "pool_hold_id")


@dataclass(frozen=True, slots=True)
class Growth:
    """What is added to one sale."""

    reservation_id: int
    profit_units: int = 0
    delay_units: int = 0

    @property
    def units(self) -> int:
        return self.profit_units + self.delay_units

    @property
    def is_sound(self) -> bool:
        return min(self.profit_units, self.delay_units) >= 0 < self.units <= MOST_UNITS


@atomic
def accrue_many(act: Act, *, business_id: int, grown: Sequence[Growth]) -> int:
    """The same as `accrue` for many sales of one business; answers how many there were.

    Sales that are over take no room and are left out. Done again, it adds again: whoever calls
    keeps count of what was added, in the same transaction.
    """
    assert len(grown) <= MOST_GROWN_AT_ONCE, "Send fewer at a time."
    for one in grown:
        refuse_unless(one.is_sound, UnitsUnsound, "units", least=1, most=MOST_UNITS)
    ceiling = locked(queries.ceiling_of(business_id).pk)
    added = {one.reservation_id: one for one in grown}
    sales = list(
        Reservation.objects.select_for_update(of=("self",))
        .filter(ceiling=ceiling, pk__in=added, state=EXPOSED)
        .order_by("pk")
    )
    if not sales:
        return 0
    wanted = [(_held(sale), _grown(sale, added[sale.pk])) for sale in sales]
    for sale, taken in zip(sales, room.grow_many(act, ceiling, wanted), strict=True):
        sale.hold_id, sale.pool_hold_id = taken.hold_id, taken.pool_hold_id
        sale.exposure_units = taken.units
    write_rows(sales, GROWN)
    write_row(ceiling, "taken_units", "freed_units")
    units = sum(added[sale.pk].units for sale in sales)
    record(act, PromisesGrown(business_id, len(sales), units), subject=ceiling)
    return len(sales)


def _held(sale: Reservation) -> Taken:
    return Taken(sale.hold_id, sale.pool_hold_id, sale.exposure_units)


def _grown(sale: Reservation, growth: Growth) -> int:
    """What this sale's buyer could lose from now on."""
    sale.profit_units += growth.profit_units
    sale.delay_units += growth.delay_units
    return sale.received_units + sale.profit_units + sale.delay_units - sale.escrowed_units

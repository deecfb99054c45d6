"""What sales owe their buyers, for rooms above that know a sale by its reservation."""

from collections.abc import Iterable
from dataclasses import dataclass

from amanat.capabilities.ceilings.models import Reservation
from amanat.capabilities.ceilings.states import EXPOSED


@dataclass(frozen=True, slots=True)
class Owing:
    """What one sale's buyer is owed: the money with what accrued on it; nothing once it is over.

    `escrowed_units` of it has not left escrow yet.
    """

    is_open: bool
    owed_units: int
    escrowed_units: int


OVER = Owing(False, 0, 0)


def owing(reservation_ids: Iterable[int]) -> dict[int, Owing]:
    """The same for many, in one read; a sale that is served or called off owes nothing."""
    rows = Reservation.objects.filter(pk__in=list(reservation_ids), state=EXPOSED)
    return {
        one.pk: Owing(
            True, one.received_units + one.profit_units + one.delay_units, one.escrowed_units
        )
        for one in rows.only("received_units", "profit_units", "delay_units", "escrowed_units")
    }

"""What is known of a seller on a day, in the words of this room: what a score is made of."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Filed:
    """`count` complaints of one day alike; `is_upheld` is None while nobody has decided."""

    filed: date
    answered: date | None = None
    is_upheld: bool | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Record:
    """Sales of the last year by how they were delivered, complaints, and the last statement."""

    began: date
    on_time: int = 0
    late: int = 0
    undelivered: int = 0
    complaints: tuple[Filed, ...] = ()
    revenue_units: int = 0
    assets_units: int = 0
    guarantee_units: int = 0

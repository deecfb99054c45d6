"""What is promised and not yet delivered: how much of it, how late, and week by week."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Promises:
    """Promises of one seller that are open on a day."""

    count: int = 0
    late: int = 0


def promises(business_id: int, day: date) -> Promises:
    """The open promises of a seller on a day, and how many of them are late."""
    return Promises()

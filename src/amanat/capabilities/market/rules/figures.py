"""The running totals of a business, day by day: sold, delivered, given back, and what is open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Happened:
    """What one day brought."""

    sold_units: int = 0
    delivered_units: int = 0
    returned_units: int = 0
    payments: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Running totals at the end of a day.

    `sold_units` is all that buyers ever paid; what went back to them is told beside it, never
    taken off, so that each total only rises.
    """

    day: date
    ceiling_units: int
    sold_units: int = 0
    delivered_units: int = 0
    returned_units: int = 0
    payments: int = 0

    @property
    def kept_units(self) -> int:
        """Sold, less what was called off and given back."""
        return self.sold_units - self.returned_units

    @property
    def open_units(self) -> int:
        """What buyers paid for and nobody has delivered or given back: the gap of the chart."""
        return self.kept_units - self.delivered_units

    @property
    def limit_units(self) -> int:
        """How high the sold curve could go: what was delivered, and the ceiling upon it."""
        return self.delivered_units + self.ceiling_units


NOTHING = Happened()


def days_of(first: date, last: date) -> list[date]:
    return [first + DAY * place for place in range((last - first).days + 1)]


def run(
    before: Standing | None,
    days: Sequence[date],
    happened: Mapping[date, Happened],
    ceilings: Mapping[date, int],
) -> Iterator[Standing]:
    """The totals at the end of each of these days, in order, from those of the day before."""
    now = before or Standing(date.min, 0)
    for day in days:
        new = happened.get(day, NOTHING)
        now = replace(
            now, day=day, ceiling_units=ceilings[day],
            sold_units=now.sold_units + new.sold_units,
            delivered_units=now.delivered_units + new.delivered_units,
            returned_units=now.returned_units + new.returned_units,
            payments=now.payments + new.payments,
        )  # fmt: skip
        yield now

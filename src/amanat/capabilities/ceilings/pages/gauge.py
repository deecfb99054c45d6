"""The gauge of a ceiling: owed, reserved and free as lengths of one bar."""

from dataclasses import dataclass

from amanat.capabilities.ceilings import queries

WIDTH = 1_000


@dataclass(frozen=True, slots=True)
class Gauge:
    """Lengths of 1,000 together; units beside them. Above the ceiling the whole bar is taken."""

    whole_units: int
    owed_units: int
    reserved_units: int
    free_units: int
    owed: int
    reserved: int

    @property
    def taken(self) -> int:
        return self.owed + self.reserved

    @property
    def free(self) -> int:
        return WIDTH - self.taken

    @property
    def used_percent(self) -> int:
        return self.taken // 10


def gauge_of(found: queries.InForce) -> Gauge:
    owed = found.exposure_units - found.reserved_units
    whole = max(found.units, found.exposure_units)
    return Gauge(
        whole, owed, found.reserved_units, found.headroom_units,
        owed * WIDTH // whole if whole else 0,
        found.reserved_units * WIDTH // whole if whole else 0,
    )  # fmt: skip

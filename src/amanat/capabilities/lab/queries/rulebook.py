"""The rules of the other rooms under one set of parameters: what the replay runs through.

Rules of the land are those of the day of the sale. What is this platform's own setting did not
exist then: the set in force on one chosen day is held against the whole history, and named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ceilings import queries as ceilings
from amanat.capabilities.lab.rules.policies import COIN, FINENESS, Asked, Burst, Rank
from amanat.capabilities.lab.rules.record import Filed, Record
from amanat.capabilities.ranks import queries as ranks
from amanat.kernel.law import parameters as law

WEIGHTS, CRITERIA, ENGINE = "rank.weights", "rank.criteria", "ceiling.engine"
BURST, WATCH = "lab.burst", "lab.watch"
OWN = (WEIGHTS, CRITERIA, ENGINE, BURST, WATCH)
GOLD = "gold.online"
GUARANTEE = "bank_guarantee"


@dataclass(frozen=True)
class House:
    """A `Rulebook`: `own` are this platform's settings by name; `activities` the classes by day."""

    own: Mapping[str, Any]
    _rows: dict[tuple[str, date], Mapping[str, Any]] = field(default_factory=dict)

    @cached_property
    def burst(self) -> Burst:
        rule = self.own[BURST]
        return Burst(rule["complaints"], rule["minutes"], rule["multiple_of_baseline"])

    @property
    def own_till_hours(self) -> int:
        return int(self.own[WATCH]["suspended_crawl_hours"])

    @property
    def block_hours(self) -> int:
        return int(self.own[WATCH]["block_request_after_hours"])

    @cached_property
    def weights(self) -> ranks.Law:
        return ranks.law_of(self.own[WEIGHTS], self.own[CRITERIA])

    @cached_property
    def engine(self) -> ceilings.Engine:
        return ceilings.engine_of(self.own[ENGINE])

    def status_of(self, activity: str, day: date) -> str:
        return str(self._class(activity, day)["status"])

    def fineness(self, day: date) -> Sequence[int]:
        rule = self._class(COIN, day)
        if rule["family"] != GOLD:
            raise law.NoValueForDate(name=GOLD)
        return tuple(rule["fineness_per_mille"].values())

    def _class(self, activity: str, day: date) -> Mapping[str, Any]:
        """The dated row of a class; a day is asked for once."""
        asked = (activity, day)
        if asked not in self._rows:
            self._rows[asked] = businesses.activity_rule(activity, day).parameter.value
        return self._rows[asked]

    def is_licensed(self, since: date, until: date, day: date) -> bool:
        return businesses.is_covered(COIN, since, until, day)

    def rank(self, record: Record, day: date) -> Rank | None:
        found = ranks.rank(_inputs(record, day), day, self.weights)
        if found.stars is None or found.basis_points is None:
            return None
        return Rank(found.stars, found.basis_points)

    def stars(self, record: Record, day: date) -> int | None:
        found = self.rank(record, day)
        return found.stars if found else None

    def ceiling(self, asked: Asked) -> tuple[int, str]:
        rank = asked.rank
        inputs = ceilings.Inputs(
            activity=asked.activity,
            stars=rank.stars if rank else None,
            score_basis_points=rank.basis_points if rank else None,
            age_months=asked.age_months,
            revenue_units=asked.revenue_units,
            asset_units=asked.asset_units,
            collateral={GUARANTEE: asked.guarantee_units} if asked.guarantee_units else {},
        )
        found = ceilings.ceiling(inputs, self.engine)
        return found.units, found.failed[0] if found.failed else ""

    def escrow(self, ceiling_units: int, gross_units: int) -> int:
        return ceilings.line_of(ceiling_units, gross_units, self.engine.lines).escrow_units

    def weigh(self, vault_fine_mg: int, sold_fine_mg: int, order_mg: int, day: date) -> str:
        return ceilings.weigh(
            vault_fine_mg=vault_fine_mg, sold_fine_mg=sold_fine_mg, order_mg=order_mg,
            fineness=FINENESS, allowed=self.fineness(day),
        ).error  # fmt: skip


def _inputs(record: Record, day: date) -> ranks.Inputs:
    """The record in the words of the ranks; its statement is that of the day before."""
    guarantee = ranks.Guarantee(record.guarantee_units, day)
    return ranks.Inputs(
        began=record.began,
        on_time=record.on_time,
        late=record.late,
        undelivered=record.undelivered,
        complaints=tuple(_complaint(one) for one in record.complaints),
        statement=ranks.Statement(day, record.revenue_units, record.assets_units),
        guarantees=(guarantee,) if record.guarantee_units else (),
    )


def _complaint(filed: Filed) -> ranks.Complaint:
    return ranks.Complaint(filed.filed, filed.answered, None, filed.is_upheld)

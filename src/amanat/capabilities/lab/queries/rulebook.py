"""The rules of the other rooms under one set of parameters: what the replay runs through.

Rules of the land are those of the day of the sale. What is this platform's own setting did not
exist then: the set in force on one chosen day is held against the whole history, and named.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
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
LOOK_AHEAD_DAYS = (512, 64, 8, 0)


@dataclass(frozen=True, slots=True)
class _Span:
    """A dated row, and how far ahead it was seen to be still in force."""

    since: date
    seen_until: date
    value: Mapping[str, Any]


@dataclass(frozen=True)
class House:
    """A `Rulebook`: `own` are this platform's settings by name; `activities` the classes by day."""

    own: Mapping[str, Any]
    _spans: dict[str, list["_Span"]] = field(default_factory=dict)

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
        """The dated row of a class. One row is in force for long, so it is asked for far ahead."""
        for found in self._spans.get(activity, []):
            if found.since <= day <= found.seen_until:
                return found.value
        for ahead in LOOK_AHEAD_DAYS:
            asked = day + timedelta(days=ahead)
            row = businesses.activity_rule(activity, asked).parameter
            if row.valid_from <= day:
                break
        span = _Span(row.valid_from, asked, row.value)
        self._spans.setdefault(activity, []).append(span)
        return span.value

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

    def weigh(
        self, vault_fine_mg: int, sold_fine_mg: int, order_mg: int, day: date,
        fineness: int = FINENESS,
    ) -> str:  # fmt: skip
        return ceilings.weigh(
            vault_fine_mg=vault_fine_mg, sold_fine_mg=sold_fine_mg, order_mg=order_mg,
            fineness=fineness, allowed=self.fineness(day),
        ).error  # fmt: skip


def _inputs(record: Record, day: date) -> ranks.Inputs:
    """The record in the words of the ranks; its statement is that of the day before."""
    guarantee = ranks.Guarantee(record.guarantee_units, day)
    return ranks.Inputs(
        began=record.began,
        on_time=record.on_time,
        late=record.late,
        undelivered=record.undelivered,
        complaints=tuple(_complaints(record.complaints)),
        statement=ranks.Statement(day, record.revenue_units, record.assets_units),
        guarantees=(guarantee,) if record.guarantee_units else (),
    )


def _complaints(found: Sequence[Filed]) -> Iterator[ranks.Complaint]:
    for one in found:
        yield from [ranks.Complaint(one.filed, one.answered, None, one.is_upheld)] * one.count

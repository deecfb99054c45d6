"""Facts of the market desk. Totals and stops are public; who proposed them is not."""

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class MarketDayClosed(Event):
    """The figures of one day of one business, as they stand for ever. Units are running totals."""

    business_id: int
    day: str
    sold_units: int
    delivered_units: int
    returned_units: int
    ceiling_units: int


@dataclass(frozen=True, slots=True)
class TradeStopProposed(Event):
    business_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class TradeStopped(Event):
    """New sales stand still from this moment; what was sold goes on."""

    business_id: int
    kind: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("business_id", "kind")


@dataclass(frozen=True, slots=True)
class TradeStopTurnedDown(Event):
    business_id: int


@dataclass(frozen=True, slots=True)
class TradeStopLapsed(Event):
    business_id: int


@dataclass(frozen=True, slots=True)
class TradeStopLiftAsked(Event):
    business_id: int


@dataclass(frozen=True, slots=True)
class TradeStopLifted(Event):
    business_id: int
    kind: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("business_id", "kind")


@dataclass(frozen=True, slots=True)
class TradeStopKept(Event):
    business_id: int

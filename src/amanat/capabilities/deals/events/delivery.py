"""Facts of the road: sent, arrived, inspected, or not."""

from dataclasses import dataclass

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class ShipmentDeclined(Event):
    pass


@dataclass(frozen=True, slots=True)
class DealCalledOff(Event):
    by: str


@dataclass(frozen=True, slots=True)
class GoodsShipped(Event):
    carrier: str
    code: str


@dataclass(frozen=True, slots=True)
class TrackingCorrected(Event):
    carrier: str
    code: str


@dataclass(frozen=True, slots=True)
class GoodsReceived(Event):
    pass


@dataclass(frozen=True, slots=True)
class InspectionExtended(Event):
    hours: int


@dataclass(frozen=True, slots=True)
class GoodsApproved(Event):
    by: str


@dataclass(frozen=True, slots=True)
class InspectionLapsed(Event):
    pass


@dataclass(frozen=True, slots=True)
class GoodsLost(Event):
    pass

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class DealBegun(Event):
    role: str


@dataclass(frozen=True, slots=True)
class DealDescribed(Event):
    fields: list[str]


@dataclass(frozen=True, slots=True)
class DealDiscarded(Event):
    pass


@dataclass(frozen=True, slots=True)
class DealProposed(Event):
    version: int
    sha256: str
    by: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("sha256",)


@dataclass(frozen=True, slots=True)
class DealJoined(Event):
    role: str


@dataclass(frozen=True, slots=True)
class DealCountered(Event):
    version: int
    sha256: str
    by: str


@dataclass(frozen=True, slots=True)
class DealAgreed(Event):
    version: int
    sha256: str
    by: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("sha256",)


@dataclass(frozen=True, slots=True)
class DealRejected(Event):
    by: str


@dataclass(frozen=True, slots=True)
class DealWithdrawn(Event):
    by: str


@dataclass(frozen=True, slots=True)
class DealExpired(Event):
    was: str


@dataclass(frozen=True, slots=True)
class DealCancelled(Event):
    by: str


@dataclass(frozen=True, slots=True)
class DealPartFunded(Event):
    units: int
    missing_units: int


@dataclass(frozen=True, slots=True)
class DealFunded(Event):
    units: int


@dataclass(frozen=True, slots=True)
class DealGivenUp(Event):
    by: str


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
class ProblemReported(Event):
    kind: str


@dataclass(frozen=True, slots=True)
class GoodsLost(Event):
    pass


@dataclass(frozen=True, slots=True)
class MoneyGivenBack(Event):
    pass


@dataclass(frozen=True, slots=True)
class DisputeEscalated(Event):
    pass


@dataclass(frozen=True, slots=True)
class DisputeDecided(Event):
    for_side: str
    reason: str


@dataclass(frozen=True, slots=True)
class PayoutStarted(Event):
    pass


@dataclass(frozen=True, slots=True)
class DealCompleted(Event):
    pass


@dataclass(frozen=True, slots=True)
class DealRefunded(Event):
    pass


@dataclass(frozen=True, slots=True)
class MessageSent(Event):
    role: str

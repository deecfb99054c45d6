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


@dataclass(frozen=True, slots=True)
class CancelAsked(Event):
    by: str


@dataclass(frozen=True, slots=True)
class CancelAgreed(Event):
    by: str


@dataclass(frozen=True, slots=True)
class CancelRefused(Event):
    by: str


@dataclass(frozen=True, slots=True)
class CancelIgnored(Event):
    pass


@dataclass(frozen=True, slots=True)
class DealSettled(Event):
    """By "agreement" or by "ruling", the money has gone to its owners, to the rial."""

    how: str
    paid_units: int
    fee_units: int
    returned_units: int


@dataclass(frozen=True, slots=True)
class DealSplitClosed(Event):
    """What each side was given has arrived."""


@dataclass(frozen=True, slots=True)
class OfferMade(Event):
    deal_id: int
    by: str
    price_units: int


@dataclass(frozen=True, slots=True)
class OfferAccepted(Event):
    deal_id: int
    by: str


@dataclass(frozen=True, slots=True)
class OfferRefused(Event):
    deal_id: int
    by: str


@dataclass(frozen=True, slots=True)
class OfferReplaced(Event):
    deal_id: int


@dataclass(frozen=True, slots=True)
class OfferLapsed(Event):
    deal_id: int


@dataclass(frozen=True, slots=True)
class CaseOpened(Event):
    deal_id: int


@dataclass(frozen=True, slots=True)
class EvidenceGiven(Event):
    """`sha256` is of the words, so that they cannot change later unseen."""

    deal_id: int
    by: str
    sha256: str
    files: int


@dataclass(frozen=True, slots=True)
class EvidenceExtended(Event):
    deal_id: int
    by: str


@dataclass(frozen=True, slots=True)
class EvidenceClosed(Event):
    deal_id: int


@dataclass(frozen=True, slots=True)
class CaseTaken(Event):
    deal_id: int


@dataclass(frozen=True, slots=True)
class ConflictDeclared(Event):
    deal_id: int


@dataclass(frozen=True, slots=True)
class CasePassedOn(Event):
    """The arbiter's time ran out: somebody else must take it. No money moves."""

    deal_id: int


@dataclass(frozen=True, slots=True)
class CaseRuled(Event):
    deal_id: int
    price_units: int
    clause: str


@dataclass(frozen=True, slots=True)
class RulingUnserved(Event):
    """The ruling did not reach every phone: silence does not count, and the time runs anew."""

    deal_id: int


@dataclass(frozen=True, slots=True)
class CallNoted(Event):
    deal_id: int
    side: str


@dataclass(frozen=True, slots=True)
class RulingAppealed(Event):
    deal_id: int
    by: str


@dataclass(frozen=True, slots=True)
class RulingEnforced(Event):
    deal_id: int


@dataclass(frozen=True, slots=True)
class AppealDecided(Event):
    deal_id: int
    price_units: int
    clause: str


@dataclass(frozen=True, slots=True)
class CaseClosed(Event):
    """The two agreed, or one gave in: no ruling is needed any more."""

    deal_id: int

"""What happens to a seal. Every one is a leaf of the public log; no name and no words of people."""

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event

STATUS = ("code", "domain", "level")
CAUSE = (*STATUS, "reason")


@dataclass(frozen=True, slots=True)
class SealApplied(Event):
    business_id: int
    domain: str
    level: int


@dataclass(frozen=True, slots=True)
class SealApplicationChanged(Event):
    domain: str
    level: int


@dataclass(frozen=True, slots=True)
class SealDraftRemoved(Event):
    pass


@dataclass(frozen=True, slots=True)
class SealSubmitted(Event):
    business_id: int
    domain: str
    level: int


@dataclass(frozen=True, slots=True)
class SealDefectFound(Event):
    business_id: int
    kinds: str
    until: str


@dataclass(frozen=True, slots=True)
class SealDefectsFixed(Event):
    kinds: str


@dataclass(frozen=True, slots=True)
class SealChecksPassed(Event):
    business_id: int
    until: str


@dataclass(frozen=True, slots=True)
class UndertakingSigned(Event):
    business_id: int
    version: str
    sha256: str
    until: str


@dataclass(frozen=True, slots=True)
class SealLeftIncomplete(Event):
    business_id: int


@dataclass(frozen=True, slots=True)
class SealDecisionLate(Event):
    """Nobody decided in time: the committee does, and the delay is counted in public."""

    PUBLIC: ClassVar[tuple[str, ...]] = ("since",)
    since: str


@dataclass(frozen=True, slots=True)
class SealGranted(Event):
    business_id: int
    code: str
    domain: str
    level: int
    until: str
    PUBLIC: ClassVar[tuple[str, ...]] = (*STATUS, "until")


@dataclass(frozen=True, slots=True)
class SealRefused(Event):
    business_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class SealConversionAsked(Event):
    business_id: int
    level: int


@dataclass(frozen=True, slots=True)
class SealConverted(Event):
    """Up by two people; down by a failed check or a fallen rank."""

    business_id: int
    code: str
    domain: str
    old_level: int
    level: int
    reason: str
    PUBLIC: ClassVar[tuple[str, ...]] = (*CAUSE, "old_level")


@dataclass(frozen=True, slots=True)
class SealLevelKept(Event):
    business_id: int
    level: int


@dataclass(frozen=True, slots=True)
class SealChangeReported(Event):
    business_id: int
    kinds: str


@dataclass(frozen=True, slots=True)
class SealRenewalAsked(Event):
    business_id: int
    kinds: str


@dataclass(frozen=True, slots=True)
class SealRenewed(Event):
    business_id: int
    code: str
    domain: str
    level: int
    until: str
    PUBLIC: ClassVar[tuple[str, ...]] = (*STATUS, "until")


@dataclass(frozen=True, slots=True)
class SealEndMoved(Event):
    """A licence behind the seal came or went, so that the seal's own end is another day."""

    code: str
    domain: str
    until: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("code", "domain", "until")


@dataclass(frozen=True, slots=True)
class SealExpired(Event):
    business_id: int
    code: str
    domain: str
    level: int
    PUBLIC: ClassVar[tuple[str, ...]] = STATUS


@dataclass(frozen=True, slots=True)
class SealSuspended(Event):
    business_id: int
    code: str
    domain: str
    level: int
    reason: str
    PUBLIC: ClassVar[tuple[str, ...]] = CAUSE


@dataclass(frozen=True, slots=True)
class SealCauseAdded(Event):
    """It is suspended already; now there is one more reason why."""

    business_id: int
    code: str
    reason: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("code", "reason")


@dataclass(frozen=True, slots=True)
class SealCauseGone(Event):
    business_id: int
    code: str
    reason: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("code", "reason")


@dataclass(frozen=True, slots=True)
class SealLiftAsked(Event):
    business_id: int
    until: str


@dataclass(frozen=True, slots=True)
class SealLifted(Event):
    business_id: int
    code: str
    domain: str
    level: int
    PUBLIC: ClassVar[tuple[str, ...]] = STATUS


@dataclass(frozen=True, slots=True)
class SealRevoked(Event):
    business_id: int
    code: str
    domain: str
    level: int
    reason: str
    PUBLIC: ClassVar[tuple[str, ...]] = CAUSE


@dataclass(frozen=True, slots=True)
class SealRestored(Event):
    """The panel found that the decision was wrong."""

    business_id: int
    code: str
    domain: str
    level: int
    PUBLIC: ClassVar[tuple[str, ...]] = STATUS


@dataclass(frozen=True, slots=True)
class SurrenderAnnounced(Event):
    business_id: int
    code: str
    domain: str
    earliest: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("code", "domain", "earliest")


@dataclass(frozen=True, slots=True)
class SurrenderWithdrawn(Event):
    business_id: int
    code: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("code",)


@dataclass(frozen=True, slots=True)
class SealSurrendered(Event):
    business_id: int
    code: str
    domain: str
    level: int
    PUBLIC: ClassVar[tuple[str, ...]] = STATUS


@dataclass(frozen=True, slots=True)
class CheckOpened(Event):
    seal_id: int
    kind: str
    purpose: str


@dataclass(frozen=True, slots=True)
class CheckPassed(Event):
    seal_id: int
    kind: str
    method: str
    evidence_sha256: str
    valid_until: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("kind", "method", "evidence_sha256", "valid_until")


@dataclass(frozen=True, slots=True)
class CheckFailed(Event):
    seal_id: int
    kind: str
    method: str
    evidence_sha256: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("kind", "method", "evidence_sha256")


@dataclass(frozen=True, slots=True)
class CheckLate(Event):
    seal_id: int
    kind: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("kind",)


@dataclass(frozen=True, slots=True)
class CheckDropped(Event):
    seal_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class DecisionProposed(Event):
    seal_id: int
    kind: str
    level: int


@dataclass(frozen=True, slots=True)
class DecisionConfirmed(Event):
    seal_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class DecisionAnnounced(Event):
    """It takes effect at `effect_at`; until then everything is as before."""

    seal_id: int
    business_id: int
    kind: str
    effect_at: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("kind", "effect_at")


@dataclass(frozen=True, slots=True)
class DecisionTurnedDown(Event):
    seal_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class DecisionTakenBack(Event):
    seal_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class DecisionCarriedOut(Event):
    seal_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class DecisionCalledOff(Event):
    seal_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class SealAppealed(Event):
    seal_id: int
    business_id: int
    decision: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("decision",)


@dataclass(frozen=True, slots=True)
class SealAppealLate(Event):
    """The panel's answer is late; the decision stands, and the delay is counted in public."""

    seal_id: int


@dataclass(frozen=True, slots=True)
class SealAppealAllowed(Event):
    seal_id: int
    business_id: int


@dataclass(frozen=True, slots=True)
class SealAppealDenied(Event):
    seal_id: int
    business_id: int


@dataclass(frozen=True, slots=True)
class CentreWrote(Event):
    seal_id: int
    business_id: int
    until: str


@dataclass(frozen=True, slots=True)
class CentreAnswered(Event):
    seal_id: int
    business_id: int


@dataclass(frozen=True, slots=True)
class CentreWarned(Event):
    seal_id: int
    business_id: int
    until: str


@dataclass(frozen=True, slots=True)
class CentreGotNoAnswer(Event):
    seal_id: int
    business_id: int


@dataclass(frozen=True, slots=True)
class RulingOrderOpened(Event):
    """A ruling orders this business to pay; it stays where it is until that is done."""

    business_id: int
    reference: str


@dataclass(frozen=True, slots=True)
class RulingOrderClosed(Event):
    business_id: int
    reference: str

"""Facts of a quarrel."""

from dataclasses import dataclass

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class ProblemReported(Event):
    kind: str


@dataclass(frozen=True, slots=True)
class MoneyGivenBack(Event):
    pass


@dataclass(frozen=True, slots=True)
class DisputeEscalated(Event):
    pass


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

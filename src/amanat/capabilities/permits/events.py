"""What happens to a permit. From the grant on every fact stands in the public log."""

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class PermitDrafted(Event):
    business_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class PermitChanged(Event):
    business_id: int
    task: str


@dataclass(frozen=True, slots=True)
class PermitDropped(Event):
    business_id: int


@dataclass(frozen=True, slots=True)
class PermitRequested(Event):
    business_id: int
    quantity: int
    sha256: str
    until: str


@dataclass(frozen=True, slots=True)
class PermitCheckLate(Event):
    """Nobody checked in time: the committee does, and the delay is counted in public."""

    PUBLIC: ClassVar[tuple[str, ...]] = ("since",)
    business_id: int
    since: str


@dataclass(frozen=True, slots=True)
class PermitChecked(Event):
    business_id: int
    capacity: int
    backlog: int
    until: str


@dataclass(frozen=True, slots=True)
class PermitReturned(Event):
    business_id: int
    fields: str
    until: str


@dataclass(frozen=True, slots=True)
class PermitGrantProposed(Event):
    business_id: int
    quantity: int


@dataclass(frozen=True, slots=True)
class PermitGrantTurnedDown(Event):
    business_id: int


@dataclass(frozen=True, slots=True)
class PermitGranted(Event):
    """From now on so many units may be sold, under the terms whose hash stands here."""

    business_id: int
    code: str
    kind: str
    method: str
    asked: int
    quantity: int
    price_units: int
    sale_until: str
    last_delivery: str
    sha256: str
    PUBLIC: ClassVar[tuple[str, ...]] = (
        "code", "kind", "method", "asked", "quantity", "price_units", "sale_until",
        "last_delivery", "sha256",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PermitRefused(Event):
    """Refused; `was_late` when nobody decided in time, which is counted in public."""

    business_id: int
    was_late: bool
    PUBLIC: ClassVar[tuple[str, ...]] = ("was_late",)


@dataclass(frozen=True, slots=True)
class PermitAmended(Event):
    business_id: int
    code: str
    number: int
    quantity: int
    price_units: int
    sha256: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("code", "number", "quantity", "price_units", "sha256")


@dataclass(frozen=True, slots=True)
class PermitExtended(Event):
    business_id: int
    code: str
    number: int
    sale_until: str
    last_delivery: str
    sha256: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("code", "number", "sale_until", "last_delivery", "sha256")


@dataclass(frozen=True, slots=True)
class PermitSuspended(Event):
    business_id: int
    code: str
    reason: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("code", "reason")


@dataclass(frozen=True, slots=True)
class PermitReviewLate(Event):
    """Suspended, and nobody decided in time: it stays so, and the delay is counted in public."""

    business_id: int
    code: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("code",)


@dataclass(frozen=True, slots=True)
class PermitResumed(Event):
    business_id: int
    code: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("code",)


@dataclass(frozen=True, slots=True)
class PermitRevocationProposed(Event):
    business_id: int
    code: str


@dataclass(frozen=True, slots=True)
class PermitRevoked(Event):
    business_id: int
    code: str
    reason: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("code", "reason")


@dataclass(frozen=True, slots=True)
class PermitExpired(Event):
    business_id: int
    code: str
    unsold: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("code", "unsold")


@dataclass(frozen=True, slots=True)
class PermitEnded(Event):
    business_id: int
    code: str
    unsold: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("code", "unsold")


@dataclass(frozen=True, slots=True)
class PermitChangeAsked(Event):
    business_id: int
    permit_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class PermitChangeSupported(Event):
    business_id: int
    permit_id: int


@dataclass(frozen=True, slots=True)
class PermitChangeMade(Event):
    business_id: int
    permit_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class PermitChangeTurnedDown(Event):
    business_id: int
    permit_id: int


@dataclass(frozen=True, slots=True)
class PermitChangeTakenBack(Event):
    business_id: int
    permit_id: int


@dataclass(frozen=True, slots=True)
class PermitChangeLapsed(Event):
    """Not answered in time, which is counted in public; or the permit itself is over."""

    business_id: int
    permit_id: int
    was_late: bool
    PUBLIC: ClassVar[tuple[str, ...]] = ("was_late",)

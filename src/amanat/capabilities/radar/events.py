"""What happens to a sighting. Addresses stand in the public log only once a person confirmed."""

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class SiteWatched(Event):
    host: str
    pace: str


@dataclass(frozen=True, slots=True)
class SightingDetected(Event):
    """The hashes of page and screenshots stand in the log from the first moment on."""

    code: str
    kind: str
    score: int
    page_sha256: str
    screenshots: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("code", "kind", "page_sha256", "screenshots")


@dataclass(frozen=True, slots=True)
class SealReported(Event):
    code: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("code",)


@dataclass(frozen=True, slots=True)
class SightingSeenAgain(Event):
    """Another look, or another report, of what is open already."""

    score: int
    page_sha256: str
    screenshots: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("page_sha256", "screenshots")


@dataclass(frozen=True, slots=True)
class SightingConfirmed(Event):
    code: str
    kind: str
    domain: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("code", "kind", "domain")


@dataclass(frozen=True, slots=True)
class SuspendedTradeConfirmed(Event):
    """A person has seen that a suspended seal's holder makes new commitments."""

    sighting_id: int
    seal_id: int
    business_id: int


@dataclass(frozen=True, slots=True)
class SightingDismissed(Event):
    code: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("code",)


@dataclass(frozen=True, slots=True)
class SightingOverdue(Event):
    """No officer looked in time."""


@dataclass(frozen=True, slots=True)
class OwnerNotified(Event):
    channels: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("channels",)


@dataclass(frozen=True, slots=True)
class RemovalClaimed(Event):
    pass


@dataclass(frozen=True, slots=True)
class NoticeObjected(Event):
    pass


@dataclass(frozen=True, slots=True)
class ObjectionRefused(Event):
    pass


@dataclass(frozen=True, slots=True)
class RecheckBegun(Event):
    visit_id: int


@dataclass(frozen=True, slots=True)
class SightingCleared(Event):
    """The proof a wrongly named or mended site can point to: when it was seen clean."""

    domain: str
    page_sha256: str
    screenshots: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("domain", "page_sha256", "screenshots")


@dataclass(frozen=True, slots=True)
class SightingPersists(Event):
    why: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("why",)


@dataclass(frozen=True, slots=True)
class GatewayCutOrdered(Event):
    gateway: str
    order_sha256: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("gateway", "order_sha256")


@dataclass(frozen=True, slots=True)
class GatewayCut(Event):
    gateway: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("gateway",)


@dataclass(frozen=True, slots=True)
class GatewayOrderLate(Event):
    """A provider let a day go by; its supervisor is told, and it is counted in public."""

    gateway: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("gateway",)


@dataclass(frozen=True, slots=True)
class BlockProposed(Event):
    pass


@dataclass(frozen=True, slots=True)
class BlockRequested(Event):
    domain: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("domain",)


@dataclass(frozen=True, slots=True)
class SightingHandedOn(Event):
    """Nobody decided in time: the committee does."""


@dataclass(frozen=True, slots=True)
class SightingReferred(Event):
    pass


@dataclass(frozen=True, slots=True)
class SightingRetracted(Event):
    """We were wrong, and say so as loudly as we said it."""

    domain: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("domain",)


@dataclass(frozen=True, slots=True)
class SightingClosed(Event):
    pass


@dataclass(frozen=True, slots=True)
class ScreenshotOpened(Event):
    observation_id: int

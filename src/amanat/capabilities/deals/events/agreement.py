"""Facts of the agreement, and of leaving it."""

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

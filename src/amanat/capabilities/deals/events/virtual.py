"""Facts of what is handed over without travelling. None of them holds what was sealed."""

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class ThingSealed(Event):
    """`commitment` is the salted hash of what was sealed."""

    commitment: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("commitment",)


@dataclass(frozen=True, slots=True)
class CodeReady(Event):
    """The money is held: the buyer may break the seal."""


@dataclass(frozen=True, slots=True)
class ThingHandedOver(Event):
    commitment: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("commitment",)


@dataclass(frozen=True, slots=True)
class ThingRevealed(Event):
    pass


@dataclass(frozen=True, slots=True)
class TransferCodeTaken(Event):
    pass


@dataclass(frozen=True, slots=True)
class TransferProven(Event):
    """The registry names the buyer as holder."""

    domain: str


@dataclass(frozen=True, slots=True)
class UnseenReturned(Event):
    pass


@dataclass(frozen=True, slots=True)
class PointsTicked(Event):
    by: str
    points: list[str]


@dataclass(frozen=True, slots=True)
class RecoveryWatchBegun(Event):
    by: str


@dataclass(frozen=True, slots=True)
class RecoveryWatchEnded(Event):
    pass

"""What officers do on the bench."""

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class WorkRunAgain(Event):
    """An officer had a parked reaction run again; `entry_id` is the fact it follows."""

    reaction: str
    entry_id: int


@dataclass(frozen=True, slots=True)
class PauseBegun(Event):
    """Deadlines stand still: an outage, a gateway that does not answer, or a holiday."""

    kind: str
    begins_at: str
    ends_at: str
    reason: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("kind", "begins_at", "ends_at")


@dataclass(frozen=True, slots=True)
class PauseEnded(Event):
    kind: str
    ends_at: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("kind", "ends_at")

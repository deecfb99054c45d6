"""What happens to the platform's own licences, to badges, and to the published lists."""

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class LicenceProposed(Event):
    """One officer wrote it down; nobody sees it yet."""

    number: str
    valid_from: str
    valid_until: str


@dataclass(frozen=True, slots=True)
class LicenceConfirmed(Event):
    """A second officer has seen it too: it is shown to everybody."""

    number: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("number",)


@dataclass(frozen=True, slots=True)
class LicenceTurnedDown(Event):
    number: str


@dataclass(frozen=True, slots=True)
class LicenceEnded(Event):
    """An officer ended it before its day; `reason` is one of the known ones."""

    number: str
    reason: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("number", "reason")


@dataclass(frozen=True, slots=True)
class LicenceExpired(Event):
    number: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("number",)


@dataclass(frozen=True, slots=True)
class BadgeIssued(Event):
    """A granted seal has its code for links and its bit in the status lists."""

    code: str  # Of the seal.
    place: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("code", "place")


@dataclass(frozen=True, slots=True)
class BadgeCodeRotated(Event):
    """From now on the old code leads to "unknown"."""

    code: str  # Of the seal.
    PUBLIC: ClassVar[tuple[str, ...]] = ("code",)


@dataclass(frozen=True, slots=True)
class ListPublished(Event):
    """A list that says something new: anybody can prove later what it said."""

    sequence: int
    contents_sha256: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("sequence", "contents_sha256")

"""What happens to a notice. Neither the number nor the text stands in a fact."""

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class NoticeQueued(Event):
    PUBLIC: ClassVar[tuple[str, ...]] = ("kind",)
    kind: str


@dataclass(frozen=True, slots=True)
class NoticeClaimed(Event):
    """A worker is about to hand it to the provider."""

    tries: int


@dataclass(frozen=True, slots=True)
class NoticePutBack(Event):
    """The provider did not take it, or nobody knows; it will be tried or asked again."""

    why: str


@dataclass(frozen=True, slots=True)
class NoticeAccepted(Event):
    provider: str
    provider_id: str


@dataclass(frozen=True, slots=True)
class NoticeFailed(Event):
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class NoticeDelivered(Event):
    kind: str


@dataclass(frozen=True, slots=True)
class NoticeMissed(Event):
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class NoticeRepeated(Event):
    """The same words went out again, because a person asked for them."""

    first_id: int


@dataclass(frozen=True, slots=True)
class QuestionAsked(Event):
    kind: str
    about: str


@dataclass(frozen=True, slots=True)
class QuestionAnswered(Event):
    """By an SMS with one digit: `choice` is "1" or "2"."""

    kind: str
    about: str
    choice: str


@dataclass(frozen=True, slots=True)
class OfficesSought(Event):
    """Somebody sent the name of a city and is told where its post offices are."""


@dataclass(frozen=True, slots=True)
class SmsReceived(Event):
    """An SMS that answers no question of ours: a person reads it."""

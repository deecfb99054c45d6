"""What every SMS service can be asked, and what it can answer."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Fate(StrEnum):
    """What became of one call."""

    ACCEPTED = "accepted"
    REFUSED = "refused"  # Our fault: the same again would be refused again.
    NOT_NOW = "not now"  # Definitely not accepted; worth another try.
    UNKNOWN = "unknown"  # It may have gone out: ask by localid, never just send again.


@dataclass(frozen=True, slots=True)
class Answer:
    """`provider` is who answered."""

    fate: Fate
    provider_id: str = ""
    why: str = ""
    provider: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """`arrived` is None while nobody knows."""

    arrived: bool | None
    why: str = ""


class Sms(Protocol):
    """A way to send one SMS and to ask what became of it."""

    name: str

    def send(self, localid: int, phone: str, text: str, /) -> Answer:
        """Hand one message over; the same localid never goes out twice."""

    def find(self, localid: int, /) -> Answer:
        """What became of a message whose answer was lost. NOT_NOW: they never had it."""

    def delivery(self, provider_id: str) -> Delivery:
        """Whether it reached the phone."""


class NotSent(Exception):
    """The line was never there: nothing went out."""


class NoAnswer(Exception):
    """The question went out and no readable answer came back. Holds no address."""

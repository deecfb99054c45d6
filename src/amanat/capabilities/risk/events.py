"""Facts of risk. They name rules and ids, never a number that was listed."""

from dataclasses import dataclass

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class SignRaised(Event):
    rule: str
    score: int


@dataclass(frozen=True, slots=True)
class SignCleared(Event):
    rule: str


@dataclass(frozen=True, slots=True)
class SignHeld(Event):
    """An officer wants the money of this deal kept: he is the first of the two it takes."""

    rule: str
    deal_id: int
    officer_id: int
    words: str


@dataclass(frozen=True, slots=True)
class SignBlocked(Event):
    rule: str
    person_id: int


@dataclass(frozen=True, slots=True)
class Listed(Event):
    kind: str
    until: str


@dataclass(frozen=True, slots=True)
class ListedForGood(Event):
    kind: str


@dataclass(frozen=True, slots=True)
class Unlisted(Event):
    kind: str

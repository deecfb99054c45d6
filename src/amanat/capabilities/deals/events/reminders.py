"""Facts of what a side was told about a deadline, and of what it answered by SMS."""

from dataclasses import dataclass

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class DealReminded(Event):
    """`name` is the threshold: which clock, and how far it has run."""

    name: str


@dataclass(frozen=True, slots=True)
class AnsweredBySms(Event):
    """What a side answered with one digit; `is_done` says whether it was still open."""

    kind: str
    choice: str
    is_done: bool

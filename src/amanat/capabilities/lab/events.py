"""Facts of the lab. They name the trial and digests; what was tried stands in its row."""

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class TrialAsked(Event):
    PUBLIC: ClassVar[tuple[str, ...]] = ("kind", "inputs")
    kind: str
    inputs: str


@dataclass(frozen=True, slots=True)
class TrialFinished(Event):
    PUBLIC: ClassVar[tuple[str, ...]] = ("kind", "digest")
    kind: str
    digest: str

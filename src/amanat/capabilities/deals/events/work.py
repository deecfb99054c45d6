"""Facts of work in stages: the project, its stages, what was handed in."""

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class StagesOpened(Event):
    """The agreed project became this many small deals."""

    count: int


@dataclass(frozen=True, slots=True)
class AllStagesOpened(Event):
    """The buyer wants to put the money for every stage into escrow at once."""

    count: int


@dataclass(frozen=True, slots=True)
class StagePlanned(Event):
    project_id: int
    place: int
    sha256: str


@dataclass(frozen=True, slots=True)
class StageOpened(Event):
    """Its turn has come: it may be paid."""

    place: int


@dataclass(frozen=True, slots=True)
class StageOpenedEarly(Event):
    """Opened before its turn, because the buyer opened them all."""

    place: int


@dataclass(frozen=True, slots=True)
class StageDropped(Event):
    """It had not been paid, and it is not needed any more."""

    place: int


@dataclass(frozen=True, slots=True)
class WorkStopped(Event):
    """One side ended the project: unpaid stages are dropped, paid ones run to their own end."""

    by: str
    dropped: int


@dataclass(frozen=True, slots=True)
class WorkFinished(Event):
    """Every stage is over; who got what of them all."""

    paid_units: int
    fee_units: int
    returned_units: int


@dataclass(frozen=True, slots=True)
class WorkHandedIn(Event):
    """`sha256` is over the words and the hashes of the files together."""

    number: int
    sha256: str
    files: int
    PUBLIC: ClassVar[tuple[str, ...]] = ("sha256",)


@dataclass(frozen=True, slots=True)
class RevisionAsked(Event):
    number: int
    of: int

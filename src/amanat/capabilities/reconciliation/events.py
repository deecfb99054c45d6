"""Facts of reconciliation: what the bank said, what does not agree, and who made it agree."""

from dataclasses import dataclass

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class StatementRead(Event):
    """A file of the bank was read; `fresh` of its `lines` were new to us."""

    day: str
    sha256: str
    lines: int
    fresh: int


@dataclass(frozen=True, slots=True)
class GatewayListRead(Event):
    """What a gateway says it settled on one day."""

    gateway: str
    day: str
    rows: int
    units: int


@dataclass(frozen=True, slots=True)
class LineMatched(Event):
    """A line of the bank belongs to this thing of ours."""

    subject: str
    units: int
    words: str


@dataclass(frozen=True, slots=True)
class ItemMoved(Event):
    """A difference: what it is about, and by how many rial the outside says more than we do."""

    key: str
    units: int


class ItemFound(ItemMoved): ...


class ItemFoundAgain(ItemMoved): ...


class ItemCleared(ItemMoved):
    """The other side has arrived: nothing differs any more."""


@dataclass(frozen=True, slots=True)
class ItemDecided(Event):
    """What a person of finance said about a difference."""

    key: str
    units: int
    words: str


class ItemTaken(ItemDecided): ...


class ItemExplained(ItemDecided): ...


class ItemMatched(ItemDecided): ...


class CorrectionTurnedDown(ItemDecided): ...


@dataclass(frozen=True, slots=True)
class CorrectionMoved(Event):
    """Entries that make our book agree, and the hash of what was signed."""

    key: str
    debit: str
    credit: str
    units: int
    sha256: str


class CorrectionProposed(CorrectionMoved): ...


class CorrectionWritten(CorrectionMoved): ...


@dataclass(frozen=True, slots=True)
class DayClosed(Event):
    """Somebody of finance signed that a day adds up, or that everything open has an owner."""

    day: str
    sha256: str
    difference_units: int
    explained: int

"""What happened to a rank. A score stands in clear in the public log only once it is public."""

from dataclasses import dataclass
from typing import ClassVar

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class BusinessNoted(Event):
    """Something was noted of a business; `noted` is its kind, `day` when it happened."""

    business_id: int
    note_id: int
    noted: str
    day: str


@dataclass(frozen=True, slots=True)
class RankBegun(Event):
    business_id: int


@dataclass(frozen=True, slots=True)
class RankComputed(Event):
    """The score of a day; None when not rated. `digest` is of its inputs and its law."""

    business_id: int
    day: str
    edition: int
    basis_points: int | None
    stars: int | None
    digest: str


@dataclass(frozen=True, slots=True)
class RankFell(Event):
    """Fewer stars than the day before, or none any more; `stars` is None when not rated."""

    business_id: int
    day: str
    was_stars: int
    stars: int | None


@dataclass(frozen=True, slots=True)
class RankRose(Event):
    business_id: int
    day: str
    was_stars: int | None
    stars: int


@dataclass(frozen=True, slots=True)
class RankShown(Event):
    """The first score goes to its holder, who may object before everybody sees it."""

    business_id: int
    day: str


@dataclass(frozen=True, slots=True)
class RankPublished(Event):
    business_id: int
    code: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("code",)


@dataclass(frozen=True, slots=True)
class ScoreObjected(Event):
    business_id: int
    day: str


@dataclass(frozen=True, slots=True)
class AnswerProposed(Event):
    business_id: int
    outcome: str


@dataclass(frozen=True, slots=True)
class AnswerReturned(Event):
    business_id: int


@dataclass(frozen=True, slots=True)
class ScoreCorrected(Event):
    """`days` scores were computed again without the struck notes."""

    business_id: int
    days: int
    struck: list[int]


@dataclass(frozen=True, slots=True)
class ScoreUpheld(Event):
    business_id: int


@dataclass(frozen=True, slots=True)
class ObjectionPassedOn(Event):
    """Nobody answered in time: the panel decides, and the public count grows."""

    business_id: int
    was: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("was",)


@dataclass(frozen=True, slots=True)
class PaperEntered(Event):
    business_id: int
    noted: str


@dataclass(frozen=True, slots=True)
class PaperConfirmed(Event):
    business_id: int
    noted: str


@dataclass(frozen=True, slots=True)
class PaperTurnedDown(Event):
    business_id: int
    noted: str


@dataclass(frozen=True, slots=True)
class WeightsProposed(Event):
    weights: dict[str, int]
    PUBLIC: ClassVar[tuple[str, ...]] = ("weights",)


@dataclass(frozen=True, slots=True)
class ConsultationEnded(Event):
    """The fourteen days are over; two people may decide now."""


@dataclass(frozen=True, slots=True)
class WeightsChanged(Event):
    weights: dict[str, int]
    valid_from: str
    PUBLIC: ClassVar[tuple[str, ...]] = ("weights", "valid_from")


@dataclass(frozen=True, slots=True)
class WeightsDropped(Event):
    """The weights stay as they are."""


@dataclass(frozen=True, slots=True)
class SalesCaseOpened(Event):
    """Sales that cannot be believed; `kind` says why."""

    business_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class SalesCaseClosed(Event):
    business_id: int
    kind: str

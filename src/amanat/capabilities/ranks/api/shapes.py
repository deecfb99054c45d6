"""What machines send and read about ranks."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field, StrictInt

from amanat.capabilities.ranks import queries
from amanat.capabilities.ranks.models import Objection, Paper, Score, WeightSet
from amanat.capabilities.ranks.rules import FACTORS, LONGEST_SOURCE, LONGEST_SUBJECT, LONGEST_WORDS
from amanat.capabilities.ranks.rules.kinds import KINDS, ON_PAPER
from amanat.capabilities.ranks.states import (
    CORRECTED,
    OBJECTION,
    PAPER,
    RANK,
    SALES_CASE,
    UPHELD,
    WEIGHT_SET,
)
from amanat.face.machines import Given, Rial
from amanat.face.one_of import OneOf, states_of

LONGEST_CODE = 24
MOST_STRUCK = 50
RankState = Annotated[str, OneOf("RankState", states_of(RANK))]
ObjectionState = Annotated[str, OneOf("ObjectionState", states_of(OBJECTION))]
PaperState = Annotated[str, OneOf("PaperState", states_of(PAPER))]
WeightSetState = Annotated[str, OneOf("WeightSetState", states_of(WEIGHT_SET))]
SalesCaseState = Annotated[str, OneOf("SalesCaseState", states_of(SALES_CASE))]
Outcome = Annotated[str, OneOf("ObjectionOutcome", (CORRECTED, UPHELD))]
NoteKind = Annotated[str, OneOf("NoteKind", KINDS)]
PaperKind = Annotated[str, OneOf("PaperKind", ON_PAPER)]
Day = Annotated[date, Field(examples=["2026-11-22"])]
Words = Annotated[str, Field(max_length=LONGEST_WORDS)]
Weight = Annotated[StrictInt, Field(ge=0, le=100)]


class ObjectionIn(Given):
    """What in the newest score is wrong; at least ten characters."""

    words: Words


class ObjectionAnswerIn(Given):
    """`struck` are ids of the notes that are wrong; none when the score is upheld."""

    outcome: Outcome
    words: Words
    struck: Annotated[list[StrictInt], Field(max_length=MOST_STRUCK)] = []


class RankPaperIn(Given):
    """Amounts are needed where the kind has them: revenue and assets of a statement, declared and
    counted sales, a guarantee. `until` is needed for guarantees and training."""

    code: Annotated[str, Field(max_length=LONGEST_CODE)]
    kind: PaperKind
    day: Day
    subject: Annotated[str, Field(max_length=LONGEST_SUBJECT)]
    source: Annotated[str, Field(max_length=LONGEST_SOURCE)]
    units: Rial = "0"
    other_units: Rial = "0"
    until: Day | None = None


class SalesCaseIn(Given):
    words: Words


class Weights(Schema):
    """One whole number for each factor; together 100."""

    complaint_answering: Weight
    complaint_outcome: Weight
    financial_responsibility: Weight
    violation_history: Weight
    delivery_on_time: Weight
    activity_history: Weight
    financial_capability: Weight


class WeightsIn(Given):
    weights: Weights
    words: Words


class WeightsEnactIn(Given):
    """The first day on which they hold; at least a week ahead."""

    valid_from: Day


class CapOut(Schema):
    name: str
    most_stars: int


class ScoreOut(Schema):
    """`basis_points` of 10000 and `stars` are null when not rated. Factors are exact fractions such
    as "7/8"; `reasons` says why each point was lost, in both languages."""

    day: date
    edition: int
    basis_points: int | None
    stars: int | None
    factors: dict[str, str]
    caps: list[CapOut]
    reasons: dict[str, Any]
    changes: dict[str, int]
    parameter_set: str
    formula: str
    digest: str
    computed_at: datetime


class ScoreDayOut(ScoreOut):
    """Everything to compute the score again: `inputs` and the dated `parameters` of that day."""

    code: str
    inputs: dict[str, Any]
    parameters: dict[str, Any]


class HistoryRow(Schema):
    day: date
    basis_points: int | None
    stars: int | None
    edition: int


class SellerOut(Schema):
    """The newest score and every day before it, the newest first."""

    code: str
    is_stale: bool
    score: ScoreOut | None
    history: list[HistoryRow]


class RankOut(SellerOut):
    """As its holder sees it; `public_at` is when everybody will, while nobody else does."""

    state: RankState
    public_at: datetime | None


class FormulaOut(Schema):
    """The dated values of a day, as anybody computes with them. Unconfirmed ones are no law."""

    formula: str
    parameter_set: str
    is_confirmed: bool
    parameters: dict[str, Any]


class ObjectionOut(Schema):
    id: str
    day: date
    state: ObjectionState
    words: str
    due_at: datetime | None
    answer: str


class RankPaperOut(Schema):
    id: str
    kind: NoteKind
    state: PaperState
    day: date
    subject: str
    units: Rial
    other_units: Rial
    until: date | None
    source: str


class WeightSetOut(Schema):
    id: str
    state: WeightSetState
    weights: Weights
    words: str
    due_at: datetime | None
    valid_from: date | None


class SalesCaseOut(Schema):
    id: str
    kind: str
    state: SalesCaseState
    opened_at: datetime


class RankDeskOut(Schema):
    """What waits for officers."""

    objections: list[ObjectionOut]
    papers: list[RankPaperOut]
    cases: list[SalesCaseOut]


def score_out(score: Score) -> ScoreOut:
    return ScoreOut.model_validate(score, from_attributes=True)


def day_out(code: str, score: Score, values: dict[str, Any]) -> ScoreDayOut:
    told = score_out(score).model_dump()
    return ScoreDayOut(code=code, inputs=score.inputs, parameters=values, **told)


def history_out(business_id: int) -> list[HistoryRow]:
    rows = queries.history(business_id)
    return [HistoryRow.model_validate(one, from_attributes=True) for one in rows]


def objection_out(one: Objection) -> ObjectionOut:
    is_over = one.state in OBJECTION.ends()
    return ObjectionOut(
        id=str(one.pk), day=one.score.day, state=one.state, words=one.words, due_at=one.due_at,
        answer=one.answer if is_over else "",
    )  # fmt: skip


def paper_out(one: Paper) -> RankPaperOut:
    return RankPaperOut(
        id=str(one.pk), kind=one.kind, state=one.state, day=one.day, subject=one.subject,
        units=str(one.units), other_units=str(one.other_units), until=one.until, source=one.source,
    )  # fmt: skip


def weight_set_out(one: WeightSet) -> WeightSetOut:
    return WeightSetOut(
        id=str(one.pk), state=one.state, weights=Weights(**{n: one.weights[n] for n in FACTORS}),
        words=one.words, due_at=one.due_at, valid_from=one.valid_from,
    )  # fmt: skip

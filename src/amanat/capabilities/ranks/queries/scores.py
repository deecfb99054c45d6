"""The score of a day, as recorded and as computed again."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from typing import Any

from amanat.capabilities.ranks import rules
from amanat.capabilities.ranks.models import Rank, Score
from amanat.capabilities.ranks.queries.record import History, histories
from amanat.capabilities.ranks.rules.inputs import Inputs
from amanat.kernel.law import parameters as law
from amanat.words.moments import TEHRAN, tehran_day
from amanat.words.refusal import NotFound

MOST_DAYS_SHOWN = 400
LAW_NAMES = (rules.WEIGHTS, rules.CRITERIA)
STALE_DAYS = "rank.stale_days"


@dataclass(frozen=True, slots=True)
class Computed:
    """A score found anew from what was noted: equal numbers, equal digest."""

    day: date
    rank: rules.Rank
    inputs: Inputs
    law: rules.Law
    values: dict[str, Any]  # The dated values as they stand in the law.
    parameter_set: str

    @property
    def basis_points(self) -> int | None:
        return self.rank.basis_points

    @property
    def stars(self) -> int | None:
        return self.rank.stars

    @property
    def factors(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.rank.factors.items()}

    @property
    def caps(self) -> list[dict[str, Any]]:
        return [{"name": one.name, "most_stars": one.most_stars} for one in self.rank.caps]

    @property
    def digest(self) -> str:
        """SHA-256 of what it was made of, as canonical JSON."""
        return digest_of(self.day, self.inputs.as_json(), self.parameter_set)

    def agrees_with(self, score: Score) -> bool:
        """Whether a recorded score has the very same numbers and inputs."""
        mine = (self.basis_points, self.stars, self.factors, self.caps, self.digest)
        return mine == (score.basis_points, score.stars, score.factors, score.caps, score.digest)


def digest_of(day: date, inputs: dict[str, Any], parameter_set: str) -> str:
    made_of = {
        "day": day.isoformat(), "formula": rules.FORMULA, "inputs": inputs,
        "parameter_set": parameter_set,
    }  # fmt: skip
    text = json.dumps(made_of, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class LawOfDay:
    law: rules.Law
    values: dict[str, Any]
    parameter_set: str
    is_confirmed: bool


def law_on(day: date) -> LawOfDay:
    """The weights and criteria that govern a day; NoValueForDate when there are none."""
    rows = law.rows_in_force(LAW_NAMES, day)
    return _law_of(tuple(rows[name] for name in LAW_NAMES))


def laws_on(days: Iterable[date]) -> dict[date, LawOfDay]:
    """The same for many days, in two queries."""
    values = {name: law.values_of(name) for name in LAW_NAMES}
    read = cache(_law_of)

    def of(day: date) -> LawOfDay:
        rows = []
        for name in LAW_NAMES:
            row = next((one for one in reversed(values[name]) if one.valid_from <= day), None)
            if row is None:
                raise law.NoValueForDate(name=name)
            rows.append(row)
        return read(tuple(rows))

    return {day: of(day) for day in days}


def _law_of(rows: tuple[law.Parameter, ...]) -> LawOfDay:
    values = {row.name: row.value for row in rows}
    return LawOfDay(
        rules.law_of(values[rules.WEIGHTS], values[rules.CRITERIA]),
        values,
        " ".join(f"{row.name}@{row.valid_from.isoformat()}" for row in rows),
        all(row.status == law.Status.CONFIRMED for row in rows),
    )


def score_on(business_id: int, day: date) -> Score | None:
    """The score of this day in its last edition; while it is missing, the last one before it.

    Ask `is_fresh` or `is_stale` how old it is. None when there never was one. Its `stars` and
    `basis_points` are None when the business was not rated.
    """
    rows = Score.objects.filter(business_id=business_id, day__lte=day)
    return rows.order_by("-day", "-edition").first()


def latest(business_id: int) -> Score | None:
    """The newest score."""
    rows = Score.objects.filter(business_id=business_id)
    return rows.order_by("-day", "-edition").first()


def latest_of(business_ids: Iterable[int]) -> dict[int, Score]:
    """The newest score of each business, in one query."""
    rows = Score.objects.filter(business_id__in=list(business_ids))
    newest = rows.order_by("business_id", "-day", "-edition").distinct("business_id")
    return {one.business_id: one for one in newest}


def is_fresh(score: Score | None, at: datetime) -> bool:
    """Whether a score may still give headroom: it is less than three days old (`rank.stale_days`)."""
    if score is None:
        return False
    return (tehran_day(at) - score.day).days < law.whole(STALE_DAYS, at)


def is_stale(score: Score, at: datetime) -> bool:
    """Whether the score of the day should be there by now and is not: yesterday's is shown."""
    return score.day < day_to_compute(at)


def day_to_compute(at: datetime) -> date:
    """The newest day whose score should be there: today's from four o'clock on."""
    there = at.astimezone(TEHRAN)
    is_due = there.hour >= rules.COMPUTE_HOUR
    return there.date() if is_due else date.fromordinal(there.date().toordinal() - 1)


def recompute(business_id: int, day: date) -> Computed:
    """The score of any day again, from what was known then: the recorded number, or a bug."""
    recorded = Score.objects.filter(business_id=business_id, day=day).order_by("-edition").first()
    history = histories([business_id])[business_id]
    return compute_from(history, day, law_on(day), recorded.left_out if recorded else ())


def compute_from(
    history: History, day: date, of: LawOfDay, left_out: Sequence[int] = ()
) -> Computed:
    inputs = history.inputs(day, of.law, left_out)
    rank = rules.rank(inputs, day, of.law)
    return Computed(day, rank, inputs, of.law, of.values, of.parameter_set)


def differing(scores: Iterable[Score]) -> list[Score]:
    """Recorded scores that are not what computing them again gives: nothing, when all is well."""
    wanted = list(scores)
    known = histories({one.business_id for one in wanted})
    laws = laws_on({one.day for one in wanted})
    return [
        one
        for one in wanted
        if not compute_from(
            known[one.business_id], one.day, laws[one.day], one.left_out
        ).agrees_with(one)
    ]


def history(business_id: int) -> list[Score]:
    """The last edition of each day, the newest first; at most about a year."""
    rows = Score.objects.filter(business_id=business_id).order_by("-day", "-edition")
    return list(rows.distinct("day")[:MOST_DAYS_SHOWN])


def editions(business_id: int, day: date) -> list[Score]:
    """All that was recorded of one day, the first edition first."""
    return list(Score.objects.filter(business_id=business_id, day=day).order_by("edition"))


def rank_of(business_id: int) -> Rank | None:
    """Who sees the scores of this business; None when nothing was ever noted."""
    return Rank.objects.filter(business_id=business_id).first()


def public_rank(business_id: int) -> Rank:
    """The same for everybody else: NotFound while only its holder sees it."""
    found = Rank.objects.filter(business_id=business_id, state="public").first()
    if found is None:
        raise NotFound
    return found


def due_for_computing(at: datetime, limit: int) -> list[int]:
    """Businesses whose score of the day is due and missing, by id."""
    day = day_to_compute(at)
    rows = Rank.objects.filter(business__closed_at=None, begun_on__lt=day)
    missing = rows.exclude(computed_for__gte=day).order_by("pk")
    return list(missing.values_list("business_id", flat=True)[:limit])


def factors_in(score: Score) -> dict[str, Fraction]:
    return {name: Fraction(value) for name, value in score.factors.items()}

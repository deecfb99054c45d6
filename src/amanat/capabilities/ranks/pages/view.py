"""A score as people read it: every point won and lost, what changed, and the days behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from amanat.capabilities.ranks import queries, rules
from amanat.capabilities.ranks.models import Rank, Score
from amanat.capabilities.ranks.rules import score as scores
from amanat.capabilities.ranks.rules import sentences
from amanat.capabilities.ranks.rules.sentences import said, told_points
from amanat.face.charts import Curves, curves
from amanat.words.moments import spoken_date
from amanat.words.text import Text

MOST_STARS = 5
HUNDRED = 100
CAP_NAMES = (scores.FEW_SALES, scores.YOUNG, scores.UNANSWERED, scores.UNPAID, scores.CRITICAL)
UNRATED = Text("هنوز رتبه‌بندی نشده", "Not rated yet")
ALL = Text("همهٔ امتیاز", "All points")
MOST_IN_CHART = 120


@dataclass(frozen=True, slots=True)
class FactorRow:
    """One factor: what it could give, what it gave, and why not all of it."""

    name: Text
    weight: int
    value: str  # The exact fraction.
    percent: Text
    won: Text
    lost: Text | None
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A score, ready to be read."""

    score: Score
    heading: Text
    points: Text | None
    stars: tuple[bool, ...]
    factors: tuple[FactorRow, ...]
    caps: tuple[Text, ...]
    changes: tuple[tuple[Text, Text, bool], ...]  # Name, points, whether they were won.
    is_stale: bool
    is_confirmed: bool


def shown(score: Score, at: datetime) -> Shown:
    of = queries.law_on(score.day)
    return Shown(
        score=score,
        heading=heading(score),
        points=told_points(score.basis_points) if score.basis_points is not None else None,
        stars=stars_of(score.stars),
        factors=tuple(_factors(score, of.law)),
        caps=tuple(_caps(score)),
        changes=tuple(_changes(score)),
        is_stale=queries.is_stale(score, at),
        is_confirmed=of.is_confirmed,
    )


def heading(score: Score) -> Text:
    """«۴ ستاره؛ ۸۶٫۲۰ از ۱۰۰», or that there is no rating."""
    if score.basis_points is None:
        return UNRATED
    text = Text("{stars} ستاره؛ {points} از ۱۰۰", "{stars} stars; {points} of 100")
    return said(text, stars=score.stars, points=sentences.points(score.basis_points))


def stars_of(stars: int | None) -> tuple[bool, ...]:
    """Five places, filled or not; none at all for what is not rated."""
    return tuple(place < stars for place in range(MOST_STARS)) if stars is not None else ()


def _factors(score: Score, law: rules.Law) -> Iterator[FactorRow]:
    if not score.is_rated:
        return
    factors = queries.factors_in(score)
    for name in rules.FACTORS:  # JSON keeps no order.
        value = factors[name]
        told = score.reasons.get(name, {})
        lost = int(told.get("lost", 0))
        weight = law.weights[name]
        yield FactorRow(
            name=sentences.NAMES[name],
            weight=weight,
            value=str(value),
            percent=told_points(_percent(value)),
            won=told_points(weight * HUNDRED - lost),
            lost=told_points(lost) if lost else None,
            reasons=texts_of(told),
        )


def _percent(value: Fraction) -> int:
    return rules.half_up(value * HUNDRED * HUNDRED)


def texts_of(told: dict[str, Any]) -> tuple[Text, ...]:
    """Sentences as they were recorded."""
    pairs = zip(told.get("fa", []), told.get("en", []), strict=True)
    return tuple(Text(fa, en) for fa, en in pairs)


def _caps(score: Score) -> Iterator[Text]:
    for name in CAP_NAMES:
        yield from texts_of(score.reasons.get(name, {}))


def _changes(score: Score) -> Iterator[tuple[Text, Text, bool]]:
    for name in (*rules.FACTORS, "total"):
        if name in score.changes:
            won = int(score.changes[name])
            yield sentences.NAMES.get(name, ALL), told_points(abs(won)), won >= 0


def chart(history: Sequence[Score]) -> Curves | None:
    """The points of the last days, the oldest first; nothing while there are fewer than two."""
    rated = [one for one in reversed(history[:MOST_IN_CHART]) if one.basis_points is not None]
    if len(rated) < 2:
        return None
    values = [one.basis_points or 0 for one in rated]
    first, last = rated[0], rated[-1]
    marks = {
        0: _day(first),
        len(rated) - 1: _day(last),
    }
    label = Text("امتیاز از ۱۰۰", "Points of 100")
    caption = said(
        Text("امتیاز {n} روز؛ جدول زیر همان عددهاست.", "The points of {n} days; the table below has them."),
        n=len(rated),
    )  # fmt: skip
    return curves(_finding(first, last), caption, {label: values}, marks, unit=HUNDRED)


def _day(score: Score) -> Text:
    return Text(spoken_date(score.day, "fa"), spoken_date(score.day, "en"))


def _finding(first: Score, last: Score) -> Text:
    """What the chart shows, in one sentence."""
    gap = (last.basis_points or 0) - (first.basis_points or 0)
    if not gap:
        text = Text("امتیاز تغییری نکرده است", "The points have not changed")
    elif gap > 0:
        text = Text("امتیاز {n} بالا رفته است", "The points rose by {n}")
    else:
        text = Text("امتیاز {n} پایین آمده است", "The points fell by {n}")
    return said(text, n=sentences.points(abs(gap)))


def days(history: Sequence[Score]) -> list[tuple[Score, Text, Text | None]]:
    """Rows of the table under the chart: points, and whether the day was corrected."""
    corrected = Text("اصلاح‌شده", "Corrected")
    return [
        (one, heading(one), corrected if one.edition > 1 else None) for one in history
    ]  # fmt: skip


def state_of(rank: Rank | None) -> str:
    return rank.state if rank else "unrated"

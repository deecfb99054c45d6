"""The score of the day: computed once, recorded with all it was made of, shown, then published."""

from datetime import date, timedelta
from typing import Any

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ranks import queries, rules
from amanat.capabilities.ranks.events import (
    RankComputed,
    RankFell,
    RankPublished,
    RankRose,
    RankShown,
)
from amanat.capabilities.ranks.models import Objection, Rank, Score
from amanat.capabilities.ranks.refusals import ScoreComputedBefore
from amanat.capabilities.ranks.rules import sentences
from amanat.capabilities.ranks.states import UNRATED
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move, record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.refusal import NotFound, refuse_unless


@atomic
def compute(act: Act, *, business_id: int) -> Score:
    """Compute and record the score of the day; the first one is shown to its holder alone."""
    rank = locked_rank(business_id)
    day = queries.day_to_compute(act.at)
    is_new = rank.computed_for is None or rank.computed_for < day
    refuse_unless(is_new, ScoreComputedBefore)
    before = queries.latest(business_id)
    score = written(act, rank, queries.recompute(business_id, day), before)
    rank.computed_for = day
    rank.save(update_fields=["computed_for"])
    tell_the_stars(act, rank, before, score)
    if score.is_rated and rank.state == UNRATED:
        show_rank(act, rank_id=rank.pk)
    return score


def locked_rank(business_id: int) -> Rank:
    found = Rank.objects.filter(business_id=business_id).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound
    return Rank.objects.lock(found)


def written(
    act: Act,
    rank: Rank,
    found: queries.Computed,
    before: Score | None,
    *,
    edition: int = 1,
    left_out: tuple[int, ...] = (),
    objection: Objection | None = None,
) -> Score:
    """One score with all that explains it, and its fact."""
    score = Score.objects.create(
        business_id=rank.business_id, day=found.day, edition=edition,
        basis_points=found.basis_points, stars=found.stars, factors=found.factors,
        caps=found.caps, reasons=reasons_of(found), changes=changes_of(found, before),
        inputs=found.inputs.as_json(), left_out=list(left_out),
        parameter_set=found.parameter_set, formula=rules.FORMULA, digest=found.digest,
        computed_at=act.at, objection=objection,
    )  # fmt: skip
    fact = RankComputed(
        rank.business_id, found.day.isoformat(), edition, found.basis_points, found.stars,
        found.digest,
    )  # fmt: skip
    record(act, fact, subject=rank)
    return score


def reasons_of(found: queries.Computed) -> dict[str, Any]:
    """Every point lost with its sentences, in both languages; and every cap."""
    if not found.rank.is_rated:
        return {}
    lost = rules.lost_points(found.rank, found.law)
    said = sentences.reasons(found.inputs, found.day, found.law, lost)
    told: dict[str, Any] = {
        name: {
            "lost": lost[name],
            "fa": [one.fa for one in texts],
            "en": [one.en for one in texts],
        }
        for name, texts in said.items()
    }
    for cap in found.rank.caps:
        text = sentences.cap_reason(cap, found.law)
        told[cap.name] = {"lost": 0, "fa": [text.fa], "en": [text.en]}
    return told


def changes_of(found: queries.Computed, before: Score | None) -> dict[str, int]:
    """What the points of each factor, and all together, won or lost since the score before."""
    if before is None or before.basis_points is None or found.basis_points is None:
        return {}
    then, now = queries.factors_in(before), found.rank.factors
    changed = {
        name: rules.half_up(found.law.weights[name] * (now[name] - then[name]) * 100)
        for name in rules.FACTORS
        if now[name] != then[name]
    }
    total = found.basis_points - before.basis_points
    return {**changed, "total": total} if changed or total else {}


def tell_the_stars(act: Act, rank: Rank, before: Score | None, score: Score) -> None:
    """A fact when stars fall or rise: rooms above follow it."""
    was, now, day = before.stars if before else None, score.stars, score.day.isoformat()
    if was is not None and (now is None or now < was):
        record(act, RankFell(rank.business_id, day, was, now), subject=rank)
    elif now is not None and (was is None or now > was):
        record(act, RankRose(rank.business_id, day, was, now), subject=rank)


@atomic
def show_rank(act: Act, *, rank_id: int) -> Rank:
    """The holder sees the first score, and has time before everybody does."""
    rank = Rank.objects.lock(rank_id)
    rank.shown_at = act.at
    until = act.at + timedelta(days=law.whole("rank.first_notice_days", act.at))
    day: date = queries.day_to_compute(act.at)
    move(act, rank, "show_rank", RankShown(rank.business_id, day.isoformat()), due_at=until)
    return rank


@atomic
def publish_rank(act: Act, *, rank_id: int) -> Rank:
    """From now on everybody sees it, each day anew."""
    rank = Rank.objects.lock(rank_id)
    rank.published_at = act.at
    code = businesses.business(rank.business_id).code
    move(act, rank, "publish_rank", RankPublished(rank.business_id, code))
    return rank

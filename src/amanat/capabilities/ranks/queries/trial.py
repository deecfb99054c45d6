"""What a trial of other weights needs: the rules as they are, and what is recorded, weighed anew."""

from datetime import date

from amanat.capabilities.ranks import rules
from amanat.capabilities.ranks.models import Rank, Score
from amanat.capabilities.ranks.queries.scores import factors_in
from amanat.capabilities.ranks.rules.score import Cap


def reweighed(score: Score, law: rules.Law) -> rules.Rank:
    """What a rated score would have been with the factors and caps of its day, under other weights."""
    caps = tuple(Cap(one["name"], one["most_stars"]) for one in score.caps)
    return rules.reweigh(factors_in(score), caps, law)


def newest_rated(day: date, limit: int) -> list[Score]:
    """The last score of every rated business up to this day, at most so many."""
    ranked = Rank.objects.exclude(computed_for=None).values("business_id")
    rows = Score.objects.filter(business_id__in=ranked, day__lte=day)
    newest = rows.order_by("business_id", "-day", "-edition").distinct("business_id")
    return [one for one in newest[:limit] if one.is_rated]


def recorded_scores(day: date, limit: int) -> list[Score]:
    """Rated days of the past, the newest first, at most so many."""
    rows = Score.objects.filter(day__lte=day).exclude(stars=None)
    return list(rows.only("factors", "caps", "stars").order_by("-day", "-pk")[:limit])

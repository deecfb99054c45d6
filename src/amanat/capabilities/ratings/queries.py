"""What may be seen of ratings: nothing of a pair until both have spoken, or the time is over."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from amanat.capabilities.ratings import rules
from amanat.capabilities.ratings.models import Rating

TENTHS = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person was rated: how often, and the mean in tenths of a star, rounded down."""

    count: int
    tenths: int

    @property
    def stars(self) -> str:
        return f"{self.tenths // TENTHS}.{self.tenths % TENTHS}"


@dataclass(frozen=True, slots=True)
class Pair:
    """The ratings of one thing as one side sees them."""

    mine: Rating | None
    theirs: Rating | None
    is_open: bool
    closes_at: datetime


def shown(at: datetime) -> QuerySet[Rating]:
    """Ratings anybody may see at this moment."""
    answer = Rating.objects.filter(subject=OuterRef("subject"), by=OuterRef("about"))
    return Rating.objects.filter(Q(closes_at__lte=at) | Exists(answer))


def standing(person_id: int | None, at: datetime) -> Standing | None:
    """How this person stands; None while nothing may be shown."""
    if person_id is None:
        return None
    found = shown(at).filter(about=person_id).aggregate(count=Count("pk"), stars=Sum(F("stars")))
    if not found["count"]:
        return None
    return Standing(found["count"], found["stars"] * TENTHS // found["count"])


def pair(subject: str, *, person_id: int, ended_at: datetime, at: datetime) -> Pair:
    """My own rating, theirs once it may be shown, and whether I may still give mine."""
    ratings = list(Rating.objects.filter(subject=subject))
    mine = next((one for one in ratings if one.by_id == person_id), None)
    theirs = next((one for one in ratings if one.by_id != person_id), None)
    closes_at = rules.closes_at(ended_at)
    is_over = at >= closes_at
    return Pair(
        mine=mine,
        theirs=theirs if mine or is_over else None,
        is_open=mine is None and not is_over,
        closes_at=closes_at,
    )

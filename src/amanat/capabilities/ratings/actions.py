"""One verb: say once how the other side was."""

from datetime import datetime

from django.db import IntegrityError, transaction

from amanat.capabilities.ratings import rules
from amanat.capabilities.ratings.events import RatingGiven
from amanat.capabilities.ratings.models import Rating
from amanat.capabilities.ratings.refusals import AlreadyRated, NotOneself
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.refusal import refuse, refuse_unless


@atomic
def rate(
    act: Act, *, subject: str, about_id: int, stars: int, words: str, ended_at: datetime
) -> Rating:
    """Rate the other side of something that ended; who is a side is checked by the caller."""
    refuse_unless(act.person != about_id, NotOneself)
    rules.check(stars, words, ended_at, act.at)
    try:
        with transaction.atomic():
            rating = Rating.objects.create(
                subject=subject, by_id=act.person, about_id=about_id, stars=stars,
                words=words, at=act.at, closes_at=rules.closes_at(ended_at),
            )  # fmt: skip
    except IntegrityError:
        refuse(AlreadyRated)
    record(act, RatingGiven(about_id, stars), subject=rating)
    return rating

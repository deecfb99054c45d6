"""What a rating may be, and when it is shown: pure rules."""

from datetime import datetime, timedelta

from amanat.capabilities.ratings.refusals import RatingTooLate, StarsOutOfRange, WordsTooLong
from amanat.words.refusal import refuse_unless

STARS = range(1, 6)
LONGEST_WORDS = 500
TIME_TO_RATE = timedelta(days=60)


def closes_at(ended_at: datetime) -> datetime:
    """Until when both may rate; then what one side said is shown alone."""
    return ended_at + TIME_TO_RATE


def check(stars: int, words: str, ended_at: datetime, at: datetime) -> None:
    """Refuse what a rating may not be."""
    refuse_unless(stars in STARS, StarsOutOfRange, "stars", least=STARS[0], most=STARS[-1])
    refuse_unless(len(words) <= LONGEST_WORDS, WordsTooLong, "words", most=LONGEST_WORDS)
    refuse_unless(at < closes_at(ended_at), RatingTooLate, days=TIME_TO_RATE.days)

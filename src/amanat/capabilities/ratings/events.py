from dataclasses import dataclass

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class RatingGiven(Event):
    about: int
    stars: int

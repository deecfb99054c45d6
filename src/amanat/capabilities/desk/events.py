"""What officers do on the bench."""

from dataclasses import dataclass

from amanat.words.event import Event


@dataclass(frozen=True, slots=True)
class WorkRunAgain(Event):
    """An officer had a parked reaction run again; `entry_id` is the fact it follows."""

    reaction: str
    entry_id: int

"""Every read of the lab that others may use."""

from datetime import datetime

from amanat.capabilities.lab.queries.rulebook import House
from amanat.capabilities.lab.queries.trials import (
    Asked,
    current,
    frame_in,
    history_of,
    house_in,
    inputs_digest,
    newest,
    next_unfinished,
    part_of,
    replayed,
    result_of,
    samen_question,
    sets_of,
    steps_of,
    trial,
    trials,
    what_if_question,
)
from amanat.capabilities.lab.rules import what_if
from amanat.capabilities.lab.rules.history import Frame
from amanat.capabilities.people import queries as people
from amanat.kernel.clock.time import tehran_day
from amanat.words.act import Role
from amanat.words.refusal import NotFound

__all__ = [
    "Asked",
    "House",
    "check_officer",
    "current",
    "frame",
    "frame_in",
    "history_of",
    "house_in",
    "inputs_digest",
    "knobs",
    "newest",
    "next_unfinished",
    "part_of",
    "replayed",
    "result_of",
    "samen_question",
    "sets_of",
    "steps_of",
    "trial",
    "trials",
    "what_if_question",
]


def frame(at: datetime) -> Frame:
    """What is reported of the fraud, as it is kept today."""
    return frame_in(sets_of(tehran_day(at)))


def knobs(at: datetime) -> dict[str, int]:
    """Where every number that may be tried stands today."""
    return what_if.read({one["name"]: one["value"] for one in sets_of(tehran_day(at))})


def check_officer(person_id: int | None) -> None:
    """NotFound for everybody without the officer's hat."""
    if person_id is None or Role.OFFICER not in people.hats(person_id):
        raise NotFound

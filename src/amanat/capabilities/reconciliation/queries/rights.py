"""Who may read the finance desk."""

from amanat.capabilities.people import queries as people
from amanat.words.act import Role
from amanat.words.refusal import NotFound, refuse_unless


def check_finance(person_id: int | None) -> None:
    """NotFound for everybody who does not wear the hat of finance."""
    wears = person_id is not None and Role.FINANCE in people.hats(person_id)
    refuse_unless(wears, NotFound)

"""Whether somebody took a step before this one, under whatever account."""

from amanat.capabilities.people import queries as people
from amanat.capabilities.permits.models import Permit, PermitChange
from amanat.capabilities.permits.rules.hands import BEFORE


def took_before(person_id: int, thing: Permit | PermitChange, verb: str) -> bool:
    """Whether this step needs somebody else."""
    first_ids = (getattr(thing, name) for name in BEFORE.get(verb, ()))
    return any(_same(person_id, one) for one in first_ids if one is not None)


def did_before(person_id: int, thing: Permit | PermitChange, verb: str) -> bool:
    """The same by the account alone, without a read: for lists."""
    return person_id in {getattr(thing, name) for name in BEFORE.get(verb, ())}


def _same(one_id: int, other_id: int) -> bool:
    mine, other = (people.marks_of(pk).national_id_index for pk in (one_id, other_id))
    return one_id == other_id or bool(mine and mine == other)

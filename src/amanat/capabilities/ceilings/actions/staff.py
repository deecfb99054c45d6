"""Who decides about a ceiling: wears the hat, and has no tie to the business."""

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ceilings.refusals import OwnFile
from amanat.capabilities.people import queries as people
from amanat.words.act import Act, Role
from amanat.words.refusal import NotYours, refuse_unless


def one_of(act: Act, *roles: Role) -> None:
    """NotYours unless the act's hat is one of these and is worn."""
    wears = act.by is not None and act.role in people.hats(act.by)
    refuse_unless(wears and act.role in roles, NotYours)


def untied(act: Act, business_id: int) -> None:
    """OwnFile for somebody of the business, or with a declared conflict."""
    refuse_unless(not businesses.is_in_conflict(act.person, business_id), OwnFile)


def twice(act: Act, first_id: int | None) -> bool:
    """Whether who acts now did the first step too, under whatever account."""
    if first_id is None:
        return False
    mine, first = (people.marks_of(pk).national_id_index for pk in (act.person, first_id))
    return act.by == first_id or bool(mine and mine == first)

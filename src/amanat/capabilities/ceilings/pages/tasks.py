"""What ceilings ask of the desk, as lines of the inbox."""

from collections.abc import Iterator

from amanat.capabilities.ceilings import queries
from amanat.capabilities.ceilings.states import CHECKED, ESCALATED, FROZEN, LATE, PROPOSED
from amanat.face.tasks import Reader, Task, pile
from amanat.words.act import Role
from amanat.words.text import Text

CHECK = Text("{n} اظهار و ضمانت را بررسی کنید", "Check what was declared: {n}")
SECOND = Text("{n} تغییر سقف را تأیید یا رد کنید", "Approve changes of ceilings or not: {n}")
JUDGE = Text("دربارهٔ {n} سقف بسته تصمیم بگیرید", "Decide about frozen ceilings: {n}")
INPUTS = {PROPOSED: Role.OFFICER, LATE: Role.SUPERVISOR, CHECKED: Role.OFFICER}
CHANGES = {"proposed": Role.SUPERVISOR}
CEILINGS = {FROZEN: Role.OFFICER, ESCALATED: Role.COMMITTEE}
PAGE = "ceilings:ceilings"


def waiting(reader: Reader) -> Iterator[Task]:
    """Declarations, changes by hand and frozen ceilings, for the hats that may decide them."""
    yield from pile(reader, queries.open_inputs, INPUTS, CHECK, PAGE,
                    lambda one: (one.declared_by_id, one.checked_by_id))  # fmt: skip
    yield from pile(reader, queries.open_changes, CHANGES, SECOND, PAGE,
                    lambda one: (one.proposed_by_id,))  # fmt: skip
    yield from pile(reader, queries.frozen, CEILINGS, JUDGE, PAGE)

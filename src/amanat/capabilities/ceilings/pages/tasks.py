"""What ceilings ask of the desk, as lines of the inbox."""

from amanat.capabilities.ceilings import queries
from amanat.capabilities.ceilings.models import Ceiling, Change, Input
from amanat.capabilities.ceilings.states import CHECKED, ESCALATED, FROZEN, LATE, PROPOSED
from amanat.face.tasks import Pile, piled
from amanat.words.act import Role
from amanat.words.text import Text

PAGE = "ceilings:ceilings"
EITHER = {Role.OFFICER, Role.SUPERVISOR}
INPUTS = Pile[Input](
    what=Text("{n} اظهار و تضمین را بررسی کنید", "Check declarations and collateral: {n}"),
    page=PAGE,
    find=queries.open_inputs,
    whose={PROPOSED: {Role.OFFICER}, LATE: EITHER, CHECKED: EITHER},
    first=lambda one: (one.declared_by_id, one.checked_by_id),
    about=lambda one: one.business_id,
    late={LATE},
)
CHANGES = Pile[Change](
    what=Text("{n} تغییر سقف را تأیید یا رد کنید", "Approve or turn down ceiling changes: {n}"),
    page=PAGE,
    find=queries.open_changes,
    whose={"proposed": {Role.SUPERVISOR}},
    first=lambda one: (one.proposed_by_id,),
    about=lambda one: one.ceiling.business_id,
)
CEILINGS = Pile[Ceiling](
    what=Text("دربارهٔ {n} سقف بسته تصمیم بگیرید", "Decide about frozen ceilings: {n}"),
    page=PAGE,
    find=queries.frozen,
    whose={FROZEN: {Role.OFFICER}, ESCALATED: {Role.COMMITTEE}},
    about=lambda one: one.business_id,
    late={ESCALATED},
)
waiting = piled(INPUTS, CHANGES, CEILINGS)

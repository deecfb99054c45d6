"""What the desk of ranks asks of officers, of the supervisor and of the panel."""

from amanat.capabilities.ranks import queries
from amanat.capabilities.ranks.models import Objection, Paper, SalesCase, WeightSet
from amanat.capabilities.ranks.states import ENTERED, OPEN, PROPOSED, VOTED, WITH_PANEL
from amanat.face.tasks import Pile, piled
from amanat.words.act import Role
from amanat.words.text import Text

PAGE = "ranks:desk"
OBJECTIONS = Pile[Objection](
    what=Text("به {n} اعتراض به امتیاز پاسخ دهید", "Answer objections to scores: {n}"),
    page=PAGE,
    find=queries.live_objections,
    whose={OPEN: {Role.OFFICER}, PROPOSED: {Role.SUPERVISOR}, WITH_PANEL: {Role.PANEL}},
    first=lambda one: () if one.state == OPEN else (one.proposed_by_id,),
    about=lambda one: one.business_id,
    late={WITH_PANEL},
)
PAPERS = Pile[Paper](
    what=Text("{n} سند را تأیید یا رد کنید", "Confirm or turn down papers: {n}"),
    page=PAGE,
    find=queries.entered_papers,
    whose={ENTERED: {Role.OFFICER}},
    first=lambda one: (one.entered_by_id,),
    about=lambda one: one.business_id,
)
CASES = Pile[SalesCase](
    what=Text("{n} پروندهٔ فروش را بررسی کنید", "Look into cases of sales: {n}"),
    page=PAGE,
    find=queries.open_sales_cases,
    whose={"open": {Role.OFFICER}},
    about=lambda one: one.business_id,
)
WEIGHTS = Pile[WeightSet](
    what=Text("دربارهٔ وزن‌های تازه تصمیم بگیرید", "Decide about the new weights"),
    page=PAGE,
    find=queries.weights_in,
    whose={VOTED: {Role.SUPERVISOR}},
    first=lambda one: (one.proposed_by_id,),
)
waiting = piled(OBJECTIONS, PAPERS, CASES, WEIGHTS)

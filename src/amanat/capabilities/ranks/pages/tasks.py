"""What the desk of ranks asks of officers, of the supervisor and of the panel."""

from collections.abc import Iterator

from amanat.capabilities.ranks import queries
from amanat.capabilities.ranks.models import WeightSet
from amanat.capabilities.ranks.states import ENTERED, OPEN, PROPOSED, VOTED, WITH_PANEL
from amanat.face.tasks import Reader, Task, pile
from amanat.words.act import Role
from amanat.words.text import Text

ANSWER = Text("به {n} اعتراض به امتیاز پاسخ دهید", "Answer objections to scores: {n}")
CONFIRM = Text("{n} سند را تأیید یا رد کنید", "Confirm papers or not: {n}")
CLOSE = Text("{n} پروندهٔ فروش را بررسی کنید", "Look at cases of sales: {n}")
ENACT = Text("دربارهٔ وزن‌های تازه تصمیم بگیرید", "Decide about the new weights")
OBJECTIONS = {OPEN: Role.OFFICER, PROPOSED: Role.SUPERVISOR, WITH_PANEL: Role.PANEL}
PAGE = "ranks:desk"


def waiting(reader: Reader) -> Iterator[Task]:
    """Objections, papers, cases of sales and weights, for the hats that may decide them."""
    yield from pile(reader, queries.live_objections, OBJECTIONS, ANSWER, PAGE,
                    lambda one: (one.proposed_by_id,))  # fmt: skip
    yield from pile(reader, queries.entered_papers, {ENTERED: Role.OFFICER}, CONFIRM, PAGE,
                    lambda one: (one.entered_by_id,))  # fmt: skip
    yield from pile(reader, queries.open_sales_cases, {"open": Role.OFFICER}, CLOSE, PAGE)
    yield from pile(reader, _weights, {VOTED: Role.SUPERVISOR}, ENACT, PAGE,
                    lambda one: (one.proposed_by_id,))  # fmt: skip


def _weights() -> list[WeightSet]:
    found = queries.live_weight_set()
    return [found] if found else []

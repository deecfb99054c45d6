"""What the market desk asks of a second person, as a line of the inbox."""

from collections.abc import Collection, Iterator

from amanat.capabilities.market import queries
from amanat.capabilities.market.models import TradeStop
from amanat.capabilities.market.states import LIFTING, PROPOSED
from amanat.face.tasks import Reader, Task, pile
from amanat.words.act import Role
from amanat.words.text import Text

WHOSE = {PROPOSED: Role.SUPERVISOR, LIFTING: Role.SUPERVISOR}
SECOND = Text("دربارهٔ {n} توقف فروش تصمیم بگیرید", "Decide about stops of sales: {n}")


def waiting(reader: Reader) -> Iterator[Task]:
    yield from pile(reader, queries.waiting_stops, WHOSE, SECOND, "market:desk", _first)


def _first(one: TradeStop) -> Collection[int | None]:
    return (one.proposed_by_id if one.state == PROPOSED else one.lift_asked_by_id,)

"""What the market desk asks of a second person, as a line of the inbox."""

from amanat.capabilities.market import queries
from amanat.capabilities.market.models import TradeStop
from amanat.capabilities.market.states import LIFTING, PROPOSED
from amanat.face.tasks import Pile, piled
from amanat.words.act import Role
from amanat.words.text import Text

STOPS = Pile[TradeStop](
    what=Text("دربارهٔ {n} توقف فروش تصمیم بگیرید", "Decide about stops of sales: {n}"),
    page="market:desk",
    find=queries.waiting_stops,
    whose={PROPOSED: {Role.SUPERVISOR}, LIFTING: {Role.SUPERVISOR}},
    first=lambda one: (one.proposed_by_id if one.state == PROPOSED else one.lift_asked_by_id,),
    about=lambda one: one.business_id,
)
waiting = piled(STOPS)

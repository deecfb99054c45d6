"""What the desk of risks asks of officers, as a line of the inbox."""

from amanat.capabilities.risk import queries
from amanat.capabilities.risk.models import Sign
from amanat.face.tasks import Pile, piled
from amanat.words.act import Role
from amanat.words.text import Text

SIGNS = Pile[Sign](
    what=Text("{n} نشانهٔ خطر را بررسی کنید", "Look into signs of risk: {n}"),
    page="risk:signs",
    find=queries.open_signs,
    whose={"open": {Role.OFFICER}},
    first=lambda one: one.people,
)
waiting = piled(SIGNS)

"""What the register of licences asks of a second officer, as a line of the inbox."""

from amanat.capabilities.registry import queries
from amanat.capabilities.registry.models import Licence
from amanat.face.tasks import Pile, piled
from amanat.words.act import Role
from amanat.words.text import Text

LICENCES = Pile[Licence](
    what=Text("{n} مجوز امانت را تأیید یا رد کنید", "Confirm or turn down our own licences: {n}"),
    page="registry:licences_desk",
    find=queries.proposed_licences,
    whose={"proposed": {Role.OFFICER}},
    first=lambda one: (one.proposed_by_id,),
)
waiting = piled(LICENCES)

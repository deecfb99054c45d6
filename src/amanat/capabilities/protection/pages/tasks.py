"""What claims against carriers ask of finance, as a line of the inbox."""

from amanat.capabilities.protection import queries
from amanat.capabilities.protection.models import Recourse
from amanat.face.tasks import Pile, piled
from amanat.words.act import Role
from amanat.words.text import Text

RECOURSES = Pile[Recourse](
    what=Text("{n} مطالبه از حمل‌کننده را پیگیری کنید", "Follow up claims against carriers: {n}"),
    page="protection:carriers",
    find=queries.open_recourses,
    whose={"open": {Role.FINANCE}},
)
waiting = piled(RECOURSES)

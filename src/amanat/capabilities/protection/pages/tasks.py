"""What claims against carriers ask of finance, as a line of the inbox."""

from collections.abc import Iterator

from amanat.capabilities.protection import queries
from amanat.face.tasks import Reader, Task, pile
from amanat.words.act import Role
from amanat.words.text import Text

BOOK = Text("{n} مطالبه از حمل‌کننده را پیگیری کنید", "Follow up claims against carriers: {n}")


def waiting(reader: Reader) -> Iterator[Task]:
    yield from pile(reader, lambda: queries.recourses(reader.act.by), {"open": Role.FINANCE}, BOOK,
                    "protection:carriers")  # fmt: skip

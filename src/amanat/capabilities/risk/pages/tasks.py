"""What the desk of risks asks of officers, as a line of the inbox."""

from collections.abc import Iterator

from amanat.capabilities.risk import queries
from amanat.face.tasks import Reader, Task, pile
from amanat.words.act import Role
from amanat.words.text import Text

LOOK = Text("{n} نشانهٔ خطر را ببینید", "Look at the signs of risk: {n}")


def waiting(reader: Reader) -> Iterator[Task]:
    yield from pile(reader, queries.open_signs, {"open": Role.OFFICER}, LOOK, "risk:signs",
                    lambda one: (one.person_id,))  # fmt: skip

"""What the radar's cases ask of the desk, as lines of the inbox."""

from collections.abc import Iterator

from amanat.capabilities.radar import queries
from amanat.face.tasks import Reader, Task, pile
from amanat.words.act import Role
from amanat.words.text import Text

DECIDE = Text("دربارهٔ {n} نماد مشکوک تصمیم بگیرید", "Decide about suspected seals: {n}")
SECOND = Text("{n} پیشنهاد مسدودکردن را تأیید کنید", "Second proposals to block: {n}")
PAGE = "radar:desk"
#  Where nothing goes on without a person; what a clock or the house does is not here.
WHOSE = {"suspected": Role.OFFICER, "overdue": Role.SUPERVISOR, "objection": Role.SUPERVISOR,
         "with_committee": Role.COMMITTEE, "persisting": Role.OFFICER,
         "cleared": Role.OFFICER}  # fmt: skip
#  The same once somebody proposed to block the site.
WHOSE_BLOCK = {"persisting": Role.SUPERVISOR, "gateway_cut": Role.SUPERVISOR,
               "with_committee": Role.COMMITTEE}  # fmt: skip


def waiting(reader: Reader) -> Iterator[Task]:
    """Cases to decide, and blocks that one person proposed and another has to request."""
    hats = queries.STAFF & reader.hats
    found = queries.queue(hats) if hats else []
    proposed = [one for one in found if one.block_proposed_by_id]
    rest = [one for one in found if not one.block_proposed_by_id]
    yield from pile(reader, lambda: rest, WHOSE, DECIDE, PAGE)
    yield from pile(reader, lambda: proposed, WHOSE_BLOCK, SECOND, PAGE,
                    lambda one: (one.block_proposed_by_id,))  # fmt: skip

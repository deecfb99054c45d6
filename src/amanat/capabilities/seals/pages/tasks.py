"""What seals ask of their holders and of the desk, as lines of the inbox."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from amanat.capabilities.seals import queries
from amanat.capabilities.seals.models import Seal
from amanat.capabilities.seals.pages.holder import TONES
from amanat.capabilities.seals.queries import desk
from amanat.capabilities.seals.states import SEAL
from amanat.face.tasks import Reader, Task

#  The states in which nothing goes on without the holder, and the verb that does.
NEXT = {"draft": "submit_seal", "defect": "fix_defects", "signing": "sign_undertaking",
        "suspended": "ask_lift"}  # fmt: skip


def waiting(reader: Reader) -> Iterator[Task]:
    """Applications and seals that wait for their holder; for the staff, the desk's queue."""
    for one in queries.of_businesses(reader.businesses, NEXT):
        if one.lift_asked_at is None:
            yield _of_holder(one)
    if queries.STAFF & reader.hats:
        yield from _of_desk(reader.act.at)


def _of_holder(one: Seal) -> Task:
    timer = SEAL.timers.get(one.state)
    return Task(
        what=SEAL.verbs[NEXT[one.state]],
        url=reverse("seals:seal", args=[one.business.code, one.code]),
        title=one.domain,
        with_whom=one.business.name,
        state=SEAL.states[one.state],
        tone=TONES[one.state],
        due_at=one.due_at,
        at_zero=timer.says if timer else None,
    )


def _of_desk(at: datetime) -> Iterator[Task]:
    for row in desk.queue(at):
        yield Task(
            what=row.says,
            url=reverse("seals:bench", args=[row.seal.code]),
            title=row.seal.domain,
            with_whom=row.seal.business.name,
            state=SEAL.states[row.seal.state],
            tone=TONES[row.seal.state],
            due_at=row.due_at,
        )

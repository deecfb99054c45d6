"""What seals ask of their holders and of the desk, as lines of the inbox."""

from collections.abc import Iterator

from django.urls import reverse

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.people import queries as people
from amanat.capabilities.seals import queries
from amanat.capabilities.seals.models import Seal
from amanat.capabilities.seals.pages.holder import TONES
from amanat.capabilities.seals.queries import desk
from amanat.capabilities.seals.states import SEAL
from amanat.face.tasks import Task
from amanat.words.act import Act

#  The states in which nothing goes on without the holder, and the verb that does.
NEXT = {"draft": "submit_seal", "defect": "fix_defects", "signing": "sign_undertaking",
        "suspended": "ask_lift"}  # fmt: skip


def waiting(act: Act) -> Iterator[Task]:
    """Applications and seals that wait for their holder; for the staff, the desk's queue."""
    mine = [one.pk for one in businesses.of_person(act.person, act.at)]
    for one in queries.of_businesses(mine, NEXT):
        if one.lift_asked_at is None:
            yield _of_holder(one, act)
    if queries.STAFF & people.hats(act.person):
        yield from _of_desk(act)


def _of_holder(one: Seal, act: Act) -> Task:
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
        is_late=one.due_at is not None and one.due_at <= act.at,
    )


def _of_desk(act: Act) -> Iterator[Task]:
    for row in desk.queue(act.at):
        yield Task(
            what=row.says,
            url=reverse("seals:bench", args=[row.seal.code]),
            title=row.seal.domain,
            with_whom=row.seal.business.name,
            state=SEAL.states[row.seal.state],
            tone=TONES[row.seal.state],
            due_at=row.due_at,
            is_late=row.is_late,
        )

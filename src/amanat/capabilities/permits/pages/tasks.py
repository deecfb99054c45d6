"""What permits ask of makers and of the desk, as lines of the inbox."""

from collections.abc import Iterator

from django.urls import reverse

from amanat.capabilities.permits import queries
from amanat.capabilities.permits.models import Permit
from amanat.capabilities.permits.pages.org import TONES
from amanat.capabilities.permits.queries import desk
from amanat.capabilities.permits.states import CHANGE, PERMIT
from amanat.face.tasks import Reader, Task
from amanat.words.act import Role
from amanat.words.text import Text

NEXT = "request_permit"  # What a holder has to do before anybody else can.


def waiting(reader: Reader) -> Iterator[Task]:
    """Applications that their holder has not sent; for the staff, what their hats may decide."""
    for one in queries.unsent_of(reader.businesses):
        page = reverse("permits:permit", args=[one.business.code, one.code])
        yield _task(one, PERMIT.verbs[NEXT], page)
    if hats := desk.STAFF & reader.hats:
        yield from _of_desk(hats)


def _of_desk(hats: frozenset[Role]) -> Iterator[Task]:
    """The first thing that these hats may do with each; nothing for what others decide."""
    for one in desk.queue():
        if may := desk.verbs_for(one, hats):
            page = reverse("permits:bench", args=[one.code])
            yield _task(one, PERMIT.verbs[may[0]], page)
    for asked in desk.change_queue():
        if may := desk.change_verbs(asked, hats):
            yield Task(
                what=CHANGE.verbs[may[0]],
                url=reverse("permits:bench", args=[asked.permit.code]),
                title=asked.permit.title,
                with_whom=asked.permit.business.name,
                state=asked.state_label,
                tone="due",
                due_at=asked.due_at,
                at_zero=CHANGE.timers[asked.state].says,
            )


def _task(one: Permit, what: Text, page: str) -> Task:
    timer = PERMIT.timers.get(one.state)
    return Task(
        what=what,
        url=page,
        title=one.title or one.code,
        with_whom=one.business.name,
        state=one.state_label,
        tone=TONES[one.state],
        due_at=one.due_at,
        at_zero=timer.says if timer else None,
    )

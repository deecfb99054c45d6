"""What the watch desk asks of its people, as lines of the inbox."""

from collections.abc import Iterator

from django.urls import reverse

from amanat.capabilities.watch import queries, rules
from amanat.capabilities.watch.states import TASK
from amanat.face.tasks import Reader, Task
from amanat.words.desks import DESK_OF
from amanat.words.text import Text

TAKE = Text("به {n} هشدار رسیدگی کنید", "Look into alarms: {n}")


def waiting(reader: Reader) -> Iterator[Task]:
    """What the reader took up, one by one; and how many alarms nobody took, desk by desk."""
    desks = [desk for hat, desk in DESK_OF.items() if hat in reader.hats]
    if not desks:
        return
    for one in queries.taken_by(reader.act.person):
        yield Task(
            what=rules.REASONS[one.reason].next_step,
            url=reverse("watch:task", args=[one.pk]),
            title=one.deal.code if one.deal else "",
            state=TASK.states[one.state],
            tone="due",
            due_at=one.look_by,
        )
    for row in queries.untaken_on(desks, reader.act.person):
        yield Task(
            what=TAKE.fill(n=row.count),
            url=reverse("watch:board"),
            state=rules.DESKS[row.desk],
            tone="due",
            due_at=row.look_by,
        )

"""What conversations ask of their customer and of the agents, as lines of the inbox."""

from collections.abc import Iterator

from django.urls import reverse

from amanat.capabilities.support import queries
from amanat.capabilities.support.models import Conversation
from amanat.capabilities.support.rules import DESKS
from amanat.capabilities.support.states import ANSWERED, CONVERSATION
from amanat.face.tasks import Reader, Task
from amanat.words.desks import DESK_OF
from amanat.words.text import Text

THEY_ANSWERED = Text("پشتیبانی پاسخ داده است", "Support has answered")
THEY_ANSWER = Text("پشتیبانی پاسخ می‌دهد", "Support is going to answer")
OVER = Text("بیش از ۴۹", "more than 49")
ANSWER = Text("به {n} گفت‌وگو پاسخ دهید", "Answer conversations: {n}")


def waiting(reader: Reader) -> Iterator[Task]:
    """The reader's own conversations; for agents, how many wait on each of their desks."""
    person_id = reader.act.person
    for one in queries.open_of_person(person_id):
        yield _of_customer(one)
    desks = [desk for hat, desk in DESK_OF.items() if hat in reader.hats]
    for row in queries.waiting_on(desks, person_id, reader.act.at) if desks else ():
        yield Task(
            what=ANSWER.fill(n=row.count if row.count < queries.PAGE_ROWS else OVER),
            url=f"{reverse('support:desk')}?desk={row.desk}",
            state=DESKS[row.desk],
            tone="due",
            due_at=row.due_at,
        )


def _of_customer(one: Conversation) -> Task:
    """Nothing has to be done: who wants to write more can."""
    timer = CONVERSATION.timers.get(one.state)
    return Task(
        what=THEY_ANSWERED if one.state == ANSWERED else THEY_ANSWER,
        url=reverse("support:conversation", args=[one.code]),
        title=one.code,
        state=CONVERSATION.states[one.state],
        tone="neutral",
        due_at=one.due_at,
        at_zero=timer.says if timer else None,
        is_mine=False,
    )

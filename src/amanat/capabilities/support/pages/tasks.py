"""What conversations ask of their customer and of the agents, as lines of the inbox."""

from collections.abc import Iterator

from django.urls import reverse

from amanat.capabilities.support import queries
from amanat.capabilities.support.models import Conversation
from amanat.capabilities.support.rules import DESKS
from amanat.capabilities.support.states import ANSWERED, CONVERSATION
from amanat.face.tasks import Reader, Task
from amanat.words.text import Text

READ = Text("پاسخ پشتیبانی را بخوانید", "Read what support answered")
THEY_ANSWER = Text("پشتیبانی پاسخ می‌دهد", "Support answers")
ANSWER = Text("به {n} گفت‌وگو پاسخ دهید", "Answer conversations: {n}")


def waiting(reader: Reader) -> Iterator[Task]:
    """The reader's own conversations; for agents, how many wait on each of their desks."""
    for one in queries.open_of_person(reader.act.person):
        yield _of_customer(one)
    for row in queries.waiting_on(reader.desks, reader.act.at) if reader.desks else ():
        yield Task(
            what=ANSWER.fill(n=row.count),
            url=f"{reverse('support:desk')}?desk={row.desk}",
            state=DESKS[row.desk],
            tone="due",
            due_at=row.due_at,
        )


def _of_customer(one: Conversation) -> Task:
    is_mine, timer = one.state == ANSWERED, CONVERSATION.timers.get(one.state)
    return Task(
        what=READ if is_mine else THEY_ANSWER,
        url=reverse("support:conversation", args=[one.code]),
        title=one.code,
        state=CONVERSATION.states[one.state],
        tone="due" if is_mine else "neutral",
        due_at=one.due_at,
        at_zero=timer.says if timer else None,
        is_mine=is_mine,
    )

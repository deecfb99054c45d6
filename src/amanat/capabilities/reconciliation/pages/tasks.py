"""What the desk of finance asks for, as lines of the inbox."""

from collections.abc import Iterator

from django.urls import reverse

from amanat.capabilities.payments import queries as payments
from amanat.capabilities.reconciliation import queries
from amanat.capabilities.reconciliation.models import Item
from amanat.face.tasks import ON_DESK, Pile, Reader, Task
from amanat.words.act import Role
from amanat.words.moments import spoken_date
from amanat.words.text import Text

FIND = Text("پرداخت‌ها ایستاده است: علت را بیابید", "Payouts are halted: find the cause")
RESTART = Text("دربارهٔ آغاز دوبارهٔ پرداخت‌ها تصمیم بگیرید", "Decide whether payouts begin again")
CLOSE = Text("حساب {day} را ببندید", "Close the books of {day}")
ITEMS = Pile[Item](
    what=Text("{n} اختلاف را روشن کنید", "Clear up differences: {n}"),
    page="reconciliation:match",
    find=queries.unexplained_in,
    whose={"open": {Role.FINANCE}, "proposed": {Role.FINANCE}},
    first=lambda one: (one.proposer_id,) if one.state == "proposed" else (),
)


def waiting(reader: Reader) -> Iterator[Task]:
    """The halt first, then what does not agree."""
    if Role.FINANCE in reader.hats:
        yield from _halt(reader)
        yield from _close()
    yield from ITEMS.lines(reader)


def _close() -> Iterator[Task]:
    """Each day is closed by somebody's signature, once it is there whole and nothing is open."""
    day = None if queries.unexplained().exists() else queries.day_to_close()
    if day is not None:
        yield Task(
            what=CLOSE.fill(day=Text(spoken_date(day, "fa"), spoken_date(day, "en"))),
            url=reverse("reconciliation:close_day"),
            state=ON_DESK,
            tone="due",
        )


def _halt(reader: Reader) -> Iterator[Task]:
    halt = payments.open_halt()
    is_asked = halt is not None and halt.state == "restart_asked"
    if halt is None or (is_asked and halt.asked_by_id == reader.act.person):
        return
    yield Task(
        what=RESTART if is_asked else FIND,
        url=reverse("reconciliation:today"),
        state=halt.MACHINE.states[halt.state],
        tone="dispute",
    )

"""What the desk of finance asks for, as lines of the inbox."""

from collections.abc import Iterator

from django.urls import reverse

from amanat.capabilities.payments import queries as payments
from amanat.capabilities.reconciliation import queries
from amanat.capabilities.reconciliation.models import Item
from amanat.face.tasks import Reader, Task, pile
from amanat.words.act import Role
from amanat.words.text import Text

EXPLAIN = Text("{n} اختلاف را روشن کنید", "Clear up differences: {n}")
RESTART = Text("پرداخت‌ها ایستاده است: علت را بیابید", "Payouts are halted: find the cause")
WHOSE = {"open": Role.FINANCE, "proposed": Role.FINANCE}
MOST_SHOWN = 100


def waiting(reader: Reader) -> Iterator[Task]:
    """The halt first, then what does not agree."""
    if Role.FINANCE in reader.hats and (halt := payments.open_halt()) is not None:
        yield Task(
            what=RESTART,
            url=reverse("reconciliation:today"),
            state=halt.MACHINE.states[halt.state],
            tone="dispute",
        )
    yield from pile(reader, _items, WHOSE, EXPLAIN, "reconciliation:match",
                    lambda one: (one.proposer_id,) if one.state == "proposed" else ())  # fmt: skip


def _items() -> list[Item]:
    return list(queries.unexplained()[:MOST_SHOWN])

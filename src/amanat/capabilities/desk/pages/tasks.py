"""What lies on the officers' bench, as lines of the inbox."""

from collections.abc import Iterator

from django.urls import reverse

from amanat.capabilities.desk import queries
from amanat.face.tasks import Reader, Task
from amanat.words.act import Role
from amanat.words.persian import persian_digits
from amanat.words.text import Text

DECIDE = Text("داوری کنید", "Decide the dispute")
PARKED = Text("پس از چند کوشش مانده", "Parked after several tries")


def waiting(reader: Reader) -> Iterator[Task]:
    """For officers: deals that wait for a decision which the reader may make, and parked work."""
    if Role.OFFICER not in reader.hats:
        return
    for row in queries.reviews(reader.act.by):
        if not (row.is_own or row.is_barred):
            yield Task(
                what=DECIDE,
                url=reverse("deals:review", args=[row.code]),
                title=row.title,
                with_whom=f"{row.buyer} · {row.seller}",
                units=row.price_units,
                state=row.stage,
                tone="dispute",
                due_at=row.due_at,
            )
    if count := queries.parked_count(reader.act.by):
        yield Task(
            what=Text(
                f"{persian_digits(count)} کار مانده را از سر بگیرید",
                f"Mend and run again: {count} parked",
            ),
            url=reverse("desk:desk"),
            state=PARKED,
            tone="dispute",
        )

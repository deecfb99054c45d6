"""What lies on the officers' bench, as lines of the inbox."""

from collections.abc import Iterator

from django.urls import reverse

from amanat.capabilities.deals import queries as deals
from amanat.capabilities.desk import queries
from amanat.face.tasks import Reader, Task, pile
from amanat.words.act import Role
from amanat.words.text import Text

DECIDE = Text("داوری کنید", "Decide the dispute")
SECOND = Text("{n} نگه‌داشتن پول را تأیید یا رد کنید", "Second checks that keep money, or not: {n}")
CHECKS = {"proposed": Role.OFFICER, "lifting": Role.OFFICER}
AGAIN = Text("{n} کار مانده را از سر بگیرید", "Mend and run again: {n} parked")
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
            what=AGAIN.fill(n=count),
            url=reverse("desk:desk"),
            state=PARKED,
            tone="dispute",
        )
    yield from pile(
        reader,
        lambda: deals.open_official_holds(queries.MOST_SHOWN),
        CHECKS,
        SECOND,
        "desk:holds",
        lambda one: (one.proposer_id if one.state == "proposed" else one.lift_proposer_id,),
    )

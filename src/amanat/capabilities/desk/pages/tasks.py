"""What lies on the officers' bench, as lines of the inbox."""

from collections.abc import Iterator
from functools import partial

from django.urls import reverse

from amanat.capabilities.deals import queries as deals
from amanat.capabilities.desk import queries
from amanat.face.tasks import MOST_COUNTED, Pile, Reader, Task
from amanat.words.act import Role
from amanat.words.text import Text

DECIDE = Text("داوری کنید", "Decide the dispute")
AGAIN = Text("{n} کار مانده را از سر بگیرید", "Mend and run again: {n} parked")
PARKED = Text("پس از چند کوشش مانده", "Parked after several tries")
HOLDS = Pile(
    what=Text(
        "دربارهٔ نگه‌داشتن پول {n} معامله تصمیم بگیرید", "Decide about money that is kept: {n}"
    ),
    page="desk:holds",
    find=partial(deals.open_official_holds, MOST_COUNTED),
    whose={"proposed": {Role.OFFICER}, "lifting": {Role.OFFICER}},
    first=lambda one: (
        one.proposer_id if one.state == "proposed" else one.lift_proposer_id,
        one.deal.buyer_id,
        one.deal.seller_id,
    ),
)


def waiting(reader: Reader) -> Iterator[Task]:
    """For officers: disputes which the reader may decide now, parked work, and checks of money."""
    if Role.OFFICER in reader.hats:
        yield from _disputes(reader)
        yield from _parked(reader)
    yield from HOLDS.lines(reader)


def _disputes(reader: Reader) -> Iterator[Task]:
    for row in queries.reviews(reader.act.by):
        if row.is_open and not (row.is_own or row.is_barred):
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


def _parked(reader: Reader) -> Iterator[Task]:
    if count := queries.parked_count(reader.act.by):
        yield Task(
            what=AGAIN.fill(n=count),
            url=reverse("desk:desk"),
            state=PARKED,
            tone="dispute",
        )

"""What deals ask of their two sides and of officers, as lines of the inbox."""

from collections.abc import Collection, Iterator

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Claim, Switch
from amanat.capabilities.deals.pages.rows import rows_of
from amanat.face.tasks import MOST_COUNTED, Pile, Reader, Task
from amanat.words.act import Role
from amanat.words.text import Text

MOST_DEALS = 200
OFFICER = {Role.OFFICER}


def _claims(states: Collection[str]) -> list[Claim]:
    return list(queries.claims_in(states)[:MOST_COUNTED])


def _not_theirs(one: Claim) -> Collection[int | None]:
    """The two sides, who let the time pass, and who proposed what another has to confirm."""
    proposer = one.proposed_by_id if one.state == "proposed" else None
    return one.deal.buyer_id, one.deal.seller_id, *one.barred, proposer


CLAIMS = Pile[Claim](
    what=Text(
        "دربارهٔ {n} ادعای آسیب یا گم‌شدن تصمیم بگیرید", "Decide about claims of damage or loss: {n}"
    ),
    page="deals:claims",
    find=_claims,
    whose={"hearing": OFFICER, "short": OFFICER, "proposed": OFFICER},
    first=_not_theirs,
    taken=lambda one: one.officer_id,
)
SWITCHES = Pile[Switch](
    what=Text("روشن‌شدن معاملهٔ رمزارز را تأیید یا رد کنید",
              "Confirm or drop the switch of digital currency"),
    page="deals:coin_switch",
    find=queries.switches_in,
    whose={"proposed": OFFICER},
    first=lambda one: (one.proposed_by_id,),
)  # fmt: skip


def waiting(reader: Reader) -> Iterator[Task]:
    """The reader's open deals; for officers, claims and the switch of a kind of deal."""
    mine = list(queries.waiting_for(reader.act.by)[:MOST_DEALS])
    yield from rows_of(mine, reader.act.person)
    yield from CLAIMS.lines(reader)
    yield from SWITCHES.lines(reader)

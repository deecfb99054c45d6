"""What the radar's cases ask of the desk, as lines of the inbox."""

from collections.abc import Collection
from datetime import datetime

from amanat.capabilities.radar import queries
from amanat.capabilities.radar.models import Sighting
from amanat.face.tasks import Pile, piled
from amanat.words.act import Role
from amanat.words.text import Text

PAGE = "radar:desk"
#  Where a person goes on; what a clock or the house does is not here.
WHOSE = {
    "suspected": {Role.OFFICER},
    "overdue": {Role.SUPERVISOR},
    "objection": {Role.SUPERVISOR},
    "persisting": {Role.OFFICER},
    "gateway_cut": {Role.OFFICER},
    "with_committee": {Role.COMMITTEE},
    "cleared": {Role.OFFICER},
}
#  The same once somebody proposed to block the site.
WHOSE_BLOCK = {
    "persisting": {Role.SUPERVISOR},
    "gateway_cut": {Role.SUPERVISOR},
    "with_committee": {Role.COMMITTEE},
}


def _is_proposed(one: Sighting) -> bool:
    return one.block_proposed_by_id is not None and one.state in WHOSE_BLOCK


def _cases(states: Collection[str]) -> list[Sighting]:
    return [one for one in queries.queue(states) if not _is_proposed(one)]


def _blocks(states: Collection[str]) -> list[Sighting]:
    return [one for one in queries.queue(states) if _is_proposed(one)]


def _due(one: Sighting) -> datetime | None:
    return one.committee_at if one.state == "with_committee" else one.due_at


CASES = Pile[Sighting](
    what=Text("به {n} پروندهٔ رادار رسیدگی کنید", "Decide about cases of the radar: {n}"),
    page=PAGE,
    find=_cases,
    whose=WHOSE,
    first=lambda one: (one.confirmed_by_id,) if one.state == "objection" else (),
    about=lambda one: one.business_id,
    due=_due,
    late={"overdue"},
)
BLOCKS = Pile[Sighting](
    what=Text("دربارهٔ {n} پیشنهاد مسدودسازی تصمیم بگیرید", "Decide about proposals to block: {n}"),
    page=PAGE,
    find=_blocks,
    whose=WHOSE_BLOCK,
    first=lambda one: (one.confirmed_by_id, one.block_proposed_by_id),
    about=lambda one: one.business_id,
    due=_due,
)
waiting = piled(CASES, BLOCKS)

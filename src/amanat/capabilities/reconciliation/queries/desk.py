"""What the finance desk shows at a glance: rows ready for a page or a program."""

from dataclasses import dataclass
from datetime import datetime

from amanat.capabilities.payments import queries as payments
from amanat.capabilities.people import queries as people
from amanat.capabilities.reconciliation.models import GatewayList, Item, Match
from amanat.capabilities.reconciliation.queries.items import (
    Candidate,
    candidates,
    items,
    unexplained,
)
from amanat.capabilities.reconciliation.rules.words import about
from amanat.capabilities.reconciliation.states import ITEM
from amanat.words.text import Text

MOST_ITEMS = 50
MOST_MATCHES = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """One difference as finance reads it."""

    item: Item
    about: Text
    state: Text
    owner: str
    candidates: list[Candidate]


@dataclass(frozen=True, slots=True)
class Agreed:
    """One line of the bank and what it belongs to: our side, the gateway's, the bank's."""

    match: Match
    book_units: int
    gateway_units: int | None


@dataclass(frozen=True, slots=True)
class Glance:
    """What waits now."""

    waiting: int
    waiting_units: int
    signing: int
    oldest: Item | None
    unclear: int


def glance(at: datetime) -> Glance:
    """The figures above everything else."""
    queued = payments.payouts_waiting()
    return Glance(
        waiting=queued.count,
        waiting_units=queued.units,
        signing=payments.awaiting_approval().count(),
        oldest=unexplained().first(),
        unclear=payments.unclear_attempts(at).count(),
    )


def shown(limit: int = MOST_ITEMS) -> list[Shown]:
    """Differences that stand, with what might explain them."""
    found = list(items()[:limit])
    names = people.names({one.owner_id for one in found if one.owner_id is not None})
    return [as_shown(one, names) for one in found]


def as_shown(one: Item, names: dict[int, str]) -> Shown:
    """One of them."""
    return Shown(
        one,
        about(one.key),
        ITEM.states[one.state],
        names.get(one.owner_id, "") if one.owner_id else "",
        candidates(one.line) if one.state in ("open", "explained") else [],
    )


def agreed(limit: int = MOST_MATCHES) -> list[Agreed]:
    """What matched lately, newest first: three sides of each."""
    rows = list(Match.objects.select_related("line").order_by("-pk")[:limit])
    lists = {
        f"settlement:{one.gateway}:{one.day.isoformat()}": one.units
        for one in GatewayList.objects.order_by("-day")[:MOST_MATCHES]
    }
    return [Agreed(one, lists.get(one.subject, one.units), lists.get(one.subject)) for one in rows]

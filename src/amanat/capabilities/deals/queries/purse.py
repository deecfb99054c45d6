"""A person's money in deals: what is coming, and what is on its way. Both of bounded length."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.queries.reading import bill, mine, versions_on_table
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import queries as payments
from amanat.words.text import Text

MOST_ROWS = 50
#  The money is with us and not decided yet: the seller may hope for it.
HELD = ("funded", "cancel_asked", "shipped", "stop_asked", "inspection", "disputed", "review")
OUTWARD = ("accepted", "paying_out", "splitting", "completed", "split_closed")
BACKWARD = ("refunding", "refunded", "splitting", "split_closed")


@dataclass(frozen=True, slots=True)
class Coming:
    """Money of a sale that still waits on its condition."""

    code: str
    title: str
    units: int
    state: Text
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """A payout that has left the deal: when it is there, or why not."""

    payout: payments.Payout
    state: Text
    eta: payments.Eta | None
    wait: payments.Wait | None
    is_late: bool
    tone: str


def coming_to(person_id: int) -> list[Coming]:
    """What a seller may expect, soonest first. Two queries, always."""
    found = mine(person_id).filter(seller=person_id, state__in=HELD).order_by("due_at")
    deals = list(found[:MOST_ROWS])
    versions = versions_on_table(deals)
    return [
        Coming(
            code=deal.code,
            title=versions[deal.pk].terms.title,
            units=bill(versions[deal.pk].terms).seller_gets.units,
            state=DEAL.states[deal.state],
            due_at=deal.due_at,
        )
        for deal in deals
    ]


def on_the_way(payouts: Iterable[payments.Payout], at: datetime) -> list[OnTheWay]:
    """Payouts with when they arrive, or why they wait."""
    found = list(payouts)
    return [
        OnTheWay(
            payout=one,
            state=one.MACHINE.states[one.state],
            eta=eta,
            wait=wait,
            is_late=payments.is_late(one, at),
            tone=payments.tone_of(one, at),
        )
        for one, eta, wait in zip(
            found, payments.etas_of(found, at), payments.waits_of(found), strict=True
        )
    ]


def payouts_of_deal(deal: Deal, at: datetime) -> list[OnTheWay]:
    """Where the seller's money is, once it has left the deal."""
    if deal.state not in OUTWARD:
        return []
    found = [
        one
        for hold in holds.holds_of(deal.subject)
        for one in payments.payouts_on(f"hold:{hold.pk}").select_related("batch", "replaced_by")
        if one.state != "settled" and not hasattr(one, "replaced_by")
    ]
    return on_the_way(found, at)


def transfers_back_of_deal(deal: Deal, at: datetime) -> list[OnTheWay]:
    """Where the buyer's money is when no gateway gives it back to the card."""
    if deal.state not in BACKWARD:
        return []
    subjects = [f"hold:{hold.pk}" for hold in holds.holds_of(deal.subject)]
    return on_the_way(payments.transfers_back(subjects), at)


def codes_of(subjects: Iterable[str]) -> dict[str, str]:
    """From the subjects of payments ("hold:12") to the codes of their deals. Two queries."""
    deals = holds.subjects_of({one for one in subjects if one.startswith("hold:")})
    ids = {int(subject.rpartition(":")[2]) for subject in deals.values()}
    codes = dict(Deal.objects.filter(pk__in=ids).values_list("pk", "code"))
    return {
        hold: codes[int(deal.rpartition(":")[2])]
        for hold, deal in deals.items()
        if int(deal.rpartition(":")[2]) in codes
    }

"""Where a ticket stands now, in one look: its status, its place, its offer."""

from dataclasses import dataclass
from datetime import datetime

from amanat.capabilities.presale.models import Campaign, DrawnSeat, PresaleOffer
from amanat.capabilities.presale.queries import campaigns, draws
from amanat.capabilities.presale.queries.tickets import Ticket
from amanat.capabilities.presale.rules import outlook as rules
from amanat.capabilities.presale.states import (
    CANCELLED,
    CLOSED,
    DECLINED,
    DRAWN,
    ENDED,
    FIXED,
    LAPSED,
    PAUSED,
)
from amanat.words.text import Text

BEFORE = {PAUSED: "kept", CLOSED: "closed", FIXED: "closed", CANCELLED: "cancelled"}


@dataclass(frozen=True, slots=True)
class Outlook:
    """`place` counts from 1 among all who were drawn; `ahead` how many wait before this one."""

    status: str
    place: int | None = None
    ahead: int | None = None
    expected: datetime | None = None
    offer: PresaleOffer | None = None

    @property
    def label(self) -> Text:
        return rules.STATUS[self.status]

    @property
    def next(self) -> Text:
        return rules.NEXT[self.status]

    @property
    def tone(self) -> str:
        return rules.TONES.get(self.status, "neutral")


def outlook(ticket: Ticket, one: Campaign, at: datetime) -> Outlook:
    """The owner's view of a ticket of this campaign."""
    if one.state not in (DRAWN, ENDED):
        return Outlook(BEFORE.get(one.state, "enlisted"))
    seat = draws.seat_of(one.pk, ticket.pseudonym)
    if seat is None:
        return Outlook("not_drawn")
    offer = (
        PresaleOffer.objects.filter(campaign=one, ticket=ticket.pseudonym).order_by("-pk").first()
    )
    if offer is not None:
        return Outlook(offer.state, seat.place, offer=offer)
    return _without_offer(one, seat, at)


def _without_offer(one: Campaign, seat: DrawnSeat, at: datetime) -> Outlook:
    if one.state == ENDED:
        return Outlook("over", seat.place)
    ahead = draws.ahead_of(seat)
    free = one.total_seats - campaigns.live_offers(one.pk)
    if ahead < free:
        return Outlook("seated", seat.place, ahead)
    return Outlook("waiting", seat.place, ahead, _expected(one, ahead, at))


def _expected(one: Campaign, ahead: int, at: datetime) -> datetime | None:
    if one.drawn_at is None or one.due_at is None:
        return None
    passed_on = PresaleOffer.objects.filter(campaign=one, state__in=(LAPSED, DECLINED)).count()
    return rules.expected(ahead, passed_on, one.drawn_at, at, one.due_at)

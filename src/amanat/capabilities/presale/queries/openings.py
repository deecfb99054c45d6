"""Openings of campaigns: who is owed an offer, at which price, and which are through."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from amanat.capabilities.presale.models import CampaignPrice, Opening, PresaleOffer
from amanat.capabilities.presale.states import CLOSED, OFFERED
from amanat.kernel.ledger.wire import rows


@dataclass(frozen=True, slots=True)
class Accepted:
    """An application whose turn came, and to whom nothing was offered yet. `at` is when it came."""

    buyer_id: int
    units: int
    ticket: int
    at: datetime


def opening_of(campaign_id: int) -> Opening | None:
    return Opening.objects.filter(campaign_id=campaign_id).first()


def progress(opening_id: int) -> tuple[int, int]:
    """How many were decided, and how many of them accepted: one row, however many wait."""
    found = rows("select seen, accepted from presale_cursor where opening_id = %s", opening_id)
    return (found[0][0], found[0][1]) if found else (0, 0)


def offer_in(campaign_id: int, buyer_id: int) -> PresaleOffer | None:
    """What this buyer was offered in this campaign, the last time."""
    found = PresaleOffer.objects.filter(campaign_id=campaign_id, buyer_id=buyer_id)
    return found.order_by("-pk").first()


def without_offer(line: Opening, most: int) -> list[Accepted]:
    """The next of them, in order. An application is stamped in real time; platform time runs ahead
    of it in a sandbox only."""
    found = rows(
        "select i.buyer_id, i.amount_units, i.ticket,"
        " i.at + (clock_now_v1() - clock_timestamp()) from presale_intake i"
        " join ledger_hold h on h.id = i.ticket"
        " left join presale_presaleoffer o on o.stock_hold_id = i.ticket"
        " where i.opening_id = %s and o.id is null and not exists ("
        "  select from ledger_step s where s.hold_id = h.id and s.kind <= 4)"
        " order by i.xid, i.ticket limit %s",
        line.pk,
        most,
    )
    return [Accepted(*row) for row in found]


def owing_offers() -> list[int]:
    """Openings in which more were accepted than were made an offer."""
    found = rows(
        "select l.id from presale_opening l join presale_cursor c on c.opening_id = l.id"
        " where l.ended_at is null and l.stopped_at is null and l.campaign_id is not null"
        " and c.accepted > (select count(*) from presale_presaleoffer o"
        "  where o.campaign_id = l.campaign_id) order by l.id"
    )
    return [opening_id for (opening_id,) in found]


def price_at(campaign_id: int, at: datetime) -> int:
    """The price of who applied at that moment: a later one is for later applications."""
    every = CampaignPrice.objects.filter(campaign_id=campaign_id)
    found = every.filter(Q(since__lte=at) | Q(n=1)).order_by("-n").first()
    assert found is not None, "A campaign has a price from the start."
    return found.units


def with_rest() -> list[int]:
    """Openings that have ended and hold units nobody will be offered."""
    found = rows(
        "select id from presale_opening where ended_at is not null and campaign_id is not null"
        " and presale_free_v1(ceiling_account_id) > 0 order by id"
    )
    return [opening_id for (opening_id,) in found]


def campaigns_through() -> list[int]:
    """Closed a minute ago, everybody decided, every offer answered: nothing can happen any more."""
    found = rows(
        "select m.id from presale_campaign m join presale_opening l on l.campaign_id = m.id"
        " join presale_cursor c on c.opening_id = l.id"
        " where m.state = %s and l.ended_at is null"
        " and l.closes_at + interval '1 minute' < clock_now_v1()"
        " and not exists (select from presale_intake i where i.opening_id = l.id"
        "  and (i.xid, i.ticket) > (c.xid, c.ticket))"
        " and not exists (select from presale_presaleoffer o where o.campaign_id = m.id"
        "  and o.state = %s)"
        " and c.accepted = (select count(*) from presale_presaleoffer o where o.campaign_id = m.id)"
        " order by m.id",
        CLOSED,
        OFFERED,
    )
    return [campaign_id for (campaign_id,) in found]

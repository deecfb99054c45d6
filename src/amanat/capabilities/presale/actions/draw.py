"""The list is fixed, the secrets are open: the draw is then a computation anybody can repeat."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Protocol

import structlog

from amanat.capabilities.presale import queries
from amanat.capabilities.presale.events import CampaignDrawn, TicketsFixed
from amanat.capabilities.presale.models import Campaign, DrawnSeat
from amanat.capabilities.presale.queries import tickets
from amanat.capabilities.presale.refusals import DrawNotDue, SecretsMissing, StillEnlisting
from amanat.capabilities.presale.rules import draw
from amanat.capabilities.presale.states import CLOSED
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.refusal import Refused, refuse_unless

BATCH = 2_000
say = structlog.get_logger("draw")


class Verb(Protocol):
    def __call__(self, act: Act, *, campaign_id: int) -> Campaign: ...


@atomic
def note_horizon(act: Act, *, campaign_id: int) -> Campaign:
    """After the close, write down who may still be enlisting: everybody older than now."""
    campaign = Campaign.objects.lock(campaign_id)
    if campaign.state == CLOSED and campaign.horizon is None:
        campaign.horizon = tickets.horizon_now()
        campaign.save(update_fields=["horizon"])
    return campaign


@atomic
def fix_tickets(act: Act, *, campaign_id: int) -> Campaign:
    """Fix the list: root and number of all tickets go into the log.

    It waits until every enlistment that began before the close has ended. Millions of tickets are
    read before anything is written: until then this transaction keeps no allocator waiting.
    """
    seen = queries.campaign(campaign_id)
    if seen.state == CLOSED and seen.horizon is None:
        seen = note_horizon(act, campaign_id=campaign_id)
    seen.MACHINE.row("fix_tickets", seen.state, act.role)
    if seen.horizon is not None:
        refuse_unless(tickets.is_quiet_before(seen.horizon), StillEnlisting)
    root, count = draw.root_of(tickets.lines(campaign_id))

    campaign = Campaign.objects.lock(campaign_id)
    campaign.root, campaign.tickets = root, count
    event = TicketsFixed(campaign.pk, root.hex(), count)
    move(act, campaign, "fix_tickets", event)
    return campaign


@atomic
def draw_campaign(act: Act, *, campaign_id: int) -> Campaign:
    """Draw: one pass over the tickets, in the memory of seats and waiting list.

    What was fixed cannot change any more, so it is computed before anything is locked or written.
    """
    seen = queries.campaign(campaign_id)
    seen.MACHINE.row("draw_campaign", seen.state, act.role)
    refuse_unless(seen.draw_at is None or act.at >= seen.draw_at, DrawNotDue)
    fixed, secrets = queries.fixed(seen), queries.secrets(campaign_id)
    missing = len(fixed.locks) - len(secrets)
    refuse_unless(missing == 0, SecretsMissing, count=missing)
    found = draw.drawn(tickets.lines(campaign_id), fixed, secrets)

    campaign = Campaign.objects.lock(campaign_id)
    for batch in _batches(found):
        _keep(campaign, batch)
    campaign.seed = draw.seed_of(fixed, secrets)
    campaign.winners_root = queries.root_of_result(found)
    campaign.drawn, campaign.drawn_at = len(found), act.at
    event = CampaignDrawn(
        campaign.pk, campaign.seed.hex(), fixed.root.hex(), campaign.winners_root.hex(), len(found)
    )
    until = act.at + queries.terms(campaign.announced_at).waiting_list
    move(act, campaign, "draw_campaign", event, due_at=until)
    return campaign


def _keep(campaign: Campaign, batch: Sequence[draw.Seat]) -> None:
    """Write lines of the result, with whose ticket each is."""
    rows = tickets.of_tickets(campaign.pk, [one.pseudonym for one in batch])
    DrawnSeat.objects.bulk_create(
        DrawnSeat(
            campaign=campaign, place=one.place, ticket=one.pseudonym, group=one.group,
            seat=one.seat, person_id=rows[one.pseudonym].person_id,
            price_n=rows[one.pseudonym].price_n,
        )
        for one in batch
    )  # fmt: skip


def _batches(found: Sequence[draw.Seat]) -> Iterator[list[draw.Seat]]:
    left = iter(found)
    while batch := list(islice(left, BATCH)):
        yield batch


def run_draws(act: Act) -> int:
    """The worker's round: fix what is closed, draw what is due; how many went on.

    What is not ready yet is tried again in the next round.
    """
    went_on = 0
    for campaign_id in queries.to_fix():
        note_horizon(act, campaign_id=campaign_id)
        went_on += _tried(fix_tickets, act, campaign_id)
    for campaign_id in queries.to_draw(act.at):
        went_on += _tried(draw_campaign, act, campaign_id)
    return went_on


def _tried(verb: Verb, act: Act, campaign_id: int) -> bool:
    try:
        verb(act, campaign_id=campaign_id)
    except Refused as no:
        say.info("draw waits", campaign=campaign_id, refusal=no.code)
        return False
    return True

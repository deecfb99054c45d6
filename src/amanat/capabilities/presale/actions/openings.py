"""First come, first served: a campaign's opening, its own units, and the offers that follow.

An opening takes its campaign's seats out of the permit's stock into an account of its own, so that
neither can sell what the other has promised. What is not sold goes back when it ends.
"""

from datetime import timedelta

from amanat.capabilities.permits import queries as permits
from amanat.capabilities.presale import queries
from amanat.capabilities.presale.actions.offers import offer_to
from amanat.capabilities.presale.models import Campaign, Opening
from amanat.capabilities.presale.states import CANCELLED, ENDED, FIRST_COME
from amanat.kernel.ledger import book
from amanat.kernel.transactions import atomic
from amanat.words.act import Act

STOCK = "PERMIT"  # The asset of a permit's stock.
OFFERED_IN_ONE_GO = 20  # Short, or the open transaction keeps the allocator waiting.
MINUTES_PER_HOUR = 60
OVER = (ENDED, CANCELLED)


@atomic
def keep_opening(act: Act, campaign: Campaign) -> Opening | None:
    """The opening is as its campaign is, in the same commit: hours, standing still, and the end."""
    if campaign.kind != FIRST_COME:
        return None
    line = Opening.objects.select_for_update().filter(campaign_id=campaign.pk).first()
    line = line or _begun(act, campaign)
    line.opens_at, line.closes_at = campaign.opens_at, campaign.closes_at
    line.stopped_at = campaign.paused_at
    if campaign.state in OVER and line.ended_at is None:
        line.ended_at = act.at
    line.save()
    if line.ended_at is not None:
        _let_go(act, line)
        give_back_rest(act, opening_id=line.pk)
    return line


def _begun(act: Act, campaign: Campaign) -> Opening:
    permit = permits.permit(campaign.permit_id)
    assert permit.stock_account_id and permit.sold_account_id, "A permit in force has its stock."
    own = book.open_account(f"opening:{campaign.pk}", asset=STOCK)
    seats = book.Transfer(permit.stock_account_id, own, campaign.total_seats)
    book.write(act, seats, key=f"opening:{campaign.pk}:seats")
    return Opening(
        ceiling_account_id=own,
        sold_account_id=permit.sold_account_id,
        most_units=campaign.most_units,
        pay_minutes=campaign.pay_hours * MINUTES_PER_HOUR,
        permit_id=permit.pk,
        campaign_id=campaign.pk,
    )


def _let_go(act: Act, line: Opening) -> None:
    """Called off before an offer was made: what was set aside is free again."""
    left = queries.without_offer(line, book.BATCH_LIMIT)
    if left:
        steps = [book.Step(one.ticket, 1, book.StepKind.REFUND) for one in left]
        book.write(act, *steps, key=f"opening:{line.campaign_id}:let_go:{left[0].ticket}")


@atomic
def give_back_rest(act: Act, *, opening_id: int) -> int:
    """What an opening that has ended has left goes back to the permit's stock; how many units."""
    line = Opening.objects.select_for_update().get(pk=opening_id)
    assert line.ended_at is not None and line.permit_id is not None, "It has ended."
    rest = book.balance(line.ceiling_account_id)
    if not rest.free_units:
        return 0
    stock_id = permits.permit(line.permit_id).stock_account_id
    assert stock_id is not None, "A permit in force has its stock."
    item = book.Transfer(line.ceiling_account_id, stock_id, rest.free_units)
    book.write(act, item, key=f"opening:{line.campaign_id}:rest:{rest.units}")
    return rest.free_units


@atomic
def make_offers(act: Act, *, opening_id: int, most: int = OFFERED_IN_ONE_GO) -> int:
    """Offer to those whose turn came, in order, at the price of when they applied; how many.

    Killed in the middle, nothing of it happened, and the next call begins with the same people.
    """
    line = Opening.objects.select_for_update().get(pk=opening_id)
    assert line.campaign_id is not None, "Only a campaign's opening makes offers."
    if line.stopped_at is not None or line.ended_at is not None:
        return 0
    following = queries.without_offer(line, most)
    for one in following:
        offer_to(
            act, campaign_id=line.campaign_id, buyer_id=one.buyer_id, units=one.units,
            stock_hold_id=one.ticket, price_units=queries.price_at(line.campaign_id, one.at),
            pay_by=act.at + timedelta(minutes=line.pay_minutes),
        )  # fmt: skip
    return len(following)

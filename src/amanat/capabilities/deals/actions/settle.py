"""What was agreed or ruled is carried out: the money goes to its owners, to the rial.

Agreement and ruling say the same thing: how much of the price is released to the seller; or that
the goods go back before the money does.
"""

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.actions import pot
from amanat.capabilities.deals.actions.closing import close_quarrel
from amanat.capabilities.deals.events import DealSettled, DealSplitClosed, ReturnSettled
from amanat.capabilities.deals.models import Deal, Return
from amanat.capabilities.deals.rules import check_return, check_share, outcome_of
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role


@atomic
def settle(
    act: Act, *, deal_id: int, price_units: int, how: str, return_freight_by: str = ""
) -> Deal:
    """Release `price_units` of the agreed price to the seller, and the rest to the buyer.

    With a payer of the freight, the goods go back first and all the money follows them.
    """
    deal = Deal.objects.lock(deal_id)
    deal.check_money_is_here()
    agreed = queries.terms(deal).price_units
    check_share(price_units, agreed)
    check_return(price_units, return_freight_by)
    house = act.wearing(Role.HOUSE)
    if return_freight_by:
        return settle_return(house, deal_id=deal_id, how=how, freight_by=return_freight_by)
    outcome = outcome_of(price_units, agreed)
    if outcome == "refund":
        return settle_refund(house, deal_id=deal_id, how=how)
    if outcome == "release":
        return settle_release(house, deal_id=deal_id, how=how)
    return settle_split(house, deal_id=deal_id, price_units=price_units, how=how)


@atomic
def settle_refund(act: Act, *, deal_id: int, how: str) -> Deal:
    """All of it goes back to the buyer, and no fee is taken."""
    deal = Deal.objects.lock(deal_id)
    move(act, deal, "settle_refund", _settled(deal, 0, how))
    pot.refund(act, deal)
    close_quarrel(act, deal, "refunded")
    return deal


@atomic
def settle_release(act: Act, *, deal_id: int, how: str) -> Deal:
    """All of it goes to the seller, as if the buyer had approved."""
    deal = Deal.objects.lock(deal_id)
    price_units = queries.terms(deal).price_units
    move(act, deal, "settle_release", _settled(deal, price_units, how))
    pot.release(act, deal)
    close_quarrel(act, deal, "released")
    return deal


@atomic
def settle_split(act: Act, *, deal_id: int, price_units: int, how: str) -> Deal:
    """Part goes to each; the fee is taken on the seller's part alone."""
    deal = Deal.objects.lock(deal_id)
    move(act, deal, "settle_split", _settled(deal, price_units, how))
    pot.split(act, deal, queries.share(queries.terms(deal), price_units))
    close_quarrel(act, deal, "split")
    return deal


@atomic
def settle_return(act: Act, *, deal_id: int, how: str, freight_by: str) -> Deal:
    """The goods go back before the money does; until then it is kept."""
    deal = Deal.objects.lock(deal_id)
    queries.check_travels(deal)
    due_at = act.at + law.hours("deal.return_ship_hours", act.at)
    move(act, deal, "settle_return", ReturnSettled(how, freight_by), due_at=due_at)
    pot.keep(act, deal)
    close_quarrel(act, deal, "goes_back")
    Return.objects.create(deal=deal, freight_by=freight_by, how=how, at=act.at)
    return deal


@atomic
def close_split(act: Act, *, deal_id: int) -> Deal:
    """Both shares have arrived."""
    deal = Deal.objects.lock(deal_id)
    deal.ended_at = act.at
    move(act, deal, "close_split", DealSplitClosed())
    return deal


def _settled(deal: Deal, price_units: int, how: str) -> DealSettled:
    share = queries.share(queries.terms(deal), price_units)
    return DealSettled(how, share.paid_units, share.fee_units, share.returned_units)

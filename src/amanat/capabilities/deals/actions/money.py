"""What the money's arrivals and departures mean for the deal. Escrow moved it; we follow."""

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.actions import pot
from amanat.capabilities.deals.actions.virtual import make_ready, time_to_hand_over
from amanat.capabilities.deals.events import (
    DealCompleted,
    DealFunded,
    DealGivenUp,
    DealPartFunded,
    DealRefunded,
    PayoutStarted,
)
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.rules import CODE
from amanat.kernel.law import parameters as law
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act


@atomic
def fund_part(act: Act, *, deal_id: int, units: int, missing_units: int) -> Deal:
    """One of several payments arrived; the rest has a deadline of its own."""
    deal = Deal.objects.lock(deal_id)
    due_at = deal.due_at if deal.state == "part_funded" else None
    due_at = due_at or act.at + law.hours("deal.part_pay_hours", act.at)
    move(act, deal, "fund_part", DealPartFunded(units, missing_units), due_at=due_at)
    return deal


@atomic
def fund(act: Act, *, deal_id: int, units: int) -> Deal:
    """All money is held: the seller ships. Long after ship-by, the money goes back by itself.

    A code is in the vault already: its buyer may see it at once.
    """
    deal = Deal.objects.lock(deal_id)
    deal.funded_at = act.at
    deal.ship_by = act.at + time_to_hand_over(act, queries.terms(deal))
    due_at = deal.ship_by + law.hours("deal.call_off_hours", act.at)
    move(act, deal, "fund", DealFunded(units), due_at=due_at)
    return make_ready(act, deal_id=deal.pk) if deal.kind == CODE else deal


@atomic
def give_up(act: Act, *, deal_id: int) -> Deal:
    """The rest of the money did not come: what was paid goes back to the cards it came from."""
    deal = Deal.objects.lock(deal_id)
    deal.check_side(act)
    move(act, deal, "give_up", DealGivenUp(act.role))
    pot.drop(act, deal)
    return deal


@atomic
def start_payout(act: Act, *, deal_id: int) -> Deal:
    deal = Deal.objects.lock(deal_id)
    move(act, deal, "start_payout", PayoutStarted())
    return deal


@atomic
def complete(act: Act, *, deal_id: int) -> Deal:
    """The seller's bank has the money."""
    deal = Deal.objects.lock(deal_id)
    deal.ended_at = act.at
    move(act, deal, "complete", DealCompleted())
    return deal


@atomic
def close_refund(act: Act, *, deal_id: int) -> Deal:
    """The buyer's bank has every rial back."""
    deal = Deal.objects.lock(deal_id)
    deal.ended_at = act.at
    move(act, deal, "close_refund", DealRefunded())
    return deal

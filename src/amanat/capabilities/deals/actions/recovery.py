"""An account may be taken back by who had it before: its money waits a while after approval."""

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.actions import pot
from amanat.capabilities.deals.events import RecoveryWatchBegun, RecoveryWatchEnded
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.refusals import PointsOpen
from amanat.capabilities.deals.rules import ACCOUNT, APPROVE
from amanat.capabilities.deals.states import DEAL
from amanat.capabilities.people import actions as people
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import refuse_unless


def waits_first(deal: Deal) -> bool:
    """Whether approving this deal now begins a watch, not a payout."""
    return deal.kind == ACCOUNT and deal.state == "inspection"


def approve_and_watch(act: Act, deal: Deal) -> Deal:
    """The buyer has ticked the whole list and approves; the caller has locked the deal."""
    DEAL.row("approve", deal.state, act.role)
    agreed = set(queries.terms(deal).more["points"])
    refuse_unless(queries.ticks_of(deal)[Role.BUYER] >= agreed, PointsOpen, "code")
    people.spend_confirmation(act, purpose=APPROVE, subject=deal.code)
    return watch(act.wearing(Role.HOUSE), deal_id=deal.pk, by=act.role)


@atomic
def watch(act: Act, *, deal_id: int, by: str) -> Deal:
    """Approved, by the buyer or by silence: for a dated time a problem can still be reported."""
    deal = Deal.objects.lock(deal_id)
    due_at = act.at + queries.recovery_time(queries.terms(deal), act.at)
    move(act, deal, "watch", RecoveryWatchBegun(by), due_at=due_at)
    return deal


@atomic
def end_watch(act: Act, *, deal_id: int) -> Deal:
    """Nobody took the account back: the money goes to the seller."""
    deal = Deal.objects.lock(deal_id)
    move(act, deal, "end_watch", RecoveryWatchEnded())
    pot.release(act, deal)
    return deal

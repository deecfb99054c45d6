"""Found whole: the buyer appeals to an arbiter, or the decision is carried out."""

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.actions.damage import lock_claim
from amanat.capabilities.deals.actions.outcome import escalate
from amanat.capabilities.deals.actions.settle import settle
from amanat.capabilities.deals.events import ClaimAppealed, ClaimEnforced
from amanat.capabilities.deals.models import Claim, Recusal
from amanat.capabilities.deals.refusals import AppealTimePassed
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import refuse_unless


@atomic
def enforce_claim(act: Act, *, claim_id: int) -> Claim:
    """The buyer did not appeal: the money goes to the seller."""
    deal, claim = lock_claim(claim_id)
    claim.decided_at = act.at
    move(act, claim, "enforce_claim", ClaimEnforced(deal.pk))
    settle(act, deal_id=deal.pk, price_units=claim.price_units, how="claim")
    return claim


@atomic
def appeal_claim(act: Act, *, claim_id: int) -> Claim:
    """The buyer does not accept it: an arbiter other than this officer hears the whole case."""
    deal, claim = lock_claim(claim_id)
    deal.check_side(act)
    is_in_time = claim.due_at is None or act.at < claim.due_at
    refuse_unless(is_in_time, AppealTimePassed)
    move(act, claim, "appeal_claim", ClaimAppealed(deal.pk))
    escalate(act.wearing(Role.HOUSE), deal_id=deal.pk)
    if claim.officer_id is not None:
        Recusal.objects.create(
            case=queries.case_on(deal), officer_id=claim.officer_id, why="claim", at=act.at
        )
    return claim

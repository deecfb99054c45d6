"""When a quarrel is over: its problem, offer, case, claim and return are over with it."""

from amanat.capabilities.deals.events import CaseClosed, ClaimClosed, OfferLapsed
from amanat.capabilities.deals.models import Case, Claim, Deal, Offer
from amanat.capabilities.deals.states.claim import OPEN as OPEN_CLAIM
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role

OPEN_CASE = ("evidence", "hearing", "ruled", "appealed")
AGREED_ROW = 3  # Of the damage table: both agreed on a lower price.


def close_quarrel(act: Act, deal: Deal, outcome: str) -> None:
    """Nothing of the quarrel is left open, whoever ended it."""
    deal.problems.filter(closed_at=None).update(closed_at=act.at, outcome=outcome)
    house = act.wearing(Role.HOUSE)
    for offer in Offer.objects.select_for_update().filter(deal=deal, state="open"):
        offer.answered_at = act.at
        move(house, offer, "lapse_offer", OfferLapsed(deal.pk))
    for case in Case.objects.select_for_update().filter(deal=deal, state__in=OPEN_CASE):
        move(house, case, "close_case", CaseClosed(deal.pk))
    for claim in Claim.objects.filter(deal=deal, state__in=OPEN_CLAIM):
        close_claim(house, claim_id=claim.pk, outcome=outcome)
    deal.returns.filter(ended_at=None).update(ended_at=act.at, outcome=outcome)


@atomic
def close_claim(act: Act, *, claim_id: int, outcome: str) -> Claim:
    """The two settled it, or one gave in: no table is needed any more. The deal is locked."""
    claim = Claim.objects.lock(claim_id)
    claim.row = AGREED_ROW if outcome == "split" else None
    claim.outcome, claim.decided_at = outcome, act.at
    move(act, claim, "close_claim", ClaimClosed(claim.deal_id))
    return claim

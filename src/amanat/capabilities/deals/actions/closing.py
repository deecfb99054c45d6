"""When a quarrel is over: its problem, its offer and its case are over with it."""

from amanat.capabilities.deals.events import CaseClosed, OfferLapsed
from amanat.capabilities.deals.models import Case, Deal, Offer
from amanat.kernel.log.moves import move
from amanat.words.act import Act, Role

OPEN_CASE = ("evidence", "hearing", "ruled", "appealed")


def close_quarrel(act: Act, deal: Deal, outcome: str) -> None:
    """Nothing of the quarrel is left open, whoever ended it."""
    deal.problems.filter(closed_at=None).update(closed_at=act.at, outcome=outcome)
    house = act.wearing(Role.HOUSE)
    for offer in Offer.objects.select_for_update().filter(deal=deal, state="open"):
        offer.answered_at = act.at
        move(house, offer, "lapse_offer", OfferLapsed(deal.pk))
    for case in Case.objects.select_for_update().filter(deal=deal, state__in=OPEN_CASE):
        move(house, case, "close_case", CaseClosed(deal.pk))

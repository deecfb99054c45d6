"""What the allocator does between two decisions: offers to whose turn came, and the end."""

from amanat.capabilities.presale import queries
from amanat.capabilities.presale.actions.campaigns import end_campaign
from amanat.capabilities.presale.actions.openings import give_back_rest, make_offers
from amanat.words.act import Act


def tend_openings(act: Act) -> int:
    """A few offers in every opening that owes some, one short transaction each; how many."""
    return sum(make_offers(act, opening_id=one) for one in queries.owing_offers())


def end_openings(act: Act) -> int:
    """End what is through, and give back to the permit what is left; how many ended."""
    through = queries.campaigns_through()
    for campaign_id in through:
        end_campaign(act, campaign_id=campaign_id)
    for opening_id in queries.with_rest():
        give_back_rest(act, opening_id=opening_id)
    return len(through)

"""After the end each side may say once how the other was."""

from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.queries import is_ratable
from amanat.capabilities.deals.rules import other
from amanat.capabilities.ratings import actions as ratings
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import NotYours, WrongState, refuse_unless


@atomic
def rate(act: Act, *, deal_id: int, stars: int, words: str = "") -> Deal:
    """Rate the other side of a deal in which money moved; not before its end."""
    deal = Deal.objects.lock(deal_id)
    refuse_unless(act.role in {Role.BUYER, Role.SELLER}, NotYours)
    deal.check_side(act)
    about_id = deal.person_of(other(act.role))
    if deal.ended_at is None or about_id is None or not is_ratable(deal):
        raise WrongState
    ratings.rate(
        act, subject=deal.subject, about_id=about_id, stars=stars, words=words,
        ended_at=deal.ended_at,
    )  # fmt: skip
    return deal

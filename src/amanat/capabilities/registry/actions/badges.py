"""The badge of a granted seal: issued once, its code renewed when somebody misuses it."""

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.registry import queries
from amanat.capabilities.registry.events import BadgeCodeRotated, BadgeIssued
from amanat.capabilities.registry.models import Badge, new_code
from amanat.capabilities.seals import queries as seals
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role


@atomic
def issue_badge(act: Act, *, seal_id: int) -> Badge:
    """Give a granted seal its code and its bit; again: the badge it has."""
    seal = seals.seal(seal_id)
    found = queries.badge_of(seal_id)
    if found is not None:
        return found
    badge = Badge(seal_id=seal_id, code=seal.random_code, issued_at=act.at)
    move(act, badge, "issue_badge", BadgeIssued(seal.code, badge.place))
    return badge


def issue_missing_badges(act: Act) -> None:
    """What the reaction to a grant could not do; the clock comes by every minute."""
    for one in queries.all_listed(act.at):
        if one.place is None:
            issue_badge(act, seal_id=seals.by_code(one.code).pk)


@atomic
def rotate_badge_code(act: Act, *, badge_id: int) -> Badge:
    """From now on only the new code leads to this seal; the old one is unknown."""
    badge = Badge.objects.lock(badge_id)
    seal = seals.seal(badge.seal_id)
    if act.role is Role.OFFICER:
        queries.check_officer(act.by)
    else:
        businesses.check_mandate(act, seal.business_id)
    badge.code, badge.rotated_at = new_code(), act.at
    move(act, badge, "rotate_badge_code", BadgeCodeRotated(seal.code))
    return badge

"""What the radar does when a seal changes, and what follows from what it found."""

from collections.abc import Callable

from amanat.capabilities.ceilings import actions as ceiling
from amanat.capabilities.ceilings import queries as ceilings
from amanat.capabilities.radar import actions as radar
from amanat.capabilities.radar import events as sighting
from amanat.capabilities.seals import actions as seals
from amanat.capabilities.seals import events as seal
from amanat.kernel.log.facts import Fact
from amanat.words.act import Act
from amanat.words.event import Event


def look_at_its_domain(act: Act, fact: Fact) -> None:
    """A suspended seal's domain is looked at every six hours, the others' once a week."""
    radar.follow_seal(act, seal_id=fact.id)


def notify_the_owner(act: Act, fact: Fact) -> None:
    """A person confirmed it: the owner hears of it at once."""
    radar.notify_owner(act, sighting_id=fact.id)


def tell_the_seal(act: Act, fact: Fact) -> None:
    """A new commitment while suspended: the seal's revocation is put before the committee."""
    seals.report_trading(act, business_id=fact.facts["business_id"])


def stop_new_promises(act: Act, fact: Fact) -> None:
    """Whoever sells while suspended takes no new promise until an officer has looked."""
    if ceilings.find(fact.facts["business_id"]) is not None:
        ceiling.freeze(act, business_id=fact.facts["business_id"], reason="radar")


CHANGES: tuple[type[Event], ...] = (
    seal.SealGranted,
    seal.SealSuspended,
    seal.SealLifted,
    seal.SealRevoked,
    seal.SealRestored,
    seal.SealExpired,
    seal.SealSurrendered,
)

ROWS: dict[type[Event], tuple[Callable[[Act, Fact], None], ...]] = {
    **dict.fromkeys(CHANGES, (look_at_its_domain,)),
    sighting.SightingConfirmed: (notify_the_owner,),
    sighting.SuspendedTradeConfirmed: (tell_the_seal, stop_new_promises),
}

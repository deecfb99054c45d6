"""What follows for a permit when the seal falls or stands again; and word to its holder.

Whoever sells reads permit and seal at the moment of acting: a late reaction opens no hole.
"""

from collections.abc import Callable

from amanat.capabilities.permits import actions as permits
from amanat.capabilities.permits import events as permit
from amanat.capabilities.seals import events as seal
from amanat.kernel.log.facts import Fact
from amanat.words.act import Act
from amanat.words.event import Event


def follow_the_seal(act: Act, fact: Fact) -> None:
    """Without any seal nothing new is pre-sold; what stopped for it alone goes on with it."""
    permits.follow_seal(act, business_id=fact.facts["business_id"])


def tell_the_maker(act: Act, fact: Fact) -> None:
    permits.tell(act, permit_id=int(fact.facts.get("permit_id", fact.id)), fact=fact.name)


ROWS: dict[type[Event], tuple[Callable[[Act, Fact], None], ...]] = {
    seal.SealExpired: (follow_the_seal,),
    seal.SealSuspended: (follow_the_seal,),
    seal.SealRevoked: (follow_the_seal,),
    seal.SealSurrendered: (follow_the_seal,),
    seal.SealLifted: (follow_the_seal,),
    seal.SealRestored: (follow_the_seal,),
    permit.PermitGranted: (tell_the_maker,),
    permit.PermitRefused: (tell_the_maker,),
    permit.PermitReturned: (tell_the_maker,),
    permit.PermitSuspended: (tell_the_maker,),
    permit.PermitResumed: (tell_the_maker,),
    permit.PermitRevoked: (tell_the_maker,),
    permit.PermitExpired: (tell_the_maker,),
    permit.PermitAmended: (tell_the_maker,),
    permit.PermitExtended: (tell_the_maker,),
    permit.PermitChangeTurnedDown: (tell_the_maker,),
    permit.PermitChangeLapsed: (tell_the_maker,),
}

"""What follows for a ceiling when seal, rank, licence or owner change; and word to its holder.

A sale reads all of that at the moment it is made: a reaction that is late opens no hole.
"""

from collections.abc import Callable

from amanat.capabilities.businesses import events as business
from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.ceilings import events as ceiling
from amanat.capabilities.ranks import events as rank
from amanat.capabilities.seals import events as seal
from amanat.kernel.log.facts import Fact
from amanat.words.act import Act
from amanat.words.event import Event

COMPLAINT = "complaint_filed"


def cut_the_ceiling(act: Act, fact: Fact) -> None:
    """Bad news: at once, and only downward."""
    ceilings.lower_for(act, business_id=_business(fact), cause=fact.name)


def reckon_the_ceiling(act: Act, fact: Fact) -> None:
    """News: up or down, where there is a ceiling."""
    ceilings.keep_up(act, business_id=_business(fact), cause=fact.name)


def set_the_ceiling(act: Act, fact: Fact) -> None:
    """Something that two people confirmed counts from this day on."""
    ceilings.set_ceiling(act, business_id=_business(fact), cause=fact.name)


def look_for_a_burst(act: Act, fact: Fact) -> None:
    """Complaints that come all at once stop new promises until somebody has looked."""
    if fact.facts["noted"] == COMPLAINT:
        ceilings.watch_for_burst(act, business_id=_business(fact))


def tell_the_seller(act: Act, fact: Fact) -> None:
    ceilings.tell(act, business_id=_business(fact), fact=fact.name)


def _business(fact: Fact) -> int:
    """The fact names the business it is about, or is the business's own."""
    return int(fact.facts.get("business_id", fact.id))


ROWS: dict[type[Event], tuple[Callable[[Act, Fact], None], ...]] = {
    business.ActivityAdded: (reckon_the_ceiling,),
    business.ActivityEnded: (reckon_the_ceiling,),
    business.BusinessClosed: (cut_the_ceiling,),
    business.DomainDropped: (cut_the_ceiling,),
    business.DomainLost: (cut_the_ceiling,),
    business.DomainProven: (reckon_the_ceiling,),
    business.OwnerEnded: (reckon_the_ceiling,),
    business.OwnerNamed: (reckon_the_ceiling,),
    business.TradeLicenceConfirmed: (reckon_the_ceiling,),
    business.TradeLicenceEnded: (cut_the_ceiling,),
    seal.SealExpired: (cut_the_ceiling,),
    seal.SealGranted: (reckon_the_ceiling,),
    seal.SealLifted: (reckon_the_ceiling,),
    seal.SealRestored: (reckon_the_ceiling,),
    seal.SealRevoked: (cut_the_ceiling,),
    seal.SealSurrendered: (cut_the_ceiling,),
    seal.SealSuspended: (cut_the_ceiling,),
    rank.BusinessNoted: (look_for_a_burst,),
    rank.RankComputed: (reckon_the_ceiling,),
    rank.RankFell: (cut_the_ceiling,),
    ceiling.CeilingInputVerified: (set_the_ceiling,),
    ceiling.CeilingInputLapsed: (cut_the_ceiling,),
    ceiling.CeilingInputRefused: (tell_the_seller,),
    ceiling.CeilingInputEnding: (tell_the_seller,),
    ceiling.CeilingSet: (tell_the_seller,),
    ceiling.CeilingLowered: (tell_the_seller,),
    ceiling.CeilingFrozen: (tell_the_seller,),
    ceiling.CeilingUnfrozen: (tell_the_seller,),
    ceiling.CeilingAlertRaised: (tell_the_seller,),
}

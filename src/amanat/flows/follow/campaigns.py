"""What follows for campaigns when their permit changes; and word to whose turn it is."""

from collections.abc import Callable

from amanat.capabilities.permits import events as permit
from amanat.capabilities.presale import actions as presale
from amanat.capabilities.presale import events as campaign
from amanat.kernel.log.facts import Fact
from amanat.words.act import Act
from amanat.words.event import Event


def stop_the_campaigns(act: Act, fact: Fact) -> None:
    """The permit is suspended: nobody enlists, tickets are kept."""
    presale.stand_still(act, permit_id=fact.id)


def let_the_campaigns_go_on(act: Act, fact: Fact) -> None:
    """They close later by as long as they stood still; open offers have their whole time again."""
    presale.go_on(act, permit_id=fact.id)
    presale.extend_offers(act, permit_id=fact.id)


def call_the_campaigns_off(act: Act, fact: Fact) -> None:
    """The permit is no more."""
    presale.call_off(act, permit_id=fact.id)


def price_later_tickets(act: Act, fact: Fact) -> None:
    """A new price holds for who enlists from now on."""
    presale.follow_price(act, permit_id=fact.id, units=fact.facts["price_units"])


def tell_the_buyer(act: Act, fact: Fact) -> None:
    presale.tell_of_offer(act, offer_id=fact.id, fact=fact.name)


ROWS: dict[type[Event], tuple[Callable[[Act, Fact], None], ...]] = {
    permit.PermitSuspended: (stop_the_campaigns,),
    permit.PermitResumed: (let_the_campaigns_go_on,),
    permit.PermitRevoked: (call_the_campaigns_off,),
    permit.PermitExpired: (call_the_campaigns_off,),
    permit.PermitEnded: (call_the_campaigns_off,),
    permit.PermitAmended: (price_later_tickets,),
    campaign.OfferMade: (tell_the_buyer,),
    campaign.OfferExtended: (tell_the_buyer,),
    campaign.OfferLapsed: (tell_the_buyer,),
}

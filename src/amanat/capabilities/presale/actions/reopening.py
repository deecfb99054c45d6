"""An offer whose contract was turned back is as before it was signed, until its end."""

from amanat.capabilities.presale.events import PresaleOfferReopened
from amanat.capabilities.presale.models import PresaleOffer
from amanat.kernel.log.moves import move
from amanat.kernel.transactions import atomic
from amanat.words.act import Act


@atomic
def reopen_offer(act: Act, *, presale_offer_id: int) -> PresaleOffer:
    """The contract could not come into force and its money goes back: sign again, or let it go."""
    offer = PresaleOffer.objects.lock(presale_offer_id)
    event = PresaleOfferReopened(offer.subject)
    offer.subject = ""
    move(act, offer, "reopen_offer", event, due_at=offer.due_at)
    return offer

"""Word to one buyer, once for each fact."""

from django.conf import settings

from amanat.capabilities.notices import actions as notices
from amanat.capabilities.people import queries as people
from amanat.capabilities.permits import queries as permits
from amanat.capabilities.presale import queries
from amanat.capabilities.presale.letters import LETTERS, shortened
from amanat.words.act import Act
from amanat.words.moments import spoken_briefly
from amanat.words.text import Text


def tell_of_offer(act: Act, *, offer_id: int, fact: str) -> None:
    """Tell the buyer that it is their turn, until when, or that it has passed."""
    offer = queries.offer(offer_id)
    title = shortened(permits.permit(offer.permit_id).title)
    link = f"{settings.SITE_URL}/offers/{offer.pk}"
    letter, until = LETTERS[fact], offer.due_at
    text = Text(
        letter.fa.format(
            title=title, link=link, until=spoken_briefly(until, "fa") if until else ""
        ),
        letter.en.format(
            title=title, link=link, until=spoken_briefly(until, "en") if until else ""
        ),
    )
    notices.queue(
        act, phone=people.phone_of(offer.buyer_id), person_id=offer.buyer_id,
        kind=f"presale.{fact}", text=text, dedupe_key=f"offer:{act.cause}:{offer.buyer_id}",
    )  # fmt: skip

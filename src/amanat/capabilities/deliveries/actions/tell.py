"""Word goes out: to the buyer about their delivery, to whoever may sell about the business's."""

from django.conf import settings

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.deliveries import queries
from amanat.capabilities.deliveries.letters import TO_BUYER, TO_HOLDER
from amanat.capabilities.deliveries.models import Delivery
from amanat.capabilities.notices import actions as notices
from amanat.capabilities.people import queries as people
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.moments import spoken_date
from amanat.words.text import Text

MOST_TOLD = 5
POWERS = frozenset({"sell", "all"})


@atomic
def tell_buyer(act: Act, *, delivery_id: int, fact: str) -> None:
    """Tell the buyer what happened to their delivery, once for each fact."""
    one = queries.delivery(delivery_id)
    letter = TO_BUYER[fact]
    link = f"{settings.SITE_URL}/deliveries/{one.contract_code}"
    notices.queue(
        act, phone=people.phone_of(one.buyer_id), person_id=one.buyer_id,
        kind=f"delivery.{fact}", text=_filled(letter, one, link),
        dedupe_key=f"delivery:{act.cause}:{one.pk}",
    )  # fmt: skip


def _filled(letter: Text, one: Delivery, link: str) -> Text:
    day = one.ready_on or one.promised
    return Text(
        letter.fa.format(day=spoken_date(day, "fa"), link=link),
        letter.en.format(day=spoken_date(day, "en"), link=link),
    )


@atomic
def tell_holder(act: Act, *, business_id: int, fact: str, dedupe: str = "") -> None:
    """Tell whoever may sell for the business, once for each fact or for each `dedupe`."""
    business = businesses.business(business_id)
    letter = TO_HOLDER[fact]
    link = f"{settings.SITE_URL}/org/{business.code}/deliveries"
    text = Text(letter.fa.format(link=link), letter.en.format(link=link))
    for person_id in _holders(act, business_id):
        notices.queue(
            act, phone=people.phone_of(person_id), person_id=person_id,
            kind=f"delivery.{fact}", text=text,
            dedupe_key=f"delivery:{dedupe or act.cause}:{person_id}",
        )  # fmt: skip


def _holders(act: Act, business_id: int) -> list[int]:
    """Who has a mandate to sell now; a bounded few."""
    found: list[int] = []
    for mandate in businesses.mandates(business_id):
        in_force = businesses.mandate_of(mandate.person_id, business_id, act.at)
        powers = set(in_force.powers.split()) if in_force else set()
        if POWERS & powers and mandate.person_id not in found:
            found.append(mandate.person_id)
    return found[:MOST_TOLD]

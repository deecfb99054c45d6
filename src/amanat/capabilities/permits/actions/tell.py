"""Word goes out to whoever may sell for the business."""

from django.conf import settings

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.notices import actions as notices
from amanat.capabilities.people import queries as people
from amanat.capabilities.permits import queries
from amanat.capabilities.permits.letters import LETTERS
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.text import Text

MOST_TOLD = 5
LONGEST_TITLE_IN_SMS = 14
POWERS = frozenset({"sell", "all"})


@atomic
def tell(act: Act, *, permit_id: int, fact: str) -> None:
    """Tell the holders what became of their permit, once for each fact."""
    one = queries.permit(permit_id)
    words = {
        "title": shortened(one.title),
        "link": f"{settings.SITE_URL}/org/{one.business.code}/permits/{one.code}",
    }
    letter = LETTERS[fact]
    text = Text(letter.fa.format(**words), letter.en.format(**words))
    for person_id in _holders(act, one.business_id):
        notices.queue(
            act, phone=people.phone_of(person_id), person_id=person_id, kind=f"permit.{fact}",
            text=text, dedupe_key=f"permit:{act.cause}:{person_id}",
        )  # fmt: skip


def shortened(name: str) -> str:
    """A name that leaves room for the rest of an SMS."""
    most = LONGEST_TITLE_IN_SMS
    return name if len(name) <= most else f"{name[: most - 1]}…"


def _holders(act: Act, business_id: int) -> list[int]:
    """Who has a mandate to sell now; a bounded few."""
    found: list[int] = []
    for mandate in businesses.mandates(business_id):
        in_force = businesses.mandate_of(mandate.person_id, business_id, act.at)
        powers = set(in_force.powers.split()) if in_force else set()
        if POWERS & powers and mandate.person_id not in found:
            found.append(mandate.person_id)
    return found[:MOST_TOLD]

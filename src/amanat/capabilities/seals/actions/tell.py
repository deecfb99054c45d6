"""Word goes out to whoever may act for the business, at every stage of its seal."""

from datetime import datetime

from django.conf import settings

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.notices import actions as notices
from amanat.capabilities.people import queries as people
from amanat.capabilities.seals import queries
from amanat.capabilities.seals.letters import LETTERS, fitted
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.moments import spoken_briefly
from amanat.words.persian import persian_digits
from amanat.words.text import Text

MOST_TOLD = 5


@atomic
def tell(act: Act, *, seal_id: int, fact: str, until: datetime | None = None) -> None:
    """Tell the holders what happened, each in their own language, once for each fact."""
    seal = queries.seal(seal_id)
    link = f"{settings.SITE_URL}/org/{seal.business.code}/seal"
    moments = [spoken_briefly(until, one) if until else "" for one in ("fa", "en")]
    letter, level = LETTERS[fact], str(seal.level)
    text = Text(
        fitted(letter.fa, seal.shown, level=persian_digits(level), until=moments[0], link=link),
        fitted(letter.en, seal.domain, level=level, until=moments[1], link=link),
    )
    for person_id in _holders(act, seal.business_id):
        notices.queue(
            act, phone=people.phone_of(person_id), person_id=person_id, kind=f"seal.{fact}",
            text=text, dedupe_key=f"seal:{act.cause}:{person_id}",
        )  # fmt: skip


def _holders(act: Act, business_id: int) -> list[int]:
    """Who has a mandate in matters of the seal; a bounded few."""
    found = []
    for mandate in businesses.mandates(business_id):
        in_force = businesses.mandate_of(mandate.person_id, business_id, act.at)
        words = in_force.powers.split() if in_force else []
        if {"seal", "all"} & set(words) and mandate.person_id not in found:
            found.append(mandate.person_id)
    return found[:MOST_TOLD]

"""Word to whoever acts for a business: its first rank, fewer stars, an answer."""

from django.conf import settings

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.notices import actions as notices
from amanat.capabilities.people import queries as people
from amanat.capabilities.ranks import letters
from amanat.capabilities.ranks.models import Objection, Rank
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.moments import spoken_briefly
from amanat.words.text import Text


@atomic
def tell_of_rank(act: Act, *, rank_id: int, fact: str) -> None:
    """Word of a fact of the rank; once for each fact and person."""
    rank = Rank.objects.select_related("business").get(pk=rank_id)
    text = letters.OF_RANK[fact]
    if rank.due_at is not None:
        fa, en = (spoken_briefly(rank.due_at, language) for language in ("fa", "en"))
        text = Text(text.fa.replace("{when}", fa), text.en.replace("{when}", en))
    _send(act, rank.business_id, rank.business.code, text, f"{fact}:{rank_id}:{act.cause}")


@atomic
def tell_of_objection(act: Act, *, objection_id: int, fact: str) -> None:
    """Word of what became of an objection."""
    objection = Objection.objects.select_related("business").get(pk=objection_id)
    text, key = letters.OF_OBJECTION[fact], f"{fact}:{objection_id}:{act.cause}"
    _send(act, objection.business_id, objection.business.code, text, key)


def _send(act: Act, business_id: int, code: str, text: Text, key: str) -> None:
    link = f"{settings.SITE_URL}/org/{code}/rank"
    for mandate in businesses.mandates_in_force(act.at).filter(business_id=business_id):
        notices.queue(
            act, phone=people.phone_of(mandate.person_id), person_id=mandate.person_id,
            kind="rank", text=text.fill(link=link), dedupe_key=f"{key}:{mandate.person_id}",
        )  # fmt: skip

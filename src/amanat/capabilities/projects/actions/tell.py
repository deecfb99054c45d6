"""Word goes out: to whoever runs the project, to its buyers, to a certifier."""

from collections.abc import Iterable

from django.conf import settings

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.notices import actions as notices
from amanat.capabilities.people import queries as people
from amanat.capabilities.projects import queries
from amanat.capabilities.projects.letters import TO_BUYERS, TO_CERTIFIER, TO_HOLDER
from amanat.capabilities.projects.models import Project
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.text import Text

MOST_TOLD = 5
LONGEST_TITLE_IN_SMS = 16
POWERS = frozenset({"sell", "all"})


@atomic
def tell_holder(act: Act, *, project_id: int, fact: str) -> None:
    """Tell whoever may sell for the business what happened to its project."""
    one = queries.project(project_id)
    link = f"{settings.SITE_URL}/org/projects/{one.code}"
    _send(act, one, _holders(act, one.business_id), TO_HOLDER[fact], link, fact)


@atomic
def tell_buyers(act: Act, *, project_id: int, fact: str) -> None:
    """Tell everybody who paid, once for each fact."""
    one = queries.project(project_id)
    link = f"{settings.SITE_URL}/projects/{one.code}/my-money"
    _send(act, one, queries.buyers(project_id), TO_BUYERS[fact], link, fact)


@atomic
def tell_certifier(act: Act, *, certifier_id: int) -> None:
    """Tell somebody that they were named."""
    named = queries.certifier(certifier_id)
    link = f"{settings.SITE_URL}/certify/{named.project.code}"
    _send(act, named.project, [named.person_id], TO_CERTIFIER, link, "CertifierNamed")


def _send(
    act: Act, one: Project, person_ids: Iterable[int], letter: Text, link: str, fact: str
) -> None:
    title = shortened(one.title)
    text = Text(letter.fa.format(title=title, link=link), letter.en.format(title=title, link=link))
    for person_id in person_ids:
        notices.queue(
            act, phone=people.phone_of(person_id), person_id=person_id, kind=f"project.{fact}",
            text=text, dedupe_key=f"project:{act.cause}:{fact}:{person_id}",
        )  # fmt: skip


def shortened(title: str) -> str:
    """A title that leaves room for the rest of an SMS."""
    most = LONGEST_TITLE_IN_SMS
    return title if len(title) <= most else f"{title[: most - 1]}…"


def _holders(act: Act, business_id: int) -> list[int]:
    """Who has a mandate to sell now; a bounded few."""
    found: list[int] = []
    for mandate in businesses.mandates(business_id):
        in_force = businesses.mandate_of(mandate.person_id, business_id, act.at)
        powers = set(in_force.powers.split()) if in_force else set()
        if POWERS & powers and mandate.person_id not in found:
            found.append(mandate.person_id)
    return found[:MOST_TOLD]

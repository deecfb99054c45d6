"""Word goes out to both sides by SMS, at every stage."""

from typing import Any

from django.conf import settings
from django.db import transaction

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.letters import INVITATION, LETTERS
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.notices import actions as notices
from amanat.capabilities.people import queries as people
from amanat.words.act import Act
from amanat.words.moments import spoken_briefly
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.persian import persian_digits
from amanat.words.text import Text

LONGEST_TITLE_IN_SMS = 18


@transaction.atomic
def invite(act: Act, *, deal_id: int) -> None:
    """Send the invitation link to the number the starter gave; without one, the link is shared."""
    deal = Deal.objects.get(pk=deal_id)
    if not deal.other_phone:
        return
    link = f"{settings.SITE_URL}/j/{queries.invitation_token(deal)}"
    notices.queue(act, phone=deal.other_phone, kind="deal.invitation",
                  text=_filled(deal, INVITATION, link), dedupe_key=f"invite:{deal.pk}")  # fmt: skip


@transaction.atomic
def tell(act: Act, *, deal_id: int, fact: str) -> None:
    """Tell each side what happened, in its own language, once for each fact."""
    deal = Deal.objects.get(pk=deal_id)
    for role, letter in LETTERS[fact].items():
        person_id = deal.person_of(role)
        if person_id is None:
            continue
        link = f"{settings.SITE_URL}/deals/{deal.code}"
        notices.queue(act, phone=people.person(person_id).phone, person_id=person_id,
                      kind=f"deal.{fact}", text=_filled(deal, letter, link),
                      dedupe_key=f"{act.cause}:{role}")  # fmt: skip


def _filled(deal: Deal, letter: Text, link: str) -> Text:
    facts = {language: _facts(deal, language) for language in ("fa", "en")}
    return Text(
        fa=letter.fa.format(**facts["fa"], link=link),
        en=letter.en.format(**facts["en"], link=link),
    )


def _facts(deal: Deal, language: str) -> dict[str, Any]:
    """The goods, the buyer's total in toman, and the next deadline, as this language writes them."""
    terms = queries.terms(deal)
    toman = f"{queries.bill(terms).buyer_pays.units // RIALS_PER_TOMAN:,}"
    amount = f"{toman} toman"
    due_at = deal.due_at
    if due_at is None and (case := queries.case_of(deal)) is not None:
        due_at = case.due_at
    if language == "fa":
        amount = persian_digits(toman.replace(",", "٬")) + " تومان"
    return {
        "title": shortened(terms.title),
        "amount": amount,
        "when": spoken_briefly(due_at, language) if due_at else "",
    }


def shortened(title: str) -> str:
    """A title that leaves room for the rest of the message."""
    if len(title) <= LONGEST_TITLE_IN_SMS:
        return title
    return title[: LONGEST_TITLE_IN_SMS - 1].rstrip() + "…"

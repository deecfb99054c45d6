"""Word goes out to both sides by SMS, at every stage."""

from typing import Any

from django.conf import settings
from django.db import transaction

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.letters import (
    DIGITS_ONLY,
    INVITATION,
    PROOFS,
    ROUGHLY,
    SHIP_FROM,
    letters_of,
)
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.rules import GOODS
from amanat.capabilities.notices import actions as notices
from amanat.capabilities.notices import queries as notice_queries
from amanat.capabilities.people import queries as people
from amanat.words.act import Act, Role
from amanat.words.moments import spoken_briefly
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.persian import persian_digits
from amanat.words.text import Text

LONGEST_TITLE_IN_SMS = 18
LONGEST_OFFICE_IN_SMS = 28


@transaction.atomic
def invite(act: Act, *, deal_id: int) -> None:
    """Send the invitation link to the number the starter gave; without one, the link is shared."""
    deal = Deal.objects.get(pk=deal_id)
    if not deal.other_phone:
        return
    link = f"{settings.SITE_URL}/j/{queries.invitation_token(deal)}"
    text = _proved(deal, _filled(deal, INVITATION, link), PROOFS)
    notices.queue(act, phone=deal.other_phone, kind="deal.invitation",
                  text=text, dedupe_key=f"invite:{deal.pk}")  # fmt: skip


@transaction.atomic
def tell(act: Act, *, deal_id: int, fact: str) -> None:
    """Tell each side what happened, in its own language, once for each fact."""
    deal = Deal.objects.get(pk=deal_id)
    for role, letter in letters_of(deal.kind, fact).items():
        person_id = deal.person_of(role)
        if person_id is None:
            continue
        link = f"{settings.SITE_URL}/deals/{deal.code}"
        text = _filled(deal, letter, link)
        if fact == "DealFunded" and role is Role.SELLER and deal.kind == GOODS:
            text = _with_office(deal, text, link)
        text = _proved(deal, text, (DIGITS_ONLY,))
        notices.queue(act, phone=people.person(person_id).phone, person_id=person_id,
                      kind=f"deal.{fact}", text=text,
                      dedupe_key=f"{act.cause}:{role}")  # fmt: skip


def _with_office(deal: Deal, text: Text, link: str) -> Text:
    """The seller's letter with the nearest post office, in each language that has room for it."""
    near = queries.offices_for(deal, most=1)
    if not near:
        return text
    office = shortened(near[0].office.name, LONGEST_OFFICE_IN_SMS)
    named = ROUGHLY.fill(office=office) if near[0].office.is_approximate else Text(office, office)
    return Text(
        fa=_first_that_fits(
            SHIP_FROM.fa.format(**_facts(deal, "fa"), office=named.fa, link=link), text.fa
        ),
        en=_first_that_fits(
            SHIP_FROM.en.format(**_facts(deal, "en"), office=named.en, link=link), text.en
        ),
    )


def _proved(deal: Deal, text: Text, proofs: tuple[Text, ...]) -> Text:
    """The text with the longest proof of the deal that leaves it short enough to send."""
    watchword = queries.watchword_of(deal.code)
    facts = {"code": deal.code, "digits": watchword.digits}
    fa = [text.fa + proof.fa.format(**facts, phrase=watchword.phrase.fa) for proof in proofs]
    en = [text.en + proof.en.format(**facts, phrase=watchword.phrase.en) for proof in proofs]
    return Text(_first_that_fits(*fa, text.fa), _first_that_fits(*en, text.en))


def _first_that_fits(*bodies: str) -> str:
    """The first text that goes out in two parts; the last one is plain and tested to."""
    return next((body for body in bodies[:-1] if notice_queries.fits(body)), bodies[-1])


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


def shortened(title: str, most: int = LONGEST_TITLE_IN_SMS) -> str:
    """A title that leaves room for the rest of the message."""
    if len(title) <= most:
        return title
    return title[: most - 1].rstrip() + "…"

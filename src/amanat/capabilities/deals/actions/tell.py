"""Word goes out to both sides by SMS, at every stage."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.letters import (
    DIGITS_ONLY,
    IN_PERSON,
    INVITATION,
    PROOFS,
    ROUGHLY,
    SHIP_FROM,
    letters_of,
)
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.rules import GOODS, Delivery
from amanat.capabilities.notices import actions as notices
from amanat.capabilities.notices import queries as notice_queries
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.people import queries as people
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.moments import spoken_briefly
from amanat.words.money import RIALS_PER_TOMAN
from amanat.words.persian import persian_digits
from amanat.words.text import Text

LONGEST_TITLE_IN_SMS = 18
LONGEST_OFFICE_IN_SMS = 28


@atomic
def invite(act: Act, *, deal_id: int) -> None:
    """Send the invitation link to the number the starter gave; without one, the link is shared."""
    deal = Deal.objects.get(pk=deal_id)
    if not deal.other_phone:
        return
    link = f"{settings.SITE_URL}/j/{queries.invitation_token(deal)}"
    text = _proved(deal, _filled(deal, INVITATION, link), PROOFS)
    notices.queue(act, phone=deal.other_phone, kind="deal.invitation",
                  text=text, dedupe_key=f"invite:{deal.pk}")  # fmt: skip


@atomic
def tell(act: Act, *, deal_id: int, fact: str) -> None:
    """Tell each side what happened, in its own language, once for each fact."""
    deal = queries.deal(deal_id)
    is_met = fact in IN_PERSON and queries.terms(deal).delivery == Delivery.HAND
    for role, letter in (IN_PERSON[fact] if is_met else letters_of(deal.kind, fact)).items():
        is_sent = deal.kind == GOODS and not is_met
        has_office = fact == "DealFunded" and role is Role.SELLER and is_sent
        post = _with_office if has_office else None
        send_letter(
            act, deal, role, letter, kind=f"deal.{fact}", key=f"{act.cause}:{role}", post=post
        )


def send_letter(
    act: Act,
    deal: Deal,
    role: Role,
    letter: Text,
    *,
    kind: str,
    key: str,
    until: datetime | None = None,
    post: Callable[[Deal, Text, str], Text] | None = None,
) -> None:
    """Queue one letter to one side, with the proof that it is ours; nobody there, nothing sent.

    `until` is the deadline it names, when that is not the deal's own; `post` adds an office.
    """
    person_id = deal.person_of(role)
    if person_id is None:
        return
    eta = arrival_of(deal, act) if "{arrives}" in letter.fa else None
    text = letter_text(deal, letter, until=until, eta=eta, post=post)
    notices.queue(
        act, phone=people.phone_of(person_id), person_id=person_id, kind=kind, text=text,
        dedupe_key=key,
    )  # fmt: skip


def letter_text(
    deal: Deal,
    letter: Text,
    *,
    until: datetime | None = None,
    eta: payments.Eta | None = None,
    post: Callable[[Deal, Text, str], Text] | None = None,
) -> Text:
    """A letter about this deal as it is sent."""
    link = f"{settings.SITE_URL}/deals/{deal.code}"
    text = _filled(deal, letter, link, until, eta)
    if post is not None:
        text = post(deal, text, link)
    return _proved(deal, text, (DIGITS_ONLY,))


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


def arrival_of(deal: Deal, act: Act) -> payments.Eta:
    """When the seller's money is there: of its payout, or of one ordered at this moment."""
    on_the_way = [one.eta for one in queries.payouts_of_deal(deal, act.at) if one.eta is not None]
    if on_the_way:
        return max(on_the_way, key=lambda eta: eta.arrives_at)
    return payments.eta(queries.bill(queries.terms(deal)).seller_gets.units, act.at)


def _filled(
    deal: Deal,
    letter: Text,
    link: str,
    until: datetime | None = None,
    eta: payments.Eta | None = None,
) -> Text:
    facts = {language: _facts(deal, language, until) for language in ("fa", "en")}
    if eta is not None:
        for language, said in facts.items():
            said["rail"] = eta.rail_says.into(language)
            said["arrives"] = spoken_briefly(eta.latest_at, language)
    return Text(
        fa=letter.fa.format(**facts["fa"], link=link),
        en=letter.en.format(**facts["en"], link=link),
    )


def _facts(deal: Deal, language: str, until: datetime | None = None) -> dict[str, Any]:
    """The goods, the buyer's total in toman, and the next deadline, as this language writes them."""
    terms = queries.terms(deal)
    toman = f"{queries.bill(terms).buyer_pays.units // RIALS_PER_TOMAN:,}"
    amount = f"{toman} toman"
    due_at = until or deal.due_at or _waiting_until(deal)
    if language == "fa":
        amount = persian_digits(toman.replace(",", "٬")) + " تومان"
    return {
        "title": shortened(terms.title),
        "amount": amount,
        "when": spoken_briefly(due_at, language) if due_at else "",
    }


def _waiting_until(deal: Deal) -> datetime | None:
    """The next date of a deal whose own clock stands: its case's, or its claim's."""
    case, claim = queries.case_of(deal), queries.claim_of(deal)
    dates = (one.due_at for one in (case, claim) if one is not None and one.due_at is not None)
    return next(dates, None)


def shortened(title: str, most: int = LONGEST_TITLE_IN_SMS) -> str:
    """A title that leaves room for the rest of the message."""
    if len(title) <= most:
        return title
    return title[: most - 1].rstrip() + "…"

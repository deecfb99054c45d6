"""Whom to tell of a fact about a business, and the words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from amanat.capabilities.businesses import letters, rules
from amanat.capabilities.businesses.models import Business
from amanat.capabilities.businesses.queries import reading
from amanat.capabilities.people import queries as people
from amanat.words import domains
from amanat.words.moments import spoken_briefly, spoken_date
from amanat.words.powers import PAPERS
from amanat.words.text import Text

WHO_CARES = PAPERS
MOST_TOLD = 10
ACCOUNT = "BusinessAccountConfirmed"


@dataclass(frozen=True, slots=True)
class Letter:
    """One SMS: to whom, and the words."""

    person_id: int
    phone: str
    text: Text


def letters_of(
    name: str, business_id: int, facts: dict[str, Any], at: datetime, site: str
) -> list[Letter]:
    """One letter for each person who keeps the papers, or the money when it is about that; of a
    mandate only for whoever got it."""
    one = reading.business(business_id)
    text = _words(one, name, facts, site)
    return [
        Letter(person_id, people.phone_of(person_id), text)
        for person_id in _readers(one, name, facts, at)
    ]


def _readers(one: Business, name: str, facts: dict[str, Any], at: datetime) -> list[int]:
    if name == "MandateGiven":
        is_own = facts["person_id"] == one.registered_by_id
        return [] if is_own else [facts["person_id"]]
    if name == ACCOUNT:
        return reading.money_people(one.pk, at)[:MOST_TOLD]
    rows = reading.mandates_in_force(at).filter(business_id=one.pk).order_by("pk")
    found = [row.person_id for row in rows if rules.covers(row.powers, WHO_CARES)]
    return list(dict.fromkeys(found))[:MOST_TOLD]


def _words(one: Business, name: str, facts: dict[str, Any], site: str) -> Text:
    letter = letters.LETTERS[name]
    fixed = {
        "name": letters.shortened(one.name),
        "domain": letters.shortened(domains.shown(facts.get("name", ""))),
        "link": f"{site}/org/{one.code}{letters.SHEETS[name]}",
    }
    fa, en = (_moments(facts, language) for language in ("fa", "en"))
    return Text(letter.fa.format(**fixed, **fa), letter.en.format(**fixed, **en))


def _moments(facts: dict[str, Any], language: str) -> dict[str, str]:
    until, day = facts.get("lost_at", facts.get("active_from", "")), facts.get("valid_until", "")
    return {
        "until": spoken_briefly(datetime.fromisoformat(until), language) if until else "",
        "day": spoken_date(date.fromisoformat(day), language) if day else "",
    }

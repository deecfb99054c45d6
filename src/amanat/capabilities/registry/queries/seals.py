"""What the register says of seals: the one Python face of sql/0003_seals.sql and
sql/0004_standing.sql."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from amanat.capabilities.registry import rules
from amanat.capabilities.registry.models import Badge, Publication
from amanat.capabilities.registry.rules import Asked, Period, Shown
from amanat.words.refusal import NotFound

PAGE = 50  # Seals on one page of the register.
MOST_CHANGES = 500
MOST_AT_ONCE = 1_000  # Seals read from the database at once.
ANSWER = """select at, answer::text, tries from registry_answer_v2(%s, %s, %s, %s, %s,
    make_interval(secs => %s), %s)"""
LISTED = """select code, domain, holder, granted_at, ends_on, place, state, level, reason, since,
    ends_at, end_reason from registry_seals_v1(%s, %s, %s, %s)"""
CHANGES = "select id, code, domain, state, level, reason, since from registry_changes_v1(%s, %s)"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the database said, in one round trip; `told` is empty when there is no such seal."""

    at: datetime
    asked: Asked
    told: str
    tries: int  # At unknown codes from this network within the span, this one included.

    @property
    def seal(self) -> Shown | None:
        return rules.shown(json.loads(self.told), self.at) if self.told else None

    @property
    def is_too_many(self) -> bool:
        """A seal that is there is always shown: a shared address must hide no suspension."""
        return self.tries > rules.MOST_LOOKS_OF_A_NETWORK


def the_answer(typed: str, network: str) -> Answer:
    """Everything the page says, and the moment at which it is true."""
    asked = rules.read_asked(typed)
    digest = hashlib.sha256(typed.encode()).hexdigest()
    arguments = (
        asked.code, asked.random_code, asked.domain, f"seal {network}", digest,
        int(rules.LOOK_SPAN.total_seconds()),
        rules.MOST_LOOKS_OF_A_NETWORK,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(ANSWER, arguments)
        at, told, tries = cursor.fetchone()
    return Answer(at, asked, told or "", tries)


@dataclass(frozen=True, slots=True)
class Listed:
    """A seal in the register; `now` is what it is at the moment that was asked for."""

    code: str
    domain: str
    holder: str
    granted_at: datetime
    ends_on: date
    place: int | None
    now: Period


def listed(
    at: datetime, *, words: str = "", state: str = "", after: str = "", most: int = PAGE
) -> list[Listed]:
    """Seals by their code, those after `after`; `state` is one of the public's five words."""
    states = [old for old, new in rules.PUBLIC.items() if new == state]
    with connection.cursor() as cursor:
        cursor.execute(LISTED, (words, states, after, most))
        rows = cursor.fetchall()
    return [
        Listed(code, domain, holder, granted_at, ends_on, place,
               rules.period_now(at, *period))
        for code, domain, holder, granted_at, ends_on, place, *period in rows
    ]  # fmt: skip


def all_listed(at: datetime) -> Iterator[Listed]:
    """Every seal that was ever granted."""
    after = ""
    while rows := listed(at, after=after, most=MOST_AT_ONCE):
        yield from rows
        after = rows[-1].code


@dataclass(frozen=True, slots=True)
class Change:
    """A new state, level or reason of a seal."""

    number: int
    code: str
    domain: str
    state: str
    level: int
    reason: str
    since: datetime


def changes(after: int, most: int = MOST_CHANGES) -> list[Change]:
    """What changed after a number, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGES, (after, most))
        rows = cursor.fetchall()
    return [
        Change(number, code, domain, rules.PUBLIC[state], level, reason, since)
        for number, code, domain, state, level, reason, since in rows
    ]


def latest_publication() -> Publication:
    """The newest lists, however old: whoever reads them sees from their times whether they hold."""
    found = Publication.objects.order_by("-sequence").first()
    if found is None:
        raise NotFound
    return found


def badge_of(seal_id: int) -> Badge | None:
    return Badge.objects.filter(seal_id=seal_id).first()

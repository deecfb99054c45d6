"""May this person take a step now? And what waits on the desk of risks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, Sum

from amanat.capabilities.people import queries as people
from amanat.capabilities.risk import refusals
from amanat.capabilities.risk.models import Entry, Sign
from amanat.capabilities.risk.rules import MOST_SCORE, RULES, WEIGHTS
from amanat.kernel import sealing
from amanat.kernel.law import parameters as law
from amanat.words.act import Role
from amanat.words.refusal import NotFound, refuse_unless

MOST_SHOWN = 100
MOST_WEIGHED = 1_000
APPEAL = "appeal"  # A wish, not a measure: it has no limit.


@dataclass(frozen=True, slots=True)
class Limit:
    """From how much on a rule raises a sign, and how much each time over it weighs."""

    rule: str
    limit: int
    weight: int


def limits(at: datetime) -> list[Limit]:
    """The rules of velocity as they are in force at `at`."""
    measured = (rule for rule in RULES if rule != APPEAL)
    return [Limit(rule, law.whole(f"risk.{rule}", at), WEIGHTS[rule]) for rule in measured]


def index_of(kind: str, value: str) -> str:
    return sealing.blind_index(value, about=f"risk.{kind}")


def is_listed(person_id: int, at: datetime) -> bool:
    """Whether a number of this person is on the list at `at`."""
    marks = people.marks_of(person_id)
    wanted = Q(kind="phone", index=index_of("phone", marks.phone))
    if marks.national_id_index:
        wanted |= Q(kind="national_id", index=marks.national_id_index)
    for sheba in marks.shebas:
        wanted |= Q(kind="sheba", index=index_of("sheba", sheba))
    return _in_force(at).filter(wanted).exists()


def is_number_listed(kind: str, value: str, at: datetime) -> bool:
    """Whether this very number is on the list, whosever it is."""
    return _in_force(at).filter(kind=kind, index=index_of(kind, value)).exists()


def check(person_id: int, at: datetime) -> None:
    """Refuse, in neutral words, whoever is on the list. Asked at the moment of acting."""
    refuse_unless(not is_listed(person_id, at), refusals.NotOpenToYou)


def _in_force(at: datetime) -> QuerySet[Entry]:
    return Entry.objects.filter(lifted_at=None).filter(Q(until=None) | Q(until__gt=at))


def check_officer(person_id: int | None) -> None:
    """NotFound for everybody without the officer's hat."""
    if person_id is None or Role.OFFICER not in people.hats(person_id):
        raise NotFound


@dataclass(frozen=True, slots=True)
class Standing:
    """How much the open signs of one deal, or of one person apart from any deal, weigh together."""

    subject: str
    person_id: int
    score: int


def standings() -> list[Standing]:
    """Whoever and whatever an open sign is about, the heaviest first; a bounded number."""
    weighed = Sign.objects.filter(state="open").exclude(rule=APPEAL)
    rows = (
        weighed.values("subject", "person_id")
        .annotate(sum=Sum("score"))
        .order_by("-sum", "subject")
    )
    return [
        Standing(row["subject"], row["person_id"], min(row["sum"], MOST_SCORE))
        for row in rows[:MOST_WEIGHED]
    ]


def open_signs(states: Collection[str] = ("open",)) -> list[Sign]:
    """What waits for a decision, the oldest first."""
    return list(Sign.objects.filter(state__in=states).order_by("at", "pk")[:MOST_SHOWN])


def sign(sign_id: int) -> Sign:
    found = Sign.objects.filter(pk=sign_id).first()
    if found is None:
        raise NotFound
    return found


def entries(at: datetime) -> list[Entry]:
    """What is on the list now, newest first."""
    return list(_in_force(at).order_by("-pk")[:MOST_SHOWN])

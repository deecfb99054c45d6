"""What lies on the officers' bench. Each read asks for the hat: others find nothing here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from procrastinate.contrib.django.models import ProcrastinateJob

from amanat.capabilities.deals import queries as deals
from amanat.capabilities.evidence import queries as evidence
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.people import queries as people
from amanat.capabilities.vault import queries as vault
from amanat.kernel.log import parking
from amanat.kernel.log.history import Line, history
from amanat.kernel.log.parking import Parked
from amanat.words.act import Role
from amanat.words.refusal import NotFound
from amanat.words.text import Text

MOST_SHOWN = 100
REACTING = "react"  # The name of the task that runs reactions.


@dataclass(frozen=True, slots=True)
class Failing:
    """A reaction that failed and is still being tried."""

    fact: str
    subject: str
    tries: int
    again_at: datetime | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A deal in review, as a line of the list."""

    code: str
    title: str
    price_units: int
    buyer: str
    seller: str
    since: datetime | None
    is_own: bool  # The reader is a side of it, and may not decide.


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something about money that a person has to look at, with its state in words."""

    thing: Any
    label: Text


@dataclass(frozen=True, slots=True)
class Bench:
    parked: list[Parked]
    failing: list[Failing]
    reviews: list[Waiting]
    unclear: list[Alarm]  # Attempts whose outcome is open for too long.
    stuck: list[Alarm]  # Refunds that need a person.
    repeats: list[Any]  # Who tried to sell again what lies in the vault.

    @property
    def alarms(self) -> int:
        return len(self.unclear) + len(self.stuck)


@dataclass(frozen=True, slots=True)
class Case:
    """A deal in review with what both sides have said."""

    deal: Any
    terms: Any
    bill: Any
    buyer: str
    seller: str
    problem: Any
    messages: list[Any]
    files: list[Any]
    lines: list[Line]
    is_own: bool


def check_officer(person_id: int | None) -> None:
    """NotFound for everybody without the officer's hat."""
    if person_id is None or Role.OFFICER not in people.hats(person_id):
        raise NotFound


def bench(person_id: int | None, at: datetime) -> Bench:
    """Everything that waits for an officer, a bounded piece of each list."""
    check_officer(person_id)
    return Bench(
        parked=parking.parked(MOST_SHOWN),
        failing=_failing(),
        reviews=_reviews(person_id),
        unclear=_alarms(payments.unclear_attempts(at)),
        stuck=_alarms(payments.stuck_refunds()),
        repeats=vault.repeats(),
    )


def _alarms(things: Any) -> list[Alarm]:
    return [Alarm(one, one.MACHINE.states[one.state]) for one in things[:MOST_SHOWN]]


def _failing() -> list[Failing]:
    jobs = ProcrastinateJob.objects.filter(task_name=REACTING, status="todo", attempts__gt=0)
    found = list(jobs.order_by("id")[:MOST_SHOWN])
    facts = parking.facts(job.args["entry_id"] for job in found)
    return [
        Failing(fact.name, fact.subject, job.attempts, job.scheduled_at)
        for job in found
        if (fact := facts.get(job.args["entry_id"])) is not None
    ]


def _reviews(person_id: int | None) -> list[Waiting]:
    found = list(deals.in_review()[:MOST_SHOWN])
    versions = deals.versions_on_table(found)
    names = people.names(pk for deal in found for pk in (deal.buyer_id, deal.seller_id) if pk)
    return [
        Waiting(
            code=deal.code,
            title=versions[deal.pk].terms.title,
            price_units=versions[deal.pk].terms.price_units,
            buyer=names.get(deal.buyer_id or 0, ""),
            seller=names.get(deal.seller_id or 0, ""),
            since=deal.received_at or deal.shipped_at,
            is_own=deal.role_of(person_id) is not None,
        )
        for deal in found
    ]


def case(person_id: int | None, code: str) -> Case:
    """One deal in review, for an officer."""
    check_officer(person_id)
    deal = deals.deal_in_review(code)
    terms = deals.terms(deal)
    names = people.names(pk for pk in (deal.buyer_id, deal.seller_id) if pk)
    return Case(
        deal=deal,
        terms=terms,
        bill=deals.bill(terms),
        buyer=names.get(deal.buyer_id or 0, ""),
        seller=names.get(deal.seller_id or 0, ""),
        problem=deal.problems.order_by("-pk").first(),
        messages=list(reversed(deal.messages.order_by("-pk")[:MOST_SHOWN])),
        files=list(deal.files.select_related("file").order_by("pk")[:MOST_SHOWN]),
        lines=history(deal.subject),
        is_own=deal.role_of(person_id) is not None,
    )


def file_of(person_id: int | None, code: str, file_id: int) -> evidence.Opened:
    """A file of a deal in review, for an officer; NotFound for everything else."""
    if all(link.file_id != file_id for link in case(person_id, code).files):
        raise NotFound("file_id")
    return evidence.read(file_id)

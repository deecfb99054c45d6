"""What lies on the officers' bench. Each read asks for the hat: others find nothing here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from procrastinate.contrib.django.models import ProcrastinateJob

from amanat.capabilities.deals import queries as deals
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.people import queries as people
from amanat.capabilities.vault import queries as vault
from amanat.kernel.log import parking
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
    stage: Text  # How far its case has come.
    due_at: datetime | None
    is_own: bool  # The reader is a side of it, and may not decide.
    is_barred: bool  # The reader stood aside, or let the time pass.
    is_open: bool  # The reader may decide it now: nobody else has it in hand, and nobody waits.


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


def check_officer(person_id: int | None) -> int:
    """The officer's own id; NotFound for everybody without the hat."""
    if person_id is None or Role.OFFICER not in people.hats(person_id):
        raise NotFound
    return person_id


def bench(person_id: int | None, at: datetime) -> Bench:
    """Everything that waits for an officer, a bounded piece of each list."""
    officer_id = check_officer(person_id)
    return Bench(
        parked=parking.parked(MOST_SHOWN),
        failing=_failing(),
        reviews=_reviews(officer_id),
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


def parked_count(person_id: int | None) -> int:
    """How many reactions wait for somebody to mend their cause, up to what the bench shows."""
    check_officer(person_id)
    return len(parking.parked(MOST_SHOWN))


def reviews(person_id: int | None) -> list[Waiting]:
    """Deals that wait for a decision, as this officer may see them."""
    return _reviews(check_officer(person_id))


def _reviews(person_id: int) -> list[Waiting]:
    found = list(deals.in_review()[:MOST_SHOWN])
    versions = deals.versions_on_table(found)
    cases = deals.cases_of(found)
    barred = deals.barred_from(person_id, found)
    open_to = deals.open_to(person_id, cases.values())
    names = people.names(pk for deal in found for pk in (deal.buyer_id, deal.seller_id) if pk)
    return [
        Waiting(
            code=deal.code,
            title=versions[deal.pk].terms.title,
            price_units=versions[deal.pk].terms.price_units,
            buyer=names.get(deal.buyer_id or 0, ""),
            seller=names.get(deal.seller_id or 0, ""),
            stage=cases[deal.pk].MACHINE.states[cases[deal.pk].state],
            due_at=cases[deal.pk].due_at,
            is_own=deal.role_of(person_id) is not None,
            is_barred=deal.pk in barred,
            is_open=deal.pk in open_to,
        )
        for deal in found
        if deal.pk in cases
    ]


def subjects_of_deal(code: str) -> list[str]:
    """Everything whose facts belong to a deal's money, as the log names it."""
    deal = deals.by_code(code)
    held = [f"hold:{one.pk}" for one in holds.holds_of(deal.subject)]
    paid = [one for subject in held for one in payments.payments_of(subject)]
    return [
        deal.subject,
        *held,
        *(f"payment:{one.pk}" for one in paid),
        *(f"attempt:{row.pk}" for one in paid for row in payments.attempts_of(one.pk)),
        *(f"refund:{row.pk}" for one in paid for row in payments.refunds_of(one.pk)),
        *(f"payout:{row.pk}" for subject in held for row in payments.payouts_on(subject)),
    ]

"""What the applicant sees: the task list, what is still missing, what may be done now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.permits.models import Permit, PermitChange
from amanat.capabilities.permits.queries.checks import missing
from amanat.capabilities.permits.rules import tasks
from amanat.capabilities.permits.states import IN_FORCE, PERMIT
from amanat.words.act import Act, Role
from amanat.words.powers import SELL
from amanat.words.refusal import NotFound, refuse
from amanat.words.text import Text

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the task list: what it is, and what is wrong or missing in it."""

    name: str
    label: Text
    missing: tuple[str, ...]
    defects: tuple[tuple[str, str], ...]

    @property
    def is_done(self) -> bool:
        return not self.missing and not self.defects


@dataclass(frozen=True, slots=True)
class Clock:
    """When the platform acts, and what it does then."""

    due_at: datetime
    left: timedelta
    run_percent: int
    says: Text


def our_permit(act: Act, business_code: str, code: str) -> Permit:
    """A permit of this business, for somebody who may sell for it; NotFound for everybody else."""
    business_id = business_id_of(act, business_code)
    rows = Permit.objects.select_related("business").filter(business=business_id, code=code)
    return rows.first() or refuse(NotFound, "code")


def of_holder(act: Act, code: str) -> Permit:
    """The same by the permit's own number."""
    rows = Permit.objects.select_related("business").filter(code=code)
    one = rows.first() or refuse(NotFound, "code")
    businesses.check_mandate(act, one.business_id, SELL)
    return one


def business_id_of(act: Act, business_code: str) -> int:
    """The business with this code, for somebody who may sell for it; NotFound for others."""
    return businesses.check_mandate(act, businesses.by_code(business_code).pk, SELL).pk


def ours(act: Act) -> list[Permit]:
    """Every permit of the businesses this person acts for, the newest first."""
    ids = [one.pk for one in businesses.of_person(act.person, act.at)]
    rows = Permit.objects.filter(business__in=ids).exclude(state="dropped")
    return list(rows.select_related("business").order_by("-pk")[:MOST_SHOWN])


def task_list(one: Permit) -> list[Task]:
    """The tasks in their order; what was sent back stands beside its own."""
    empty = missing(one)
    found = []
    for name, label in tasks.TASKS.items():
        fields = tasks.TASK_FIELDS.get(name, ())
        lacking = tuple(field for field, task in empty.items() if task == name)
        defects = tuple((f, one.defects[f]) for f in fields if f in one.defects)
        found.append(Task(name, label, lacking, defects))
    return found


def verbs_of(one: Permit) -> list[str]:
    """What the holder may do with it now."""
    return PERMIT.open_to(Role.HOLDER, one.state)


def open_change(permit_id: int) -> PermitChange | None:
    """The change that waits for an answer."""
    rows = PermitChange.objects.filter(permit_id=permit_id, state__in=["asked", "supported"])
    return rows.first()


def clock_of(one: Permit, at: datetime) -> Clock | None:
    """The clock that runs now, unless it is the permit's own end."""
    timer = PERMIT.timers.get(one.state)
    if timer is None or one.due_at is None or one.state == IN_FORCE:
        return None
    since = (
        {
            "draft": one.drafted_at,
            "requested": one.requested_at,
            "checked": one.checked_at,
            "proposed": one.checked_at,
            "suspended": one.suspended_at,
        }.get(one.state)
        or one.requested_at
        or one.drafted_at
    )
    left = max(timedelta(), one.due_at - at)
    whole = max(one.due_at - since, timedelta(seconds=1))
    return Clock(one.due_at, left, 100 - min(100, left * 100 // whole), timer.says)

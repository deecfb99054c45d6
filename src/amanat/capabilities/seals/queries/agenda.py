"""The queue of the desk of seals: what waits, under whose hat, and until when."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from amanat.capabilities.seals import queries
from amanat.capabilities.seals.models import Appeal, Check, Decision, Seal
from amanat.capabilities.seals.queries.desk import MOST_QUEUED, ROW_OF
from amanat.capabilities.seals.states import DECISION, SEAL
from amanat.words.act import Role
from amanat.words.text import Text

CHECKS = Text("{n} بررسی را انجام دهید", "Make checks: {n}")
STEPS = {
    "review": Text("اعطا یا رد نماد را پیشنهاد کنید", "Propose to grant or to refuse"),
    "committee": Text("اعطا یا رد را به کمیته پیشنهاد کنید",
                      "Propose to the committee: grant or refuse"),
    "converting": Text("ارتقای سطح را بررسی کنید", "Look into the conversion"),
}  # fmt: skip
LIFT = Text("درخواست رفع تعلیق را بررسی کنید", "Look into lifting the suspension")
ANSWER = Text("به اعتراض پاسخ دهید", "Answer the appeal")
SECOND = Text("نفر دوم: دربارهٔ «{kind}» تصمیم بگیرید", "As the second person, decide: {kind}")
ANY = frozenset(Role)
OFFICERS = frozenset({Role.OFFICER})
LATE_CHECKS = OFFICERS | {Role.SUPERVISOR}
PANEL = frozenset({Role.PANEL})
SECONDS = frozenset(role for row in DECISION for role in row.who if row.verb == "confirm_decision")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the queue: about which seal, what waits, for which hats, until when.

    `first` are people who may not: who took a step that this one is the second of.
    """

    seal: Seal
    says: Text
    hats: frozenset[Role]
    first: frozenset[int]
    since: datetime
    due_at: datetime | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class _Found:
    seal_id: int
    says: Text
    hats: frozenset[Role]
    since: datetime
    due_at: datetime | None
    first: frozenset[int] = frozenset()
    is_overdue: bool = False


def queue(at: datetime, hats: frozenset[Role] = ANY) -> list[Waiting]:
    """What waits for the desk, or for these hats; the earliest deadline first, in a bounded number
    of reads."""
    every = [*_checks(), *_undecided(), *_appeals(), *_proposals()]
    found = [one for one in every if one.hats & hats]
    seals = queries.many({one.seal_id for one in found})
    rows = [
        Waiting(
            seals[one.seal_id], one.says, one.hats, one.first, one.since, one.due_at,
            one.is_overdue or (one.due_at is not None and one.due_at <= at),
        )
        for one in found
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.due_at or row.since, row.seal.code))[:MOST_QUEUED]


def _checks() -> list[_Found]:
    rows = Check.objects.filter(state__in=["waiting", "late"]).values("seal_id")
    counted = rows.annotate(
        count=Count("pk"),
        late=Count("pk", filter=Q(state="late")),
        since=Min("opened_at"),
        first_due=Min("due_at"),
    )
    return [
        _Found(
            row["seal_id"], CHECKS.fill(n=row["count"]), LATE_CHECKS if row["late"] else OFFICERS,
            row["since"], row["first_due"], is_overdue=row["late"] > 0,
        )
        for row in counted.order_by("since")[:MOST_QUEUED]
    ]  # fmt: skip


def _undecided() -> list[_Found]:
    """Steps and requests about which nobody has proposed a decision yet."""
    rows = Decision.objects.filter(state__in=["proposed", "announced"])
    decided = set(rows.values_list("seal_id", flat=True))
    return [one for one in (*_steps(), *_lifts()) if one.seal_id not in decided]


def _steps() -> list[_Found]:
    rows = Seal.objects.filter(state__in=sorted(STEPS)).order_by("due_at", "pk")[:MOST_QUEUED]
    return [
        _Found(
            one.pk, STEPS[one.state], OFFICERS, one.submitted_at or one.applied_at, one.due_at,
            is_overdue=one.state == "committee",
        )
        for one in rows
    ]  # fmt: skip


def _lifts() -> list[_Found]:
    rows = Seal.objects.filter(state="suspended", lift_due_at__isnull=False)
    return [
        _Found(one.pk, LIFT, OFFICERS, one.lift_asked_at or one.lift_due_at, one.lift_due_at)
        for one in rows[:MOST_QUEUED]
        if one.lift_due_at
    ]


def _appeals() -> list[_Found]:
    rows = list(Appeal.objects.filter(state__in=["open", "late"]).order_by("at")[:MOST_QUEUED])
    decided = Decision.objects.filter(seal_id__in=[one.seal_id for one in rows])
    hands: defaultdict[int, set[int]] = defaultdict(set)
    for seal_id, *took_part in decided.values_list("seal_id", "proposed_by_id", "confirmed_by_id"):
        hands[seal_id] |= {one for one in took_part if one}
    return [
        _Found(one.seal_id, ANSWER, PANEL, one.at, one.due_at, frozenset(hands[one.seal_id]),
               is_overdue=one.state == "late")
        for one in rows
    ]  # fmt: skip


def _proposals() -> list[_Found]:
    found = Decision.objects.filter(state="proposed").select_related("seal").order_by("proposed_at")
    rows = list(found[:MOST_QUEUED])
    made = Check.objects.filter(seal_id__in=[one.seal_id for one in rows], checked_by__isnull=False)
    hands: defaultdict[int, set[int]] = defaultdict(set)
    for seal_id, person_id in made.values_list("seal_id", "checked_by_id"):
        hands[seal_id].add(person_id)
    return [
        _Found(
            one.seal_id, SECOND.fill(kind=one.label), _seconds(one), one.proposed_at,
            _until(one), frozenset({*hands[one.seal_id], one.proposed_by_id or 0}),
            is_overdue=one.seal.state == "committee",
        )
        for one in rows
    ]  # fmt: skip


def _until(decision: Decision) -> datetime | None:
    """The step's own deadline; a granted seal has only the end of its period."""
    seal = decision.seal
    if decision.kind == "lift":
        return seal.lift_due_at
    return None if seal.state == "granted" else seal.due_at


def _seconds(decision: Decision) -> frozenset[Role]:
    """The hats in which somebody may confirm it, in the state its seal is in."""
    row = SEAL.find(ROW_OF.get(decision.kind, ""), decision.seal.state)
    return row.who & SECONDS if row is not None else SECONDS

"""What the watch desk reads: findings of the rules, the board, one task. Staff only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Min, OuterRef, QuerySet, Subquery

from amanat.capabilities.deals import queries as deals
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.notices import queries as notices
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.people import queries as people
from amanat.capabilities.risk import queries as risk
from amanat.capabilities.watch import rules
from amanat.capabilities.watch.models import CallNote, Task
from amanat.capabilities.watch.rules import DealFacts, Limits
from amanat.capabilities.watch.states import DONE, LIVE, OPEN, STAFF, TAKEN, TASK
from amanat.kernel import sealing
from amanat.kernel.law import parameters as law
from amanat.kernel.log import parking
from amanat.kernel.log.history import Line, history
from amanat.words.act import Role
from amanat.words.refusal import NotFound
from amanat.words.text import Text

PAGE_ROWS = 50
MOST_PAGES = 200
MOST_OTHERS = 50
MOST_PARKED = 1_000
MOST_EVENTS = 10
MOST_TASKS = 50
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a rule found: about what, why, and whom one would call."""

    about: str
    reason: str
    deal_id: int | None = None
    person_id: int | None = None
    phone: str = ""

    @property
    def key(self) -> Key:
        return self.about, self.reason


def staff_role(person_id: int | None) -> Role:
    """The hat in which this person works here; NotFound without one."""
    hats = people.hats(person_id) if person_id is not None else frozenset()
    role = next((one for one in STAFF if one in hats), None)
    if role is None:
        raise NotFound
    return role


def limits(at: datetime) -> Limits:
    return Limits(
        first_ship=law.hours("watch.first_ship_hours", at),
        second_ship=law.hours("watch.second_ship_hours", at),
        evidence=law.hours("watch.evidence_hours", at),
    )


def findings(at: datetime) -> dict[Key, Finding]:
    """Everything the rules find at `at`, in a fixed number of queries."""
    weighed = risk.standings()
    found = [*_about_deals(at, weighed), *_about_phones(at), *_about_people(weighed)]
    return {one.key: one for one in found}


def _about_people(weighed: list[risk.Standing]) -> list[Finding]:
    """Risk that belongs to no deal of theirs."""
    heavy = {one.person_id for one in weighed if not one.subject and _is_heavy(one)}
    return [Finding(f"person:{pk}", rules.RISK, person_id=pk) for pk in sorted(heavy)]


def _is_heavy(one: risk.Standing) -> bool:
    return one.score >= rules.RISKY_SCORE


def _scores(weighed: list[risk.Standing]) -> dict[int, int]:
    """Deal → the heaviest score of its people."""
    found: dict[int, int] = {}
    for one in weighed:
        deal_id = _deal_id(one.subject)
        if deal_id is not None:
            found[deal_id] = max(one.score, found.get(deal_id, 0))
    return found


def _about_deals(at: datetime, weighed: list[risk.Standing]) -> list[Finding]:
    troubles = payments.troubles(at, slow_after=law.hours("watch.payout_hours", at))
    parked = [one.subject for one in parking.parked(MOST_PARKED)]
    behind = holds.subjects_behind({*(one.subject for one in troubles), *parked})
    by_deal: dict[int, set[str]] = {}
    for one in troubles:
        deal_id = _deal_id(behind.get(one.subject, one.subject))
        if deal_id is not None:
            by_deal.setdefault(deal_id, set()).add(one.trouble)
    stuck = {deal_id for text in parked if (deal_id := _deal_id(behind.get(text, text)))}
    others = sorted({text for text in parked if _deal_id(behind.get(text, text)) is None})
    rows = list(deals.open_deals(also={*by_deal, *stuck}).order_by("pk"))
    clocks = deals.case_clocks(deal.pk for deal in rows if deal.state == "review")
    bounds, scores = limits(at), _scores(weighed)
    found = [Finding(text, "parked") for text in others]
    for deal in rows:
        clock = clocks.get(deal.pk)
        facts = DealFacts(
            state=deal.state,
            funded_at=deal.funded_at,
            ship_by=deal.ship_by,
            shipped_at=deal.shipped_at,
            due_at=deal.due_at,
            troubles=frozenset(by_deal.get(deal.pk, ())),
            evidence_due_at=clock.due_at if clock else None,
            silent=clock.silent if clock else frozenset(),
            is_parked=deal.pk in stuck,
            risk_score=scores.get(deal.pk, 0),
        )
        found += [_finding(deal, code, facts) for code in rules.reasons(facts, at, bounds)]
    return found


def _deal_id(subject: str) -> int | None:
    kind, _, number = subject.partition(":")
    return int(number) if kind == "deal" and number.isdecimal() else None


def _finding(deal: Any, code: str, facts: DealFacts) -> Finding:
    side = rules.side_to_call(rules.REASONS[code], facts.silent)
    person_id = deal.person_of(side) if side else None
    return Finding(deal.subject, code, deal_id=deal.pk, person_id=person_id)


def _about_phones(at: datetime) -> list[Finding]:
    """People whose SMS do not arrive; a number stands nowhere but in its own field."""
    found = notices.unreachable(at).items()
    return [unreachable_finding(phone, person_id) for phone, person_id in found]


def unreachable_finding(phone: str, person_id: int | None) -> Finding:
    """Somebody whose SMS do not arrive: a person, or a number by its mark."""
    if person_id is not None:
        return Finding(f"person:{person_id}", "sms_missed", person_id=person_id)
    mark = sealing.blind_index(phone, about="watch.phone")[:16]
    return Finding(f"phone:{mark}", "sms_missed", phone=phone)


def taken_by(person_id: int) -> list[Task]:
    """What this person took up and has to go on with now."""
    rows = Task.objects.filter(owner=person_id, state=TAKEN).select_related("deal")
    return list(rows.order_by("look_by", "pk")[:MOST_TASKS])


@dataclass(frozen=True, slots=True)
class OnDesk:
    """How many tasks of one desk nobody took, and by when somebody should look at the first."""

    desk: str
    count: int
    look_by: datetime


def untaken_on(desks: Collection[str], person_id: int) -> list[OnDesk]:
    """The desks with alarms that this person may take: not about their own deals, and not what
    stands elsewhere on the same desk."""
    rows = Task.objects.filter(state=OPEN, desk__in=desks)
    for reason, desk in rules.ELSEWHERE:
        rows = rows.exclude(reason=reason, desk=desk)
    theirs = rows.exclude(deal__buyer=person_id).exclude(deal__seller=person_id)
    found = theirs.order_by("desk").values_list("desk").annotate(Count("pk"), Min("look_by"))
    return [OnDesk(*row) for row in found]


def live_tasks() -> dict[Key, int]:
    """Every live task: what and why → its id."""
    rows = Task.objects.filter(state__in=LIVE).values_list("about", "reason", "pk")
    return {(about, reason): pk for about, reason, pk in rows}


def finished_lately(at: datetime) -> set[Key]:
    """What somebody looked at and finished within the last day: not opened again so soon."""
    rows = Task.objects.filter(state=DONE, ended_at__gt=at - rules.REOPEN_AFTER)
    return set(rows.values_list("about", "reason"))


@dataclass(frozen=True, slots=True)
class Wish:
    """What the reader of the board wants to see."""

    show: str = "stuck"  # "stuck", "mine" or "all".
    reason: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class BoardTask:
    task: Task
    reason: rules.Reason
    owner: str
    is_mine: bool
    is_late: bool

    @property
    def state_label(self) -> Text:
        return TASK.states[self.task.state]

    @property
    def desk_label(self) -> Text:
        return rules.DESKS[self.task.desk]


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One open deal: what it is about, what is held, and every reason to look at it."""

    deal: Any
    title: str
    price_units: int
    held_units: int
    state_label: Text
    tasks: list[BoardTask]


@dataclass(frozen=True, slots=True)
class Board:
    rows: list[BoardRow]
    others: list[BoardTask]  # Tasks about a person, or work, and no deal.
    counts: list[tuple[rules.Reason, int]]  # Live tasks by reason, the most urgent first.
    wish: Wish
    has_more: bool
    open_count: int
    stuck_count: int


def board(person_id: int, at: datetime, wish: Wish) -> Board:
    """Open deals, the stuck ones first, a page at a time; always the same number of queries."""
    live = Task.objects.filter(state__in=LIVE)
    every = _rows(live, person_id, wish)
    start = (wish.page - 1) * PAGE_ROWS
    found = list(every[start : start + PAGE_ROWS + 1])
    page = found[:PAGE_ROWS]
    tasks = list(live.filter(deal__in=[deal.pk for deal in page]).order_by("weight", "pk"))
    others = list(live.filter(deal=None).order_by("weight", "look_by")[:MOST_OTHERS])
    names = people.names(task.owner_id for task in [*tasks, *others] if task.owner_id)
    shown = [_shown(task, person_id, at, names) for task in tasks]
    versions = deals.versions_on_table(page)
    labels = deals.state_labels()
    held = holds.held_units(deal.subject for deal in page)
    per_reason = live.order_by().values_list("reason").annotate(Count("pk"))
    counted = [(rules.REASONS[code], count) for code, count in per_reason]
    return Board(
        rows=[
            BoardRow(
                deal=deal,
                title=versions[deal.pk].terms.title if deal.pk in versions else "",
                price_units=versions[deal.pk].terms.price_units if deal.pk in versions else 0,
                held_units=held.get(deal.subject, 0),
                state_label=labels[deal.state],
                tasks=[one for one in shown if one.task.deal_id == deal.pk],
            )
            for deal in page
        ],
        others=[_shown(task, person_id, at, names) for task in others],
        counts=sorted(counted, key=lambda row: row[0].weight),
        wish=wish,
        has_more=len(found) > PAGE_ROWS,
        open_count=deals.open_deals().count(),
        stuck_count=live.exclude(deal=None).values("deal").distinct().count(),
    )


def _rows(live: "QuerySet[Task]", person_id: int, wish: Wish) -> QuerySet[Any]:
    wanted = live.filter(reason=wish.reason) if wish.reason else live
    if wish.show == "mine":
        wanted = wanted.filter(owner=person_id)
    weight = wanted.filter(deal=OuterRef("pk")).order_by().values("deal").annotate(w=Min("weight"))
    stuck = wanted.exclude(deal=None).values("deal")
    every = deals.open_deals()
    if wish.show != "all" or wish.reason:
        every = deals.deals_in(stuck)  # Also what is over: money can come back later.
    return every.annotate(weight=Subquery(weight.values("w"))).order_by(
        F("weight").asc(nulls_last=True), F("due_at").asc(nulls_last=True), "pk"
    )


def _shown(task: Task, person_id: int, at: datetime, names: dict[int, str]) -> BoardTask:
    return BoardTask(
        task=task,
        reason=rules.REASONS[task.reason],
        owner=names.get(task.owner_id or 0, ""),
        is_mine=task.owner_id == person_id,
        is_late=task.look_by <= at,
    )


@dataclass(frozen=True, slots=True)
class DealLook:
    """One deal, read-only, for whoever looks after it."""

    deal: Any
    title: str
    state_label: Text
    buyer: str
    seller: str
    position: holds.Position
    lines: list[Line]
    tasks: list[BoardTask]


def deal_look(person_id: int, code: str, at: datetime) -> DealLook:
    """Where the deal's money is, what happened last, and all tasks there were about it."""
    deal = deals.deal_of(code)
    tasks = list(Task.objects.filter(deal=deal.pk).order_by("-pk")[:MOST_TASKS])
    ids = {pk for pk in (deal.buyer_id, deal.seller_id) if pk}
    names = people.names(ids | {task.owner_id for task in tasks if task.owner_id})
    terms = deals.versions_on_table([deal]).get(deal.pk)
    return DealLook(
        deal=deal,
        title=terms.terms.title if terms else "",
        state_label=deals.state_labels()[deal.state],
        buyer=names.get(deal.buyer_id or 0, ""),
        seller=names.get(deal.seller_id or 0, ""),
        position=holds.position(deal.subject),
        lines=list(reversed(history(deal.subject, MOST_EVENTS))),
        tasks=[_shown(task, person_id, at, names) for task in tasks],
    )


@dataclass(frozen=True, slots=True)
class TaskLook:
    """One task with its calls, and the hours in which calls are made."""

    shown: BoardTask
    deal: Any
    who: str
    calls: list[tuple[CallNote, Text]]
    hours: notices.PhoneHours


def task_look(person_id: int, task_id: int, at: datetime) -> TaskLook:
    task = Task.objects.filter(pk=task_id).first()
    if task is None:
        raise NotFound
    names = people.names(pk for pk in (task.owner_id, task.person_id) if pk)
    return TaskLook(
        shown=_shown(task, person_id, at, names),
        deal=deals.deal_of(task.deal_id) if task.deal_id else None,
        who=names.get(task.person_id or 0, ""),
        calls=[(one, rules.OUTCOMES[one.outcome]) for one in task.calls.order_by("pk")],
        hours=notices.phone_hours(at),
    )

"""Every read about seals that others may use. What a seal was worth is answered for any moment."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.people import queries as people
from amanat.capabilities.seals import rules
from amanat.capabilities.seals.models import (
    Check,
    Decision,
    Letter,
    RulingOrder,
    Seal,
    SealPeriod,
)
from amanat.capabilities.seals.rules import KINDS as KINDS
from amanat.capabilities.seals.rules import LEVELS as LEVELS
from amanat.capabilities.seals.rules import METHODS as METHODS
from amanat.capabilities.seals.rules import REASONS as REASONS
from amanat.capabilities.seals.rules import Passed, Status
from amanat.capabilities.seals.rules import undertaking_sha256 as undertaking_sha256
from amanat.capabilities.seals.states import LIVE, OPEN, SEAL, TAKES_DOMAIN
from amanat.kernel.clock import calendar
from amanat.kernel.clock.time import tehran_day
from amanat.kernel.law import parameters as law
from amanat.words import codes, domains
from amanat.words.act import Role
from amanat.words.refusal import NotFound, NotYours, refuse, refuse_unless
from amanat.words.text import Text

__all__ = ["Status"]
CODE_PREFIX = "S"
MOST_SEALS = 100
MOST_CHECKS = 200
RANDOM_LENGTH = 32
STAFF = frozenset({Role.OFFICER, Role.SUPERVISOR, Role.COMMITTEE, Role.PANEL})
#  An application is nobody else's business: only what was granted once is public.
NEVER_PUBLIC = OPEN | {"removed", "incomplete", "refused"}
ENDED_STATES = {"licence_ended": "suspended", "validity_over": "expired"}


def seal(seal_id: int) -> Seal:
    """The seal, or NotFound."""
    found = Seal.objects.select_related("business").filter(pk=seal_id).first()
    return found if found is not None else refuse(NotFound, "seal_id")


def by_code(code: str) -> Seal:
    """The seal with this code, or with this random code, however typed; or NotFound."""
    known = codes.read_code(CODE_PREFIX, code)
    wanted = Q(code=known) if known else Q(random_code=code.strip().lower())
    found = Seal.objects.select_related("business").filter(wanted).first()
    return found if found is not None else refuse(NotFound, "code")


def by_domain(domain: str) -> Seal | None:
    """The seal that stands for this domain; without one, the last that ever stood for it."""
    try:
        name = domains.domain(domain)
    except domains.NoDomain:
        return None
    rows = Seal.objects.select_related("business").filter(domain=name)
    standing = rows.filter(state__in=TAKES_DOMAIN, granted_at__isnull=False).first()
    return standing or rows.filter(granted_at__isnull=False).order_by("-granted_at").first()


def of_business(business_id: int) -> list[Seal]:
    """Every seal and application of a business, the newest first."""
    return list(Seal.objects.filter(business_id=business_id).order_by("-pk")[:MOST_SEALS])


def of_businesses(business_ids: Iterable[int], states: Iterable[str]) -> list[Seal]:
    """Seals of these businesses in these states, the newest first."""
    rows = Seal.objects.filter(business_id__in=list(business_ids), state__in=list(states))
    return list(rows.select_related("business").order_by("-pk")[:MOST_SEALS])


def open_letters(business_ids: Iterable[int]) -> list[Letter]:
    """Letters of the centre that these holders have not answered, the first due on top."""
    rows = Letter.objects.exclude(state="answered").select_related("seal__business")
    mine = rows.filter(seal__business__in=list(business_ids))
    return list(mine.order_by("due_at", "pk")[:MOST_SEALS])


def renewal_window(at: datetime) -> int:
    """In how many days before its end a seal may be renewed."""
    return clock("renewal_window_days", at)


def many(seal_ids: Iterable[int]) -> dict[int, Seal]:
    """Seals by id, in one query."""
    return Seal.objects.select_related("business").in_bulk(list(seal_ids))


def status_at(seal_id: int, at: datetime) -> Status | None:
    """What the seal was worth at `at`, for any past second; None before it was applied for.

    One read. After the known end of its validity it is over, even where the clock's hand is late.
    """
    found = _periods_at(at).filter(seal_id=seal_id).order_by("-from_at", "-pk").first()
    return told(found, at) if found is not None else None


def told(period: SealPeriod, at: datetime) -> Status:
    """The status that a row of the history gives for a moment within it."""
    is_live = period.state in LIVE
    if is_live and period.ends_at is not None and at >= period.ends_at:
        state = ENDED_STATES[period.end_reason]
        return Status(state, period.level, period.end_reason, period.ends_at, period.until_at)
    ends = [one for one in (period.until_at, period.ends_at if is_live else None) if one]
    until = min(ends, default=None)
    return Status(period.state, period.level, period.reason, period.from_at, until)


def all_at(at: datetime) -> list[tuple[Seal, Status]]:
    """Every seal that was ever granted, as it was at `at`, by code."""
    rows = _periods_at(at).exclude(state__in=NEVER_PUBLIC)
    found = rows.select_related("seal", "seal__business").order_by("seal__code", "from_at", "pk")
    newest = {period.seal_id: period for period in found}
    return [(period.seal, told(period, at)) for period in newest.values()]


def history(seal_id: int) -> list[SealPeriod]:
    """The seal's states in order, the newest first."""
    rows = SealPeriod.objects.filter(seal_id=seal_id).order_by("-from_at", "-pk")
    return list(rows[:MOST_CHECKS])


def _periods_at(at: datetime) -> QuerySet[SealPeriod]:
    rows = SealPeriod.objects.filter(from_at__lte=at)
    return rows.filter(Q(until_at=None) | Q(until_at__gt=at))


def granted_level(business_id: int, at: datetime) -> int | None:
    """The highest level at which the business has a seal at the moment of acting, or None.

    Licences are read anew: one that is over takes the seal with it, however late the reaction.
    """
    rows = Seal.objects.filter(business_id=business_id, state__in=LIVE)
    day = tehran_day(at)
    good = [one for one in rows[:MOST_SEALS] if _stands(one, day)]
    return max((one.level for one in good), default=None)


def is_granted(business_id: int, at: datetime) -> bool:
    """Whether the business may take new commitments under a seal at the moment of acting."""
    return granted_level(business_id, at) is not None


def _stands(one: Seal, day: date) -> bool:
    if one.period_until is None or day > one.period_until:
        return False
    levels = levels_on(day)
    return not rules.needs_licence(levels, one.level) or licences_until(one, day) is not None


def licences_until(one: Seal, day: date) -> date | None:
    """The day on which the first class of the seal loses its licence; None when one has none.

    Licences that follow each other without a gap carry on.
    """
    papers = _papers(one)
    ends = []
    for class_code in one.classes:
        mine = [paper for paper in papers if paper.class_code == class_code]
        end, reach = None, day
        while until := [paper.valid_until for paper in mine if paper.is_valid_on(reach)]:
            end = max(until)
            reach = end + timedelta(days=1)
        ends.append(end)
    known = [end for end in ends if end is not None]
    return min(known) if known and len(known) == len(ends) else None


def class_labels(one: Seal) -> list[Text]:
    """What the seal covers, in words."""
    known = {paper.class_code: paper.class_label for paper in _papers(one)}
    known |= {act.class_code: act.label for act in businesses.activities(one.business_id)}
    return [known.get(code, Text(code, code)) for code in one.classes]


def _papers(one: Seal) -> list[Any]:
    return list(businesses.trade_licences(one.business_id))


def levels_on(day: date) -> dict[str, Any]:
    """Which checks each level needs, under the table of that day."""
    levels: dict[str, Any] = law.row_in_force("seal.levels", day).value
    return levels


def clock(name: str, at: datetime) -> int:
    """One of the clocks of the guide's table, as in force at `at`."""
    rows = law.rows_in_force(("seal.deadlines", "seal.clocks", "seal.duties"), tehran_day(at))
    for row in rows.values():
        if name in row.value:
            return int(row.value[name])
    raise AssertionError(f"No clock of the seal is called {name}.")


def days(name: str, at: datetime) -> timedelta:
    return timedelta(days=clock(name, at))


def after_working_days(name: str, at: datetime) -> datetime:
    """The same time of day, so many working days later."""
    return calendar.after_working_days(at, clock(name, at))


def validity_months(day: date) -> int:
    return int(law.row_in_force("seal.validity", day).value["months"])


def parameter_ids(at: datetime) -> dict[str, int]:
    """Which dated rows a decision at `at` stands on."""
    names = ("seal.levels", "seal.validity", "seal.deadlines", "seal.check_periods")
    rows = law.rows_in_force(names, tehran_day(at))
    return {name: row.pk for name, row in rows.items()}


def checks_of(seal_id: int) -> list[Check]:
    """Every check that was ever opened, the newest first."""
    rows = Check.objects.filter(seal_id=seal_id).order_by("-pk")
    return list(rows[:MOST_CHECKS])


def newest_checks(seal_id: int) -> dict[str, Check]:
    """The newest check of each kind that was not dropped, in the order of the kinds."""
    found: dict[str, Check] = {}
    for one in checks_of(seal_id):
        if one.state != "dropped":
            found.setdefault(one.kind, one)
    return {kind: found[kind] for kind in rules.KINDS if kind in found}


def missing_checks(one: Seal, level: int, day: date) -> tuple[str, ...]:
    """Checks this level needs that are not passed, or older than their own period."""
    newest = newest_checks(one.pk).values()
    passed = [
        Passed(check.kind, check.valid_until)
        for check in newest
        if check.state == "passed" and check.valid_until is not None
    ]
    return rules.missing(rules.needed(levels_on(day), level), passed, day)


def missing_for_renewal(one: Seal, day: date) -> tuple[str, ...]:
    """Checks a new period needs: all are in force today, and those that people make still count
    on its first day."""
    assert one.period_until is not None, "A granted seal has its period."
    first, _ = rules.next_period(day, one.period_until, validity_months(day))
    later = set(missing_checks(one, one.level, first)) - rules.AUTOMATIC
    absent = later | set(missing_checks(one, one.level, day))
    return tuple(kind for kind in rules.KINDS if kind in absent)


def open_outside_checks(most: int) -> list[int]:
    """Checks over the network that nobody has answered yet, the oldest first."""
    rows = Check.objects.filter(kind__in=rules.ASKS_OUTSIDE, state__in=["waiting", "late"])
    return list(rows.order_by("pk").values_list("pk", flat=True)[:most])


def check_period_days(kind: str, day: date) -> int:
    return int(law.row_in_force("seal.check_periods", day).value[kind])


def open_decision(seal_id: int) -> Decision | None:
    rows = Decision.objects.filter(seal_id=seal_id, state__in=["proposed", "announced"])
    return rows.select_related("proposed_by", "confirmed_by").first()


def has_open_order(business_id: int) -> bool:
    return RulingOrder.objects.filter(business_id=business_id, closed_at=None).exists()


def lasting_causes(one: Seal, day: date, level: int | None = None) -> set[str]:
    """Causes that hold today at this level, read from licences and domains themselves."""
    found = set()
    wanted = one.level if level is None else level
    if rules.needs_licence(levels_on(day), wanted) and licences_until(one, day) is None:
        found.add("licence_ended")
    holder = businesses.holder_of(one.domain)
    if holder is None or holder.pk != one.business_id:
        found.add("domain_lost")
    return found


def open_causes(one: Seal, day: date) -> set[str]:
    """Everything that still stands against lifting the suspension."""
    noted = set(one.causes.filter(gone_at=None).values_list("reason", flat=True))
    return (noted - rules.LASTING) | lasting_causes(one, day)


def state_label(state: str) -> Text:
    """A state of a seal in words."""
    return SEAL.states[state]


def check_staff(person_id: int | None, *roles: Role) -> None:
    """NotFound for everybody without one of these hats."""
    wanted = frozenset(roles) or STAFF
    if person_id is None or not wanted & people.hats(person_id):
        raise NotFound


def check_hat(person_id: int | None, role: Role, *roles: Role) -> None:
    """Whoever says to wear one of these hats has it."""
    wears = person_id is not None and role in people.hats(person_id)
    refuse_unless(role in roles and wears, NotYours)

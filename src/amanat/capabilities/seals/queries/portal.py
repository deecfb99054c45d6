"""What the holder sees on the one page of the seal: tasks, checks with evidence, what may be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.seals import queries, rules
from amanat.capabilities.seals.models import Appeal, Check, Decision, Letter, Seal
from amanat.capabilities.seals.states import SEAL
from amanat.kernel.clock.time import tehran_day
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound
from amanat.words.text import Text

DONE, TO_DO, WAITING = "done", "to_do", "waiting"


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the task list: where it is done, and whether it is."""

    page: str
    label: Text
    hint: Text
    is_done: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A check a level needs, and its newest answer, if there is one."""

    kind: str
    label: Text
    check: Check | None
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """The deadline of a step and what happens when nobody acts."""

    due_at: datetime
    left: timedelta
    run_percent: int
    says: Text


def our_seal(act: Act, business_code: str, code: str) -> Seal:
    """A seal of this business, for somebody who may act for it."""
    business = businesses.check_mandate(act, businesses.by_code(business_code).pk)
    seal = queries.by_code(code)
    if seal.business_id != business.pk:
        raise NotFound
    return seal


def tasks(business_id: int, seal: Seal | None, at: datetime) -> list[Task]:
    """The six tasks of a seal, in the order in which they are done."""
    business = businesses.business(business_id)
    proven = {one.name for one in businesses.proven_domains(business.pk, at)}
    day = tehran_day(at)
    covered = bool(businesses.valid_licences(business.pk, day)) and not (
        businesses.uncovered_classes(business.pk, day)
    )
    has_address = business.premises.exists()
    is_signed = seal is not None and seal.undertakings.exists()
    return [
        Task("businesses:business", Text("هویت کسب‌وکار", "Identity of the business"),
             Text("کارشناس استعلام می‌کند.", "An officer asks the register."),
             business.state == "confirmed"),
        Task("businesses:domains", Text("مالکیت دامنه", "Proof of the domain"),
             Text("دو راه از سه راه.", "Two of the three ways."),
             seal.domain in proven if seal else bool(proven)),
        Task("businesses:licences", Text("پروانه‌ها و فعالیت‌ها", "Licences and activities"),
             Text("برای هر رده پروانه‌ای معتبر.", "A licence in force for each class."), covered),
        Task("businesses:premises", Text("نشانی", "Address"),
             Text("جایی که می‌توان شما را یافت.", "Where you are found."), has_address),
        Task("businesses:accounts", Text("حساب بانکی", "Bank account"),
             Text("به نام همین کسب‌وکار؛ برای آزادشدن پول فروش.",
                  "In the name of the business, for the money of its sales."),
             business.accounts.filter(ended_at=None).exists()),
        Task("", Text("امضای تعهدنامه", "Sign the undertaking"),
             Text("پس از درست‌بودن همهٔ بررسی‌ها، با کد یک‌بارمصرف.",
                  "When every check is passed, with a one-time code."), is_signed),
    ]  # fmt: skip


def lines(seal: Seal, level: int, at: datetime) -> list[Line]:
    """Every check the level needs under the table in force."""
    day = tehran_day(at)
    newest = queries.newest_checks(seal.pk)
    found = []
    for kind in rules.needed(queries.levels_on(day), level):
        check = newest.get(kind)
        until = check.valid_until if check and check.state == "passed" else None
        found.append(Line(kind, rules.KINDS[kind], check, until is not None and until >= day))
    return found


def clock_of(seal: Seal, at: datetime) -> Clock | None:
    """The step's own clock; a granted seal has its period instead."""
    timer = SEAL.timers.get(seal.state)
    if timer is None or seal.due_at is None or seal.state == "granted":
        return None
    since = seal.periods.filter(until_at=None).values_list("from_at", flat=True).first() or at
    whole = max(seal.due_at - since, timedelta(seconds=1))
    run = min(100, max(0, 100 * (at - since) // whole))
    return Clock(seal.due_at, max(seal.due_at - at, timedelta()), run, timer.says)


def verbs_of(seal: Seal, at: datetime) -> set[str]:
    """What the holder may do now: the machine's rows, less what the calendar does not open yet."""
    may = set(SEAL.open_to(Role.HOLDER, seal.state))
    if seal.state == "granted":
        may &= _granted_verbs(seal, at)
    if seal.state == "suspended" and seal.lift_asked_at is not None:
        may.discard("ask_lift")
    if seal.state in rules.APPEALED and _may_appeal(seal, at):
        may.add("appeal_seal")
    return may


def _granted_verbs(seal: Seal, at: datetime) -> set[str]:
    may = {"report_change"}
    window = queries.renewal_window(at)
    until = seal.period_until
    is_soon = until is not None and rules.may_renew(tehran_day(at), until, window)
    if is_soon and seal.renewal_asked_at is None:
        may.add("renew_seal")
    if seal.level < rules.MOST_LEVEL:
        may.add("ask_conversion")
    if seal.surrender_at is None:
        return may | {"announce_surrender"}
    may.add("withdraw_surrender")
    return may | {"surrender_seal"} if at >= seal.surrender_at else may


def _may_appeal(seal: Seal, at: datetime) -> bool:
    if seal.decided_at is None or seal.appeals.filter(state__in=["open", "late"]).exists():
        return False
    return at <= seal.decided_at + queries.days("appeal_days", at)


def letters(seal: Seal) -> list[Letter]:
    return list(seal.letters.order_by("-pk")[: rules.MOST_SHOWN])


def appeals(seal: Seal) -> list[Appeal]:
    return list(seal.appeals.order_by("-pk")[: rules.MOST_SHOWN])


def failed(found: Iterable[Line]) -> list[Check]:
    """What the holder must mend."""
    return [one.check for one in found if one.check and one.check.state == "failed"]


def last_against(seal: Seal) -> Decision | None:
    """The decision of two people that put the seal where it is, where it can be appealed."""
    kind = {"refused": "refuse", "suspended": "suspend", "revoked": "revoke"}.get(seal.state, "")
    rows = seal.decisions.filter(kind=kind, state="done", confirmed_at=seal.decided_at)
    return rows.order_by("-pk").first()

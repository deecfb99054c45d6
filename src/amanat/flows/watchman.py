"""The platform notices itself that it, or a bank, was not there, and declares the pause.

Gaps are measured in real time, so that the sandbox's clock, which jumps, is never an outage.
"""

from datetime import date, datetime, time, timedelta

import httpx
import jdatetime
import structlog
from django.conf import settings

from amanat.capabilities.desk import actions as desk
from amanat.capabilities.payments import queries as payments
from amanat.kernel import outside
from amanat.kernel.clock import pauses
from amanat.kernel.clock import time as clock
from amanat.kernel.law import parameters as law
from amanat.words.act import Act, Role
from amanat.words.text import Text

WORKER, WEB = "worker", "web"
HOLIDAYS_AHEAD = timedelta(days=40)
LONGEST_GAP = timedelta(hours=71)  # A longer silence counts as much: what is older has ended.
say = structlog.get_logger("watchman")
WAS_AWAY = Text("کارهای زمان‌دار امانت انجام نمی‌شد.", "Amanat did none of its timed work.")
NO_WEB = Text("صفحه‌های امانت باز نمی‌شد.", "Amanat’s pages did not open.")
NO_GATEWAY = Text(
    "پاسخ بانک دربارهٔ چند پرداخت نمی‌رسد.", "The bank does not answer about several payments."
)


def real_now() -> datetime:
    """Real time, by the database's clock: the sandbox runs ahead of it."""
    return clock.now() - clock.ahead()


def came_back() -> None:
    """The worker is alive; if it was silent for long, that time was an outage. Before any sweep."""
    silence = pauses.beat(WORKER, real_now())
    at = clock.now()
    if silence < _gap(at):
        return
    begins_at = at - min(silence, LONGEST_GAP)
    say.warning("outage", part=WORKER, seconds=silence.total_seconds())
    desk.declare_pause(_house(at), kind="outage", reason=WAS_AWAY, begins_at=begins_at, ends_at=at)


def look_at_the_web() -> None:
    """Ask our own front door; when it has not opened for long, clocks stop until it does."""
    real = real_now()
    if _opens():
        pauses.beat(WEB, real)
    silence, at = pauses.silence_of(WEB, real), clock.now()
    _keep_declared("outage", NO_WEB, silence >= _gap(at), at - min(silence, LONGEST_GAP), at)


def look_at_the_gateways() -> None:
    """Several payments without an answer are an incident, until the last of them is answered."""
    at = clock.now()
    unclear = payments.unclear_attempts(at).count()
    runs = pauses.running("gateway", at) is not None
    least = 1 if runs else law.whole("pause.gateway_payments", at)
    _keep_declared("gateway", NO_GATEWAY, unclear >= least, at, at)


def look_at_the_calendar() -> None:
    """Declare the holidays of the coming weeks, by the dated rule, once each."""
    at = clock.now()
    for rule in law.row_in_force("pause.holidays", clock.tehran_day(at)).value:
        for begin in _days_of(rule, at):
            fresh = not pauses.is_known("holiday", begin)
            if fresh and at <= begin <= at + HOLIDAYS_AHEAD:
                desk.declare_pause(
                    _house(at), kind="holiday", reason=Text(rule["fa"], rule["en"]),
                    begins_at=begin, ends_at=begin + timedelta(days=rule["days"]),
                )  # fmt: skip


def _days_of(rule: dict[str, int], at: datetime) -> list[datetime]:
    """When this yearly rule begins, this Jalali year and the next: midnight in Tehran."""
    year = jdatetime.date.fromgregorian(date=clock.tehran_day(at)).year
    found = []
    for each in (year, year + 1):
        day: date = jdatetime.date(each, rule["month"], rule["day"]).togregorian()
        found.append(datetime.combine(day, time(), tzinfo=clock.TEHRAN))
    return found


def _keep_declared(
    kind: str, reason: Text, should_run: bool, begins_at: datetime, at: datetime
) -> None:
    """Begin or end the platform's own pause of this kind; an officer's is left to officers."""
    runs = pauses.running(kind, at)
    if should_run and runs is None:
        desk.declare_pause(_house(at), kind=kind, reason=reason, begins_at=begins_at)
    elif not should_run and runs is not None and runs.declared_by is None:
        desk.end_pause(_house(at), pause_id=runs.pk)


def _opens() -> bool:
    try:
        return outside.client().get(f"{settings.SITE_URL}/healthz").is_success
    except httpx.HTTPError:
        return False


def _gap(at: datetime) -> timedelta:
    return timedelta(minutes=law.whole("pause.gap_minutes", at))


def _house(at: datetime) -> Act:
    return Act(None, Role.HOUSE, at)

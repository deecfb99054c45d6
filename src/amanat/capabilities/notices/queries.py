"""Reads about notices that others may use, and when somebody answers the phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from itertools import groupby

from django.db.models import Count, QuerySet

from amanat.capabilities.notices import rules
from amanat.capabilities.notices.models import IncomingSms, Notice, Question
from amanat.capabilities.notices.states import (
    ACCEPTED,
    DELIVERED,
    QUEUED,
    SENDING,
    UNDELIVERED,
)
from amanat.kernel import sealing
from amanat.kernel.clock import calendar
from amanat.kernel.clock.time import tehran_day
from amanat.kernel.law import parameters as law
from amanat.words.refusal import NotFound


def sent_to(phone: str) -> list[Notice]:
    """The SMS history of one number, newest first. Secret texts are not in it."""
    return list(Notice.objects.filter(phone=phone).order_by("-pk")[: rules.MOST_SHOWN])


def was_delivered(dedupe_key: str) -> bool:
    """Whether this notice reached the phone: silence counts only after that."""
    return Notice.objects.filter(dedupe_key=dedupe_key, state=DELIVERED).exists()


def fits(body: str) -> bool:
    """Whether a text goes out in as many parts as we send at most."""
    return not rules.too_long(body)


def body_of(notice: Notice) -> str:
    """The text to send; empty once a secret one is erased."""
    if notice.body_sealed is None:
        return notice.body
    return sealing.unseal(notice.body_sealed, about=notice.dedupe_key)


def overdue_sends(at: datetime) -> list[int]:
    """Notices that should have been tried by now, or whose worker fell silent."""
    waiting = Notice.objects.filter(state=QUEUED, next_try_at__lte=at)
    stuck = Notice.objects.filter(state=SENDING, claimed_at__lte=at - rules.CLAIM_LIFE)
    return _ids(waiting) + _ids(stuck)


def overdue_asks(at: datetime) -> list[int]:
    """Accepted notices whose delivery should be asked by now."""
    return _ids(Notice.objects.filter(state=ACCEPTED, next_try_at__lte=at))


def _ids(rows: QuerySet[Notice]) -> list[int]:
    return list(rows.order_by("next_try_at").values_list("pk", flat=True)[: rules.BATCH_NOTICES])


def unreachable(at: datetime, phone: str | None = None) -> dict[str, int | None]:
    """Numbers whose last two SMS of this week did not arrive → the person, when we know one."""
    rows = Notice.objects.filter(
        state__in=(DELIVERED, UNDELIVERED), created_at__gt=at - rules.MISSES_SINCE
    )
    rows = rows if phone is None else rows.filter(phone=phone)
    missed = rows.filter(state=UNDELIVERED).values("phone").annotate(count=Count("pk"))
    phones = missed.filter(count__gte=rules.MISSES_IN_A_ROW).values("phone")
    found = rows.filter(phone__in=phones).order_by("phone", "-pk")
    told = found.values_list("phone", "state", "person_id")
    grouped = {number: list(states) for number, states in groupby(told, key=lambda row: row[0])}
    return {number: states[0][2] for number, states in grouped.items() if _missed_in_a_row(states)}


def _missed_in_a_row(newest_first: Sequence[tuple[str, str, int | None]]) -> bool:
    last = [state for _, state, _ in newest_first[: rules.MISSES_IN_A_ROW]]
    return last == [UNDELIVERED] * rules.MISSES_IN_A_ROW


def notice(notice_id: int) -> Notice:
    found = Notice.objects.filter(pk=notice_id).first()
    if found is None:
        raise NotFound
    return found


def incoming(sms_id: int) -> IncomingSms:
    """An SMS that came in."""
    found = IncomingSms.objects.filter(pk=sms_id).first()
    if found is None:
        raise NotFound
    return found


def open_question(phone: str, at: datetime) -> Question | None:
    """The last thing this number was asked and may still answer."""
    asked = Question.objects.filter(phone=phone, answered_at=None, valid_until__gt=at)
    return asked.order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class PhoneHours:
    """When we call and take calls: on working days, between two hours of Tehran."""

    opens: time
    closes: time
    is_open: bool
    next_open: datetime
    is_confirmed: bool


def phone_hours(at: datetime) -> PhoneHours:
    """The hours in force at `at`, and when somebody is on the phone next."""
    rows = [law.row_in_force(name, tehran_day(at)) for name in ("phone.opens", "phone.closes")]
    opens, closes = (time.fromisoformat(row.value) for row in rows)
    return PhoneHours(
        opens=opens,
        closes=closes,
        is_open=calendar.is_open(at, opens, closes),
        next_open=calendar.next_opening(at, opens, closes),
        is_confirmed=all(row.status != "unconfirmed" for row in rows),
    )

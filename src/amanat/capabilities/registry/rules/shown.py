"""A seal as everybody may see it: one word, since when, why, and what it was on any day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from amanat.capabilities.registry.rules.licences import end_of
from amanat.capabilities.registry.rules.lists import (
    EXPIRED,
    REVOKED,
    SUSPENDED,
    UNKNOWN,
    VALID,
    Entry,
)
from amanat.words.moments import TEHRAN
from amanat.words.text import Text

#  What the seal's own machine says, in the words of the public; no other state was ever a seal.
PUBLIC = {
    "granted": VALID,
    "converting": VALID,
    "suspended": SUSPENDED,
    "expired": EXPIRED,
    "closed": EXPIRED,
    "revoked": REVOKED,
}
#  What becomes of a live seal at its end, by why it ends: a lapsed licence suspends, time expires.
ENDED = {"licence_ended": SUSPENDED, "validity_over": EXPIRED}
WORDS = {
    VALID: Text("معتبر", "Valid"),
    SUSPENDED: Text("تعلیق‌شده", "Suspended"),
    EXPIRED: Text("منقضی", "Expired"),
    REVOKED: Text("لغوشده", "Revoked"),
    UNKNOWN: Text("ناشناخته", "Unknown"),
}
MEANINGS = {
    VALID: Text(
        "این نماد اکنون معتبر است؛ اگر نشانی مرورگر شما همین دامنه باشد.",
        "This seal is valid now, if your browser’s address bar shows this very domain.",
    ),
    SUSPENDED: Text(
        "این نماد تعلیق شده است: سفارش تازه ندهید. تعهدهای پیشین فروشنده برجاست.",
        "This seal is suspended: order nothing new. What was promised before still binds the seller.",
    ),
    EXPIRED: Text(
        "اعتبار این نماد به پایان رسیده است. به آن تکیه نکنید.",
        "This seal is over. Do not rely on it.",
    ),
    REVOKED: Text(
        "این نماد لغو شده است. به آن تکیه نکنید.", "This seal was revoked. Do not rely on it."
    ),
    UNKNOWN: Text(
        "چنین نمادی در دفتر ما نیست. به صفحه‌ای که آن را نشان می‌دهد پول ندهید.",
        "There is no such seal in our register. Do not pay a page that shows it.",
    ),
}
SIGNS = {
    VALID: "M10 25l9 9 19-20",
    SUSPENDED: "M18 12v24M30 12v24",
    EXPIRED: "M24 12v13l8 6M24 5a19 19 0 1 1 0 38a19 19 0 1 1 0-38",
    REVOKED: "M13 13l22 22M35 13L13 35",
    UNKNOWN: "M17 17a7 7 0 1 1 10 6.5q-3 1.5-3 6M24 38v.5",
}
A_DAY = timedelta(days=1)
EARLIEST_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """What the seal was for a while, half-open; an open end is None."""

    state: str
    level: int
    reason: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What somebody looked at, how and when, and until when it counts."""

    kind: str
    method: str
    at: datetime
    until: date


@dataclass(frozen=True, slots=True)
class Stars:
    """The published rank; `stars` is None while it is unrated."""

    stars: int | None
    day: date


@dataclass(frozen=True, slots=True)
class Room:
    """The ceiling, and how much of it is free: nothing while it is frozen."""

    units: int
    free_units: int
    is_frozen: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the page tells of one seal; `until` is the moment its validity ends."""

    code: str
    domain: str
    holder: str
    state: str
    level: int
    reason: str
    since: datetime
    until: datetime
    ends_on: date
    granted_at: datetime
    badge: str | None  # The code of its link, and its bit in the lists: soon after the grant.
    place: int | None
    periods: list[Period]  # The newest first.
    checks: list[Checked]
    business: str  # The code of its holder.
    stars: Stars | None
    room: Room | None


def shown(answer: dict[str, Any], at: datetime) -> Shown:
    """The database's one answer, read."""
    periods = [one for row in answer["periods"] for one in _periods(row, at)]
    now, ends_on = periods[0], date.fromisoformat(answer["ends_on"])
    return Shown(
        code=answer["code"],
        domain=answer["domain"],
        holder=answer["holder"],
        state=now.state,
        level=now.level,
        reason=now.reason,
        since=now.since,
        until=end_of(ends_on),
        ends_on=ends_on,
        granted_at=_moment(answer["granted"]),
        badge=answer["badge"],
        place=answer["place"],
        periods=periods,
        checks=[_checked(row) for row in answer["checks"]],
        business=answer["business"],
        stars=_stars(answer["standing"]["rank"]),
        room=_room(answer["standing"]["ceiling"]),
    )


def _stars(row: dict[str, Any] | None) -> Stars | None:
    return Stars(row["stars"], date.fromisoformat(row["day"])) if row else None


def _room(row: dict[str, Any] | None) -> Room | None:
    if row is None:
        return None
    free = 0 if row["is_frozen"] else max(0, row["free_units"])
    return Room(row["units"], free, row["is_frozen"])


def _periods(row: dict[str, Any], at: datetime) -> list[Period]:
    """One period as it was written; whoever is late, a seal is over when its time is over."""
    if row["state"] not in PUBLIC:
        return []
    until, ends = _maybe(row["until"]), _maybe(row["ends"])
    since, state = _moment(row["since"]), PUBLIC[row["state"]]
    one = Period(state, row["level"], row["reason"], since, until)
    if state != VALID or ends is None or ends > at or (until and ends >= until):
        return [one]
    why = row["end_reason"]
    over = Period(ENDED.get(why, EXPIRED), one.level, why, max(ends, since), until)
    return [over, replace(one, until=ends)] if ends > since else [over]


def period_now(
    at: datetime, state: str, level: int, reason: str, since: datetime, ends: datetime | None,
    end_reason: str,
) -> Period:  # fmt: skip
    """The newest period of a seal, which may be over by now."""
    if PUBLIC[state] == VALID and ends is not None and ends <= at:
        return Period(ENDED.get(end_reason, EXPIRED), level, end_reason, ends, None)
    return Period(PUBLIC[state], level, reason, since, None)


def _checked(row: dict[str, Any]) -> Checked:
    until = date.fromisoformat(row["until"])
    return Checked(row["kind"], row["method"], _moment(row["at"]), until)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _maybe(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def on_the_day(periods: Iterable[Period], day: date, at: datetime) -> list[Period]:
    """What the seal was on a day of Tehran, in order; nothing when it was no seal yet."""
    begins = datetime.combine(day, time(), tzinfo=TEHRAN)
    ends = min(begins + A_DAY, at)
    fits = (one for one in periods if one.since < ends and (one.until or ends) > begins)
    return sorted(fits, key=lambda one: one.since)


def entry_of(code: str, domain: str, now: Period, ends_on: date) -> Entry:
    """A seal as a line of the signed list; what is over ended when it stopped to hold."""
    until = end_of(ends_on)
    is_over = now.state in (EXPIRED, REVOKED)
    until = min(until, now.since) if is_over else until
    return Entry(code, (domain,), now.state, now.level, now.since, until)

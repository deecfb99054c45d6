"""The law of the seal as pure functions: levels, checks, ends of validity, who may decide."""

import calendar
import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from amanat.words.moments import TEHRAN
from amanat.words.text import Text

MOST_LEVEL = 5
LEVELS = {
    0: Text("خاکستری: فقط هویت، برای درگاه پرداخت", "Grey: identity only, for the gateway"),
    1: Text("۱: تماس، نشانی و پروانه‌ها", "1: contacts, address and licences"),
    2: Text("۲: همراه با اتصال امن سایت", "2: with a secure connection of the site"),
    3: Text("۳: فعالیت سالم و پیوسته", "3: continued healthy activity"),
    4: Text("۴: فعالیت سالم و پیوسته", "4: continued healthy activity"),
    5: Text("۵: فعالیت سالم و پیوسته", "5: continued healthy activity"),
}
KINDS = {
    "identity": Text("هویت کسب‌وکار", "Identity of the business"),
    "domain": Text("مالکیت دامنه", "The domain is theirs"),
    "phone": Text("تلفن", "Telephone"),
    "email": Text("رایانامه", "E-mail"),
    "address": Text("نشانی", "Address"),
    "licences": Text("پروانه‌های معتبر", "Licences in force"),
    "tls": Text("اتصال امن سایت", "Secure connection of the site (TLS)"),
    "healthy": Text("فعالیت سالم و پیوسته", "Continued healthy activity"),
}
AUTOMATIC = frozenset({"identity", "domain", "phone", "licences", "tls"})
ASKS_OUTSIDE = frozenset({"tls"})  # These look over the network, after the commit.
METHODS = {
    "register": Text("از دفتر همین سامانه", "From this platform's own register"),
    "connection": Text("اتصال به سایت", "By connecting to the site"),
    "inquiry": Text("استعلام از صادرکننده", "Inquiry at the issuer"),
    "visit": Text("بازدید", "Visit"),
    "call": Text("تماس تلفنی", "Telephone call"),
    "letter": Text("نامهٔ پستی یا رایانامه", "Letter by post or e-mail"),
    "rank": Text("از رتبهٔ منتشرشده", "From the published rank"),
}
BY_HAND = ("inquiry", "visit", "call", "letter", "rank")
PURPOSES = {
    "apply": Text("درخواست", "Application"),
    "convert": Text("ارتقا", "Conversion"),
    "renew": Text("تمدید", "Renewal"),
    "change": Text("تغییر اعلام‌شده", "Reported change"),
}
#  Why the platform itself suspends, at once.
CAUSES = {
    "licence_ended": Text("پروانهٔ پشت نماد به پایان رسید", "A licence behind the seal ended"),
    "domain_lost": Text("نشانهٔ مالکیت دامنه ۷۲ ساعت دیده نشد",
                        "The domain's proof was missing for 72 hours"),
    "order_unpaid": Text("پرداخت دستور رأی انجام نشد", "A ruling's order was not paid"),
    "critical_finding": Text("یافتهٔ بحرانی در بازرسی", "A critical finding of an inspection"),
    "outside_class": Text("فعالیت بیرون از ردهٔ پروانه", "Activity outside the licence's class"),
    "letter_unanswered": Text("نامهٔ مرکز بی‌پاسخ ماند", "A letter of the centre was not answered"),
}  # fmt: skip
REASONS = {
    **CAUSES,
    "decided": Text("تصمیم دو کارشناس", "Decision of two officers"),
    "checks_failed": Text("بررسی‌ها درست درنیامد", "Checks were not passed"),
    "rank_fell": Text("رتبه پایین آمد", "The rank fell"),
    "check_failed": Text("یکی از بررسی‌ها دیگر درست نیست", "A check does not hold any more"),
    "suspended_too_long": Text("۹۰ روز تعلیق گذشت", "Suspended for 90 days"),
    "commitment_while_suspended": Text("تعهد تازه در زمان تعلیق",
                                       "A new commitment while suspended"),
    "validity_over": Text("دورهٔ اعتبار پایان یافت", "The period of validity is over"),
    "surrendered": Text("دارنده نماد را پس داد", "The holder gave the seal back"),
    "appeal_allowed": Text("اعتراض پذیرفته شد", "An appeal was allowed"),
}  # fmt: skip
LASTING = frozenset({"licence_ended", "domain_lost"})  # Whether these are gone is read, not told.
DECISIONS = {
    "grant": Text("اعطا", "Grant"),
    "refuse": Text("رد درخواست", "Refuse"),
    "convert_up": Text("ارتقا", "Convert up"),
    "convert_down": Text("کاهش سطح", "Convert down"),
    "suspend": Text("تعلیق", "Suspend"),
    "lift": Text("رفع تعلیق", "Lift the suspension"),
    "revoke": Text("لغو", "Revoke"),
}
#  The states in which a decision of this kind fits, and what it does to the seal.
FITS = {
    "grant": frozenset({"review", "committee"}),
    "refuse": frozenset({"review", "committee"}),
    "convert_up": frozenset({"converting"}),
    "convert_down": frozenset({"granted", "converting"}),
    "suspend": frozenset({"granted", "converting"}),
    "lift": frozenset({"suspended"}),
    "revoke": frozenset({"suspended"}),
}
APPEALED = frozenset({"refused", "suspended", "revoked"})
LEAST_WORDS = 10
LONGEST_WORDS = 1_000
LEAST_SOURCE = 3
LONGEST_SOURCE = 300
LONGEST_DOMAIN = 253
RANDOM_BYTES = 16  # Thirty-two hexadecimal characters.
MOST_OPEN_LETTERS = 3
MOST_SHOWN = 50
SURRENDER_OFFER_DAYS = 30  # After the notice; then it counts as withdrawn.
HEALTHY = "continued healthy activity"
UNDERTAKING_VERSION = "1405-1"
UNDERTAKING = Text(
    "متعهد می‌شوم: آنچه اعلام کرده‌ام درست است و هر تغییر را بی‌درنگ خبر می‌دهم؛ کالا و خدمت را"
    " همان‌گونه که فروخته‌ام تحویل می‌دهم؛ به نامهٔ مرکز تا دو روز کاری پاسخ می‌دهم؛ بازرس را"
    " می‌پذیرم و رأی‌ها را اجرا می‌کنم؛ و در زمان تعلیق تعهد تازه نمی‌پذیرم و تعهدهای پیشین را"
    " انجام می‌دهم.",
    "I undertake: what I declared is true, and I report every change at once; I deliver goods and"
    " services as I sold them; I answer letters of the centre within two working days; I admit"
    " inspectors and carry out rulings; and while suspended I accept no new commitment and fulfil"
    " the old ones.",
)


def undertaking_sha256() -> str:
    """The mark of the text in both languages and its version: what the holder signs."""
    text = f"{UNDERTAKING_VERSION}\n{UNDERTAKING.fa}\n{UNDERTAKING.en}"
    return hashlib.sha256(text.encode()).hexdigest()


def new_random_code() -> str:
    return secrets.token_hex(RANDOM_BYTES)


def evidence_sha256(facts: Mapping[str, Any]) -> str:
    """The mark of what a check saw; the same facts give the same mark."""
    told = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(told.encode()).hexdigest()


def needed(levels: Mapping[str, Any], level: int) -> tuple[str, ...]:
    """The checks that this level needs under the dated table; the domain's proof for every one.

    A row may name a lower level ("level 2"), which stands for its checks.
    """
    found = dict.fromkeys(("identity", "domain"))
    for one in levels[str(level)]["checks"]:
        if one.startswith("level "):
            found.update(dict.fromkeys(needed(levels, int(one.removeprefix("level ")))))
        else:
            found["healthy" if one == HEALTHY else one] = None
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Passed:
    """A check that was passed, and the last day on which it still counts."""

    kind: str
    valid_until: date


def missing(wanted: Iterable[str], passed: Iterable[Passed], day: date) -> tuple[str, ...]:
    """The wanted checks that nobody passed, or that are older than their own period."""
    fresh = {one.kind for one in passed if one.valid_until >= day}
    return tuple(kind for kind in wanted if kind not in fresh)


def level_held(levels: Mapping[str, Any], level: int, failed: Iterable[str]) -> int:
    """The highest level, at most `level`, that needs none of the failed checks; −1 for none."""
    lost = set(failed)
    held = (one for one in range(level, -1, -1) if not lost & set(needed(levels, one)))
    return next(held, -1)


def after_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day."""
    place = day.month - 1 + months
    year, month = day.year + place // 12, place % 12 + 1
    return day.replace(
        year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1])
    )


def valid_until(day: date, months: int) -> date:
    """The last day of a period of so many months that begins on `day`."""
    return after_months(day, months) - timedelta(days=1)


def end_of(day: date) -> datetime:
    """The moment at which a day is over in Tehran."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=TEHRAN)


def last_day(period_until: date, licences_until: date | None) -> date:
    """The seal's end: the earliest of its own period and of all licences it stands on."""
    return period_until if licences_until is None else min(period_until, licences_until)


def next_period(day: date, old_until: date, months: int) -> tuple[date, date]:
    """The first and last day of the renewed period: it begins when the old one is over."""
    begins = max(day, old_until + timedelta(days=1))
    return begins, valid_until(begins, months)


def may_renew(day: date, period_until: date, window_days: int) -> bool:
    return timedelta() <= period_until - day < timedelta(days=window_days)


def is_one_step(level: int, wanted: int) -> bool:
    return wanted == level + 1 and wanted <= MOST_LEVEL


def needs_licence(levels: Mapping[str, Any], level: int) -> bool:
    """Whether licences stand behind this level at all."""
    return "licences" in needed(levels, level)


@dataclass(frozen=True, slots=True)
class Status:
    """What a seal was worth at a moment. `since` and `until` are half-open."""

    state: str
    level: int
    reason: str
    since: datetime
    until: datetime | None

    @property
    def is_live(self) -> bool:
        return self.state in {"granted", "converting"}

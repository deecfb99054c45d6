"""Moments as people say them: Jalali in Persian, Gregorian in English, always Tehran time."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import jdatetime

from amanat.words.persian import ascii_digits, persian_digits

TEHRAN = ZoneInfo("Asia/Tehran")
WEEKDAYS = ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه")
MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip


def tehran_day(moment: datetime) -> date:
    """The calendar day in Tehran at this moment: days and deadlines count there."""
    return moment.astimezone(TEHRAN).date()


def start_of(day: date) -> datetime:
    """The first moment of a day in Tehran; what is due on a day is late from the next one's on."""
    return datetime.combine(day, time(), tzinfo=TEHRAN)


def last_second_of(day: date) -> datetime:
    """A day's last second in Tehran: a deadline that people read as this day, not the next."""
    return start_of(day + timedelta(days=1)) - timedelta(seconds=1)


def spoken_day(moment: datetime, language: str) -> str:
    """«سه‌شنبه ۳ آذر» or "Tue 24 Nov": the year is left out, deadlines are near."""
    there = moment.astimezone(TEHRAN)
    if language != "fa":
        return f"{there:%a} {there.day} {there:%b}"
    jalali = jdatetime.date.fromgregorian(date=there.date())
    return (
        f"{WEEKDAYS[there.weekday()]} {persian_digits(str(jalali.day))} {MONTHS[jalali.month - 1]}"
    )


def spoken(moment: datetime, language: str) -> str:
    """«سه‌شنبه ۳ آذر، ۱۶:۱۵» or "Tue 24 Nov, 16:15"."""
    there = moment.astimezone(TEHRAN)
    clock = f"{there:%H:%M}"
    if language != "fa":
        return f"{spoken_day(moment, language)}, {clock}"
    return f"{spoken_day(moment, language)}، {persian_digits(clock)}"


def spoken_briefly(moment: datetime, language: str) -> str:
    """«۳ آذر ۱۶:۱۵» or "24 Nov 16:15": for an SMS, where every character counts."""
    there = moment.astimezone(TEHRAN)
    if language != "fa":
        return f"{there.day} {there:%b} {there:%H:%M}"
    jalali = jdatetime.date.fromgregorian(date=there.date())
    return persian_digits(f"{jalali.day} {MONTHS[jalali.month - 1]} {there:%H:%M}")


def spoken_long(moment: datetime, language: str) -> str:
    """«۳ آذر ۱۴۰۵، ۱۶:۱۵»: a moment that may be years away."""
    there = moment.astimezone(TEHRAN)
    day = spoken_date(there.date(), language)
    if language != "fa":
        return f"{day}, {there:%H:%M}"
    return f"{day}، {persian_digits(f'{there:%H:%M}')}"


def spoken_span(length: timedelta, language: str) -> str:
    """«۳ روز و ۵ ساعت» or "3 days and 5 hours": the two largest units, never below a minute."""
    minutes = max(0, int(length.total_seconds() // 60))
    units = (
        (minutes // 1440, "روز", "day"),
        (minutes // 60 % 24, "ساعت", "hour"),
        (minutes % 60, "دقیقه", "minute"),
    )
    parts = [unit for unit in units if unit[0]][:2] or [units[2]]
    if language == "fa":
        return " و ".join(f"{persian_digits(str(n))} {fa}" for n, fa, _ in parts)
    return " and ".join(f"{n} {en}{'' if n == 1 else 's'}" for n, _, en in parts)


JALALI_YEARS, GREGORIAN_YEARS = range(1300, 1500), range(1900, 2200)
DAY = re.compile(r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})")


def spoken_date(day: date, language: str) -> str:
    """«۳ آذر ۱۴۰۵» or "24 Nov 2026": a day that may be years away."""
    if language != "fa":
        return f"{day.day} {day:%b} {day.year}"
    jalali = jdatetime.date.fromgregorian(date=day)
    return persian_digits(f"{jalali.day} {MONTHS[jalali.month - 1]} {jalali.year}")


def typed_date(day: date, language: str) -> str:
    """The day as `read_day` reads it back: ۱۴۰۵/۰۹/۰۳ or 2026-11-24."""
    if language != "fa":
        return day.isoformat()
    jalali = jdatetime.date.fromgregorian(date=day)
    return persian_digits(f"{jalali.year}/{jalali.month:02}/{jalali.day:02}")


def in_jalali(day: date) -> str:
    """`1405/9/3`, as `read_day` reads it again."""
    found = jdatetime.date.fromgregorian(date=day)
    return f"{found.year}/{found.month}/{found.day}"


def read_day(typed: str) -> date | None:
    """۱۴۰۵/۹/۳ or 2026-11-24: the year tells the calendar. None when there is no such day."""
    found = DAY.fullmatch(ascii_digits(typed).strip())
    if found is None:
        return None
    year, month, day = map(int, found.groups())
    try:
        if year in JALALI_YEARS:
            read: date = jdatetime.date(year, month, day).togregorian()
            return read
        return date(year, month, day) if year in GREGORIAN_YEARS else None
    except ValueError:
        return None

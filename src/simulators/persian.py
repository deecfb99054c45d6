"""How things are written in Iran: digits, dates, rial, mobile numbers."""

from __future__ import annotations

import re
from datetime import date

from simulators.clock import tehran

DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ASCII = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
MOBILE = re.compile(r"(?:\+98|0098|98|0)?(9[0-9]{9})")
DAYS_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def fa(number: object) -> str:
    """Write digits the Persian way."""
    return str(number).translate(DIGITS)


def ascii_digits(text: str) -> str:
    """Write Persian and Arabic digits the ASCII way."""
    return text.translate(ASCII)


def mobile(text: str) -> str | None:
    """Bring a mobile number to 09…, or None when it is not one."""
    bare = ascii_digits(text).replace(" ", "").replace("-", "")
    found = MOBILE.fullmatch(bare)
    return f"0{found[1]}" if found else None


def rial(units: int) -> str:
    """Write an amount in rial with Persian digits and separators."""
    return f"{units:,}".replace(",", "٬").translate(DIGITS) + " ریال"


def jalali(day: date) -> tuple[int, int, int]:
    """Turn a Gregorian day into Persian year, month and day (1600 to 2100)."""
    shifted = day.year + 1 if day.month > 2 else day.year
    days = (
        355666
        + 365 * day.year
        + (shifted + 3) // 4
        - (shifted + 99) // 100
        + (shifted + 399) // 400
        + day.day
        + DAYS_BEFORE_MONTH[day.month - 1]
    )
    year = -1595 + 33 * (days // 12053)
    days %= 12053
    year += 4 * (days // 1461)
    days %= 1461
    if days > 365:
        year += (days - 1) // 365
        days = (days - 1) % 365
    if days < 186:
        return year, 1 + days // 31, 1 + days % 31
    return year, 7 + (days - 186) // 30, 1 + (days - 186) % 30


def when(at_ms: int | None) -> str:
    """Write a moment as a Persian date and Tehran time; nothing for no moment."""
    if at_ms is None:
        return "—"
    at = tehran(at_ms)
    year, month, day = jalali(at.date())
    return fa(f"{year}/{month:02}/{day:02} {at:%H:%M:%S}")

"""Days and Jalali months, as terms of contracts count them."""

from datetime import date, timedelta

import jdatetime

MONTHS = 12


def after_jalali_months(day: date, months: int) -> date:
    """The same day of the Jalali month `months` later; the last one where that month is shorter."""
    start = jdatetime.date.fromgregorian(date=day)
    year, month = divmod(start.year * MONTHS + start.month - 1 + months, MONTHS)
    last = days_in(year, month + 1)
    found: date = jdatetime.date(year, month + 1, min(start.day, last)).togregorian()
    return found


def days_in(year: int, month: int) -> int:
    if month < MONTHS:
        return int(jdatetime.j_days_in_month[month - 1])
    return 30 if jdatetime.date(year, 1, 1).isleap() else 29


def after_gregorian_months(day: date, months: int) -> date:
    """The same, in the calendar of the foreign rules."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    first_of_next = date(year + month // 11, (month + 1) % MONTHS + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(day.day - 1), first_of_next - timedelta(1))


def late_days(promised: date, until: date) -> int:
    """Late from the day after the promised one, up to the day of delivery or today; never less
    than none."""
    return max(0, (until - promised).days)

"""Working days in Iran, and days counted in Tehran, on the hard dates."""

from datetime import UTC, date, datetime, timedelta

import jdatetime
import pytest

from amanat.kernel.clock.calendar import after_working_days, is_working_day, official_holiday
from amanat.kernel.clock.models import CalendarDay
from amanat.kernel.clock.time import TEHRAN, tehran_day

pytestmark = pytest.mark.django_db
SATURDAY = date(2026, 11, 21)

#  The leap years of the Jalali calendar, 1300 to 1500: a frozen table, never computed here.
LEAP_YEARS = frozenset(
    (1300, 1304, 1309, 1313, 1317, 1321, 1325, 1329, 1333, 1337, 1342, 1346, 1350, 1354, 1358,
     1362, 1366, 1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416, 1420,
     1424, 1428, 1432, 1436, 1441, 1445, 1449, 1453, 1457, 1461, 1465, 1469, 1474, 1478, 1482,
     1486, 1490, 1494, 1498)
)  # fmt: skip


def test_thursday_and_friday_are_off_and_so_is_nowruz() -> None:
    assert is_working_day(SATURDAY)
    assert not is_working_day(SATURDAY - timedelta(days=1))
    assert not is_working_day(SATURDAY - timedelta(days=2))
    assert official_holiday(date(2027, 3, 21))
    assert not is_working_day(date(2027, 3, 21))


def test_data_overrules_the_calendar_both_ways() -> None:
    CalendarDay.objects.create(
        day=SATURDAY, is_off=True, reason_fa="آلودگی هوا", reason_en="Smog", source="cabinet"
    )
    CalendarDay.objects.create(
        day=SATURDAY - timedelta(days=2), is_off=False, reason_fa="جبران", reason_en="Made up",
        source="cabinet",
    )  # fmt: skip
    assert not is_working_day(SATURDAY)
    assert is_working_day(SATURDAY - timedelta(days=2))


def test_two_working_days_after_a_wednesday_is_sunday_at_the_same_hour() -> None:
    wednesday = datetime(2026, 11, 18, 10, 30, tzinfo=TEHRAN)
    assert after_working_days(wednesday, 2) == datetime(2026, 11, 22, 10, 30, tzinfo=TEHRAN)


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        ("2026-11-21T20:29:59", date(2026, 11, 21)),
        ("2026-11-21T20:30:00", date(2026, 11, 22)),
        #  The spring of 1401 had no midnight: the clock went from 00:00 to 01:00.
        ("2022-03-21T20:29:59", date(2022, 3, 21)),
        ("2022-03-21T20:30:00", date(2022, 3, 22)),
        #  Since 1401-06-31 there is no summer time: +03:30 all year.
        ("2022-09-21T19:29:59", date(2022, 9, 21)),
        ("2027-06-30T20:30:00", date(2027, 7, 1)),
    ],
)
def test_the_day_turns_in_tehran(utc: str, day: date) -> None:
    assert tehran_day(datetime.fromisoformat(utc).replace(tzinfo=UTC)) == day


def test_the_library_knows_the_leap_years() -> None:
    """khayyam makes 1404 one, and every date of that year a day wrong: never here."""
    found = {year for year in range(1300, 1501) if jdatetime.date(year, 1, 1).isleap()}
    assert found == LEAP_YEARS


def test_seventy_three_thousand_days_there_and_back() -> None:
    day = jdatetime.date(1300, 1, 1).togregorian()
    for _ in range(73_000):
        assert jdatetime.date.fromgregorian(date=day).togregorian() == day
        day += timedelta(days=1)

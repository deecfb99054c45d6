from datetime import UTC, datetime, timedelta

from amanat.words.moments import spoken, spoken_briefly, spoken_day, spoken_span

DEADLINE = datetime(2026, 11, 24, 12, 45, tzinfo=UTC)


def test_a_deadline_is_jalali_in_persian_and_gregorian_in_english() -> None:
    assert spoken(DEADLINE, "fa") == "سه‌شنبه ۳ آذر، ۱۶:۱۵"
    assert spoken(DEADLINE, "en") == "Tue 24 Nov, 16:15"
    assert spoken_briefly(DEADLINE, "fa") == "۳ آذر ۱۶:۱۵"


def test_the_leap_day_of_1403_is_itself() -> None:
    assert spoken_day(datetime(2025, 3, 20, 12, tzinfo=UTC), "fa") == "پنجشنبه ۳۰ اسفند"


def test_a_length_is_said_in_its_two_largest_units() -> None:
    assert spoken_span(timedelta(days=3, hours=5, minutes=40), "fa") == "۳ روز و ۵ ساعت"
    assert spoken_span(timedelta(hours=1, minutes=1), "en") == "1 hour and 1 minute"
    assert spoken_span(timedelta(seconds=-5), "en") == "0 minutes"

"""The bank's codes, the timetable of Paya, the steps of the clock: pure rules and their vectors."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amanat.capabilities.payments.rules import addresses, mellat, payouts, routes, timing
from amanat.capabilities.payments.rules.answers import Kind
from amanat.capabilities.payments.rules.cycles import Rail, first_arrival
from amanat.words.moments import TEHRAN

#  Guide escrow.md 3.1, result codes, complete.
GUIDE = {
    Kind.OK: "0",
    Kind.DECLINED: "11 12 13 14 15 16 18 19 98 111 114 415 419 995",
    Kind.CANCELLED: "17",
    Kind.UNKNOWN: "31 34 51 61 112 113 416",
    Kind.CONFIG: "21 23 24 25 32 33 35 62 412 413 414 417 418 421",
    Kind.DUPLICATE: "41",
    Kind.STATE: "42 44 46 47 54 55",
    Kind.ALREADY: "43 45",
    Kind.REVERSED: "48",
}
CODES = {code: kind for kind, codes in GUIDE.items() for code in codes.split()}


@pytest.mark.parametrize(("code", "kind"), CODES.items())
def test_every_code_has_its_class_and_a_sentence_in_both_languages(code: str, kind: Kind) -> None:
    assert mellat.kind_of(code) is kind
    assert mellat.reason(code).fa != mellat.reason(code).en


def test_the_table_holds_the_guides_codes_and_no_others() -> None:
    assert set(mellat.TABLE) == set(CODES)


@pytest.mark.parametrize("code", ["", "777", "-1", "00", "۰", " 0", "0,"])
def test_a_code_nobody_knows_leaves_the_outcome_open(code: str) -> None:
    assert mellat.kind_of(code) is Kind.UNKNOWN


HOLIDAY = date(2026, 11, 24)
MONDAY, TUESDAY = date(2026, 11, 23), HOLIDAY
PAYA = Rail(
    working_cycles=[time(3, 45), time(9, 45), time(12, 45), time(18, 45)],
    holiday_cycles=[time(12, 45)],
    cutoff=timedelta(minutes=15),
    lag=timedelta(minutes=60),
    ceiling_units=2_000_000_000,
)
COOL_OFF = timedelta(hours=1)


def is_working(day: date) -> bool:
    return day != HOLIDAY and day.weekday() not in (3, 4)


def tehran(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=TEHRAN)


#  Guide escrow.md 4.2: accepted, cycle, wait.
ETA = [
    (tehran(MONDAY, 2), tehran(MONDAY, 3, 45), timedelta(hours=1, minutes=45)),
    (tehran(MONDAY, 8, 40), tehran(MONDAY, 12, 45), timedelta(hours=4, minutes=5)),
    (tehran(MONDAY, 17, 35), tehran(TUESDAY, 12, 45), timedelta(hours=19, minutes=10)),
    (tehran(TUESDAY, 12), tehran(date(2026, 11, 25), 3, 45), timedelta(hours=15, minutes=45)),
]


@pytest.mark.parametrize(("accepted", "cycle", "wait"), ETA)
def test_the_arrival_is_honest_about_holidays(
    accepted: datetime, cycle: datetime, wait: timedelta
) -> None:
    arrival = first_arrival(accepted + COOL_OFF, PAYA, is_working)
    assert (arrival.cycle_at, arrival.cycle_at - accepted) == (cycle, wait)
    assert arrival.arrives_at == cycle + timedelta(hours=1)


def test_the_cut_off_decides_to_the_second() -> None:
    just = first_arrival(tehran(MONDAY, 9, 30), PAYA, is_working)
    late = first_arrival(tehran(MONDAY, 9, 30) + timedelta(seconds=1), PAYA, is_working)
    assert (just.cycle_at, late.cycle_at) == (tehran(MONDAY, 9, 45), tehran(MONDAY, 12, 45))


def test_from_holiday_to_holiday_it_is_a_day() -> None:
    friday = date(2026, 11, 27)
    arrival = first_arrival(tehran(friday, 12, 31), PAYA, is_working)
    assert arrival.cycle_at == tehran(date(2026, 11, 28), 3, 45)
    thursday = date(2026, 11, 26)
    assert first_arrival(tehran(thursday, 13), PAYA, is_working).cycle_at == tehran(friday, 12, 45)


@given(st.integers(0, 365 * 24 * 60))
def test_a_cycle_is_never_before_the_money_may_go(minutes: int) -> None:
    not_before = tehran(date(2026, 3, 21), 0) + timedelta(minutes=minutes)
    arrival = first_arrival(not_before, PAYA, is_working)
    assert not_before <= arrival.hand_in_at < arrival.cycle_at < arrival.arrives_at
    assert payouts.gather_at(not_before, arrival) >= not_before


def test_verify_is_asked_at_the_guides_steps() -> None:
    start = tehran(MONDAY, 10)
    moments, at = [0], start
    for tries in range(1, 7):
        at = timing.verify_again(tries, at)
        moments.append(int((at - start).total_seconds()))
    assert moments == [0, 5, 15, 45, 90, 210, 330]


@pytest.mark.parametrize(
    ("verified", "now", "may"),
    [
        (tehran(MONDAY, 10), tehran(MONDAY, 12, 59), True),
        (tehran(MONDAY, 10), tehran(MONDAY, 13), False),
        (tehran(MONDAY, 23), tehran(MONDAY, 23, 59), True),
        (tehran(MONDAY, 23), tehran(TUESDAY, 0), False),  # Another day in Tehran, not in UTC.
    ],
)
def test_a_sale_is_reversed_within_three_hours_of_its_tehran_day(
    verified: datetime, now: datetime, may: bool
) -> None:
    assert routes.may_reverse(verified, now) is may


@given(st.integers(1, 10**13), st.integers(1, 10**10))
def test_parts_are_few_whole_and_below_the_ceiling(units: int, ceiling: int) -> None:
    if units > ceiling * 1_000:
        return
    parts = payouts.parts(units, ceiling)
    assert sum(parts) == units
    assert max(parts) <= ceiling and max(parts) - min(parts) <= 1
    assert len(parts) == -(-units // ceiling)


def test_an_address_is_sealed_for_one_gateway_and_one_attempt() -> None:
    proof = addresses.seal("key", "mellat", "abc")
    assert addresses.is_sealed("key", "mellat", "abc", proof)
    assert not addresses.is_sealed("key", "parsian", "abc", proof)
    assert not addresses.is_sealed("key", "mellat", "abd", proof)
    assert not addresses.is_sealed("other", "mellat", "abc", proof)
    assert not addresses.is_sealed("key", "mellat", "abc", "ی" * 32)

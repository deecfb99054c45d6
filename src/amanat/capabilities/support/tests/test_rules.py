"""The three clocks, canned answers and letters of support."""

from datetime import UTC, datetime, timedelta

import pytest

from amanat.capabilities.notices import queries as notices
from amanat.capabilities.support import letters, rules
from amanat.words.text import Text

T = datetime(2026, 11, 21, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
AIM = rules.Promise(first_answer=HOUR, update=4 * HOUR, solve=72 * HOUR)
LINK = "https://amanat.example/support/t/abcdefghijklmnop"


@pytest.mark.parametrize(("waiting", "first", "solved", "late"), [
    (T, None, None, (True, False, False)),
    (T - 3 * HOUR, T, None, (False, True, False)),
    (None, T, None, (False, False, False)),
    (None, T, T + HOUR, (False, False, False)),
])  # fmt: skip
def test_each_clock_runs_only_while_somebody_waits_for_it(
    waiting: datetime | None,
    first: datetime | None,
    solved: datetime | None,
    late: tuple[bool, bool, bool],
) -> None:
    found = rules.clocks(T, waiting, first, solved, AIM, T + 2 * HOUR)
    assert (found.first_answer.is_late, found.update.is_late, found.solve.is_late) == late
    assert (found.first_answer.until is None) == (first is not None or solved is not None)


def test_a_place_nobody_knows_stays_as_it_is_written() -> None:
    assert rules.filled("{name} {x} {name}", {"name": "سارا"}) == "سارا {x} سارا"


@pytest.mark.parametrize("letter", [letters.OPENED, letters.ANSWERED_LONG, letters.BY_SMS])
def test_every_sms_of_support_fits_two_parts(letter: Text) -> None:
    assert notices.fits(letter.fa.format(link=LINK))
    assert notices.fits(letter.en.format(link=LINK))


@pytest.mark.parametrize(("typed", "tail"), [
    ("1234", "1234"), ("12 34 56 78", "12345678"), ("123", None), ("09120000001", None),
    ("IR06 2960 0000 0010 0324 2000 01", "2960000000100324200001"), ("D-AAAA-BBBB", None),
])  # fmt: skip
def test_the_end_of_a_sheba_is_told_from_a_phone_and_a_code(typed: str, tail: str | None) -> None:
    assert rules.sheba_tail(typed) == tail

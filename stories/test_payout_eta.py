"""When is my money there? Told before anybody agrees, holidays and caps counted, and kept to."""

from datetime import datetime, timedelta

import pytest

from amanat.capabilities.payments import queries
from amanat.kernel.law.models import Parameter
from amanat.words.moments import TEHRAN

SMALL, LARGE = 10_000_000, 200_000_000
POL_CAP, PAYA_CAP = 150_000_000, 2_000_000_000


def on(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=TEHRAN)


def esfand(day: int, hour: int) -> datetime:
    """1403 was a leap year: 28 Esfand is 18 March 2025, and Nowruz the 21st."""
    return on(3, 18 + day - 28, hour, year=2025)


NOWRUZ = on(3, 21, 12, 45, year=2025)
#  accepted, rial, rail, when it leaves, in time or not
TABLE = [
    # An ordinary Sunday: the next Paya, an hour after approval at the earliest.
    (on(11, 22, 2), LARGE, "paya", on(11, 22, 3, 45), True),
    (on(11, 22, 8, 40), LARGE, "paya", on(11, 22, 12, 45), True),
    # The last cycle of a day, and a minute too late for it.
    (on(11, 22, 17, 30), LARGE, "paya", on(11, 22, 18, 45), True),
    (on(11, 22, 17, 31), LARGE, "paya", on(11, 23, 3, 45), True),
    # Thursday is no bank day: one cycle at noon, then the instant rail as far as it carries.
    (on(11, 26, 10), SMALL, "paya", on(11, 26, 12, 45), True),
    (on(11, 26, 13), SMALL, "pol", on(11, 26, 14), True),
    (on(11, 26, 13), POL_CAP, "pol", on(11, 26, 14), True),
    (on(11, 26, 13), POL_CAP + 1, "paya", on(11, 27, 12, 45), False),
    # Friday afternoon: nothing large before Saturday.
    (on(11, 27, 13), LARGE, "paya", on(11, 28, 3, 45), False),
    # At Paya's ceiling, and one rial above it: Satna while it is open, two transfers after that.
    (on(11, 22, 9), PAYA_CAP, "paya", on(11, 22, 12, 45), True),
    (on(11, 22, 9), PAYA_CAP + 1, "satna", on(11, 22, 10), True),
    (on(11, 22, 14), PAYA_CAP + 1, "paya", on(11, 22, 18, 45), True),
    # The end of 1403: 29 and 30 Esfand are holidays, then Nowruz until 4 Farvardin.
    (esfand(28, 18), LARGE, "paya", esfand(29, 12) + timedelta(minutes=45), False),
    (esfand(29, 10), LARGE, "paya", esfand(29, 12) + timedelta(minutes=45), True),
    (esfand(30, 12), LARGE, "paya", NOWRUZ, False),
    (esfand(30, 12), SMALL, "pol", esfand(30, 13), True),
    (NOWRUZ + timedelta(days=3), LARGE, "paya", on(3, 25, 3, 45, year=2025), False),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("accepted", "units", "rail", "leaves", "is_in_time"), TABLE)
def test_the_arrival_is_told_honestly(
    accepted: datetime, units: int, rail: str, leaves: datetime, is_in_time: bool
) -> None:
    eta = queries.eta(units, accepted)
    assert (eta.rail, eta.cycle_at, eta.is_in_time) == (rail, leaves, is_in_time)
    assert eta.cycle_at < eta.arrives_at <= eta.cycle_at + timedelta(hours=2)
    assert eta.is_in_time == (eta.arrives_at <= accepted + timedelta(hours=12))
    assert not eta.is_confirmed, "These timetables are hearsay, and are shown so."


@pytest.mark.django_db
def test_a_sum_above_every_cap_goes_in_parts_and_waits_for_two_signatures() -> None:
    eta = queries.eta(2 * PAYA_CAP + 1, on(11, 22, 15))
    assert (eta.rail, eta.transfers, eta.needs_two) == ("paya", 3, True)


@pytest.mark.django_db
def test_without_a_contract_for_the_instant_rail_nobody_is_promised_it() -> None:
    Parameter.objects.create(
        name="payout_rails", value=["paya", "satna"], valid_from=on(11, 1, 0).date(),
        source="test", status="confirmed",
    )  # fmt: skip
    eta = queries.eta(SMALL, on(11, 26, 13))
    assert (eta.rail, eta.is_in_time) == ("paya", False)


@pytest.mark.django_db
def test_a_timetable_that_changes_leaves_the_past_as_it_was() -> None:
    Parameter.objects.create(
        name="paya_working_cycles", value=["10:45"], valid_from=on(11, 23, 0).date(),
        source="test", status="confirmed",
    )  # fmt: skip
    assert queries.eta(LARGE, on(11, 22, 8)).cycle_at == on(11, 22, 9, 45)
    assert queries.eta(LARGE, on(11, 23, 8)).cycle_at == on(11, 23, 10, 45)

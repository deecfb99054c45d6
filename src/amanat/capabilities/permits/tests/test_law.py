"""The law of pre-sale with its dated sets, room under the ceiling, and adverts."""

from datetime import date, timedelta

import pytest

from amanat.capabilities.permits import queries, refusals
from amanat.capabilities.permits.models import Permit
from amanat.capabilities.permits.rules.advert import Claims, Known, compare
from amanat.capabilities.permits.rules.room import room_for

DAY = timedelta(days=1)
CONTRACT, PROMISED = date(2026, 6, 1), date(2026, 9, 1)


@pytest.mark.parametrize(
    ("free", "quantity", "price", "share", "advance", "most", "largest"),
    [
        (1000, 5, 300, 5000, 750, 6, 2000),
        (1000, 7, 300, 5000, 1050, 6, 2000),
        (1000, 1, 300, 0, 300, 3, 1000),
        (0, 1, 1, 10000, 1, 0, 0),
        (10, 3, 1, 3000, 0, None, 33),
    ],
)
def test_how_much_fits_under_the_ceiling(
    free: int, quantity: int, price: int, share: int, advance: int, most: int | None, largest: int
) -> None:
    found = room_for(free, quantity, price, share)
    assert (found.advance_units, found.largest_quantity, found.largest_total_units) == (
        advance, most, largest,
    )  # fmt: skip
    assert found.fits == (advance <= free)


def test_an_advert_is_judged_only_by_what_it_says() -> None:
    known = Known(100, 5, CONTRACT, PROMISED)
    assert compare(Claims(), known) == []
    found = compare(Claims(101, 5, PROMISED + DAY), known)
    assert [(one.about, one.is_true) for one in found] == [
        ("price", False), ("quantity", True), ("delivery", False),
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "method", "days", "units"),
    [
        #  2.5 percent a month on a thousand million, thirty days.
        ("vehicle", "immediate", 30, 25_000_000),
        ("vehicle", "custom", 10, 10_000_000),
        #  18 / 12 + 1 percent a month; 20 / 12 + 1 for three years.
        ("vehicle", "firm", 30, 25_000_000),
        ("vehicle", "ordinary", 1, 833_333),
        ("vehicle", "partnership", 30, 26_666_667),
        ("goods", "firm", 30, 25_000_000),
        ("vehicle", "firm", 0, 0),
    ],
)
def test_lateness_costs_what_the_set_of_the_contract_s_day_says(
    kind: str, method: str, days: int, units: int
) -> None:
    found = queries.delay_of(
        kind, method, contract_day=CONTRACT, promised=PROMISED, until=PROMISED + days * DAY,
        paid_units=10**9,
    )  # fmt: skip
    assert (found.units, found.days) == (units, days)
    assert not found.is_confirmed


@pytest.mark.django_db
def test_an_old_contract_stays_under_its_own_set_and_none_is_guessed() -> None:
    assert queries.late_set(date(2015, 5, 1)).name != queries.late_set(CONTRACT).name
    with pytest.raises(refusals.NoSetForDate) as no:
        queries.late_set(date(2013, 1, 1))
    assert no.value.code == "parameters.no_set_for_date"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "is_imported", "last"),
    [
        ("immediate", False, date(2026, 7, 1)),
        ("firm", False, date(2027, 3, 2)),
        ("custom", False, date(2026, 9, 2)),
        ("custom", True, date(2026, 10, 3)),
    ],
)
def test_delivery_may_take_as_long_as_the_method_allows(
    method: str, is_imported: bool, last: date
) -> None:
    one = Permit(kind="vehicle", method=method, is_imported=is_imported)
    assert queries.latest_delivery_of(one, CONTRACT) == last


@pytest.mark.django_db
def test_who_leaves_earns_from_the_first_month_on() -> None:
    one = Permit(withdrawal_basis_points=2000, participation_basis_points=2600)
    early = queries.leaving_of(
        one, contract_day=CONTRACT, left=CONTRACT + 20 * DAY, paid_units=365_000
    )
    later = queries.leaving_of(
        one, contract_day=CONTRACT, left=CONTRACT + 100 * DAY, paid_units=365_000
    )
    assert (early.profit_units, later.profit_units) == (0, 20_000)
    assert later.repay_by == CONTRACT + 120 * DAY
    until = CONTRACT + 50 * DAY
    earned = queries.participation_of(one, contract_day=CONTRACT, until=until, paid_units=365_000)
    assert earned == 13_000

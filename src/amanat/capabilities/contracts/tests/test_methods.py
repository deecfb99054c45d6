"""Each way of selling: what is due, what lateness costs, what leaving and staying give, to the rial."""

from datetime import date, timedelta

import pytest

from amanat.capabilities.contracts import actions, queries
from amanat.capabilities.contracts.rules import clauses, money, terms
from amanat.capabilities.contracts.tests.cast import PRICE, a_sale
from amanat.words.moments import tehran_day

RISEN = PRICE * 3 // 2
FIRM, FREE = PRICE * 7 // 10, RISEN * 7 // 10
#  Paid are 300,000,000 of 1,000,000,000: what is due at a price half as high again, what thirty
#  late days cost, what sixty days of partnership earn.
METHODS = [
    ("immediate", FIRM, 7_500_000, 0),
    ("firm", FIRM, 7_500_000, 0),
    ("ordinary", FREE, 7_500_000, 0),
    ("partnership", FREE, 8_000_000, 12_821_918),
    ("custom", FIRM, 9_000_000, 0),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "due", "late", "share"), METHODS)
def test_each_method_is_exact_through_the_verbs(
    method: str, due: int, late: int, share: int
) -> None:
    sale = a_sale(method=method)
    called, left = sale.in_force(), sale.in_force()
    month_late = called.delivery_day + timedelta(30)
    assert queries.late_of(called, month_late).units == late
    actions.call_vehicle(sale.house(), contract_id=called.pk, price_units=RISEN)
    asked = queries.open_instalment(called.pk)
    assert asked is not None and asked.units == due
    sale.wait(days=60)
    assert queries.participation_of(left, tehran_day(sale.at)) == share
    left = actions.withdraw_contract(sale.by(left.buyer), contract_id=left.pk)
    assert left.profit_units == 9_863_014, "300,000,000 × 20 percent × 60 ÷ 365"
    assert left.repay_by == tehran_day(sale.at) + timedelta(20)


def test_each_rial_earns_from_the_day_it_came() -> None:
    day = date(2026, 11, 22)
    paid = [(day, 1_000_000), (day + timedelta(100), 1_000_000)]
    exit_terms = terms.Exit(terms.exact("0.365"), 1, 20, 365)
    left = money.leaving(exit_terms, day, paid, day + timedelta(100))
    assert (left.profit_units, left.units) == (100_000, 2_100_000)
    assert money.leaving(exit_terms, day, paid[:1], day + timedelta(20)).profit_units == 0


@pytest.mark.parametrize(
    ("shares", "units"),
    [
        ([(3000, 0)], [300]),
        ([(3000, 0), (7000, 3)], [300, 701]),
        ([(2000, 0), (1000, 0), (3333, 2)], [300, 333]),
        ([(3333, 0), (3333, 1), (3334, 2)], [333, 333, 335]),
    ],
)
def test_instalments_are_floored_and_a_whole_price_loses_no_rial(
    shares: list[tuple[int, int]], units: list[int]
) -> None:
    day = date(2026, 11, 22)
    assert [one.units for one in terms.parts_of(1001, shares, day)] == units


@pytest.mark.parametrize(
    ("share", "fa", "en"),
    [
        ("0.025", "۲٫۵ درصد", "2.5 percent"),
        ("0.2", "۲۰ درصد", "20 percent"),
        ("0.01", "۱ درصد", "1 percent"),
        ("1/3", "۳۳٫۳۳۳۳ درصد", "33.3333 percent"),
    ],
)
def test_rates_are_said_as_percent(share: str, fa: str, en: str) -> None:
    said = clauses.percent(terms.exact(share))
    assert (said.fa, said.en) == (fa, en)

"""Ledger, gateways and bank agree to the rial; when one rial does not, nothing leaves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from amanat.capabilities.deals.models import Deal
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments import queries as money
from amanat.capabilities.payments.models import Payout
from amanat.capabilities.payments.refusals import RestartNeedsTwo, StillWrong
from amanat.capabilities.reconciliation import actions, queries
from amanat.capabilities.reconciliation.models import Line, Statement
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from stories.books import COMES_BACK, MINUTE, Books, books, only_item, standing
from stories.market import DAY, HOUR
from stories.test_payout_return import page

PRICE = 100_000_000


@pytest.fixture
def market(tmp_path: Path, settings: Any, db: None) -> Iterator[Books]:
    with books(tmp_path, settings) as made:
        yield made


def test_a_day_matches_to_zero_and_one_false_rial_stops_everything(
    market: Books, record_property: Any
) -> None:
    third = a_day_that_agrees(market)
    the_same_file_twice_is_one(market)
    assert market.round() == [] and standing() == []
    due = market.released(third)
    began = clock.now()
    market.slip("false", amount=1, reference="NOBODY")
    market.play.wait(MINUTE)
    assert market.round() == ["unexplained"]
    stopped = clock.now() - began
    record_property("seconds", int(stopped.total_seconds()))
    assert stopped <= 2 * MINUTE

    market.play.wait(4 * HOUR)
    assert fresh(due).state == "queued"
    everybody_is_told(market, third)
    going_on_takes_a_reason_and_two_people(market)
    market.play.wait(12 * HOUR)
    assert fresh(due).state == "settled"
    market.round()
    assert [state for _, _, state in standing()] == ["explained"]
    assert queries.position().difference_units == 1
    assert book.broken_invariants() == []


def test_a_bank_that_says_nothing_for_weeks_is_no_difference(market: Books) -> None:
    market.round()
    deal = market.paid_through("mellat")
    market.until_next_morning()
    market.until_next_morning()
    assert market.round() == []
    paid = market.released(deal)
    market.play.wait(12 * HOUR)
    assert fresh(paid).state == "settled"
    assert queries.position().rest_units == 0
    clock.advance(30 * DAY)
    assert queries.position().rest_units == 0


def a_day_that_agrees(market: Books) -> Deal:
    """Three payments over two gateways; one payout arrives, one comes back, one deal is open."""
    market.round()  # The first statement: what the account held before us.
    first, third = market.paid_through("mellat"), market.paid_through("mellat")
    arrives = market.released(first)
    market.reza = market.person("برگشتی", account=COMES_BACK)
    comes_back = market.released(market.paid_through("parsian"))
    market.play.wait(12 * HOUR)
    market.until_next_morning()
    assert [fresh(one).state for one in (arrives, comes_back)] == ["settled", "returned"]
    owed = [f"psp_receivable:{name}" for name in ("mellat", "parsian")]
    assert min(market.units(code) for code in owed) > 0
    assert market.round() == []
    assert standing() == []
    assert [market.units(code) for code in owed] == [0, 0]
    assert queries.position().difference_units == 0
    assert queries.bank_balance() == market.units("bank:main")
    assert Line.objects.filter(match__isnull=True).count() == 0
    market.reza = market.cast("رضا کریمی")
    return third


def everybody_is_told(market: Books, deal: Deal) -> None:
    """What is not sent, says so: to the seller, and to everybody."""
    for path in (f"/deals/{deal.code}", "/money"):
        assert "پول شما محفوظ است" in page(market.reza, path)
    letters = [str(one["message"]) for one in market.play.outside.inbox(market.kaveh.phone)]
    assert any("همهٔ واریزها ایستاد" in letter for letter in letters)
    assert "پرداخت‌ها برای بررسی ایستاده است" in Client().get("/status").content.decode()


def the_same_file_twice_is_one(market: Books) -> None:
    lines, readings = Line.objects.count(), Statement.objects.count()
    for form in ("csv", "camt053"):
        act = market.finance(market.nilou)
        once = actions.read_statement(act, file=market.statement(form))
        twice = actions.read_statement(act, file=market.statement(form))
        assert once.pk == twice.pk
    assert Line.objects.count() == lines
    assert Statement.objects.count() == readings + 1  # The table says nothing of balances.


def going_on_takes_a_reason_and_two_people(market: Books) -> None:
    halt = money.open_halt()
    assert halt is not None
    nilou, kaveh = market.finance(market.nilou), market.finance(market.kaveh)
    with pytest.raises(StillWrong):
        payments.ask_to_restart(nilou, halt_id=halt.pk, words="همه چیز درست است.")
    item = only_item()
    assert (item.units, item.state) == (1, "open")
    words = "بانک نوشت اشتباه خودش است و فردا برمی‌گرداند."
    actions.explain(nilou, item_id=item.pk, words=words)
    payments.ask_to_restart(nilou, halt_id=halt.pk, words=words)
    with pytest.raises(RestartNeedsTwo):
        payments.restart(nilou, halt_id=halt.pk)
    payments.restart(kaveh, halt_id=halt.pk)
    market.play.settle()


def fresh(payout: Payout) -> Payout:
    return Payout.objects.get(pk=payout.pk)

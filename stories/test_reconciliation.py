"""Ledger, gateways and bank agree to the rial; when one rial does not, nothing leaves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments import queries as money
from amanat.capabilities.payments.models import Payout
from amanat.capabilities.payments.refusals import RestartNeedsTwo, StillWrong
from amanat.capabilities.reconciliation import actions, queries
from amanat.capabilities.reconciliation.models import Line, Statement
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from stories.books import COMES_BACK, MINUTE, Books, books, only_item, standing
from stories.test_deal_endings import HOUR
from stories.test_payout_return import page

PRICE = 100_000_000


@pytest.fixture
def market(tmp_path: Path, settings: Any, db: None) -> Iterator[Books]:
    with books(tmp_path, settings) as made:
        yield made


def test_a_day_matches_to_zero_and_one_false_rial_stops_everything(
    market: Books, record_property: Any
) -> None:
    market.round()  # The first statement: what the account held before us.
    first = market.paid_through("mellat")
    second, third = market.paid_through("parsian"), market.paid_through("mellat")
    arrives = market.released(first)
    market.reza = market.person("برگشتی", account=COMES_BACK)
    returning = market.paid_through("parsian")
    comes_back = market.released(returning)
    market.play.wait(12 * HOUR)
    market.until_next_morning()
    assert [fresh(one).state for one in (arrives, comes_back)] == ["settled", "returned"]
    owed = {name: market.units(f"psp_receivable:{name}") for name in ("mellat", "parsian")}
    assert min(owed.values()) > 0

    assert market.round() == []
    assert standing() == []
    assert [market.units(f"psp_receivable:{name}") for name in owed] == [0, 0]
    assert queries.position().difference_units == 0
    assert queries.bank_balance() == market.units("bank:main")
    assert Line.objects.filter(match__isnull=True).count() == 0

    the_same_file_twice_is_one(market)
    assert market.round() == [] and standing() == []

    market.reza = market.cast("رضا کریمی")
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
    assert "پول شما محفوظ است" in page(market.reza, f"/deals/{third.code}")
    assert "پول شما محفوظ است" in page(market.reza, "/money")
    assert "پرداخت‌ها برای بررسی ایستاده است" in Client().get("/status").content.decode()
    going_on_takes_a_reason_and_two_people(market)
    market.play.wait(8 * HOUR)
    assert fresh(due).state == "settled"
    market.play.wait(4 * HOUR)
    market.round()
    assert [state for _, _, state in standing()] == ["explained"]
    assert queries.position().difference_units == 1
    assert book.broken_invariants() == []
    assert second.state == "funded"


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

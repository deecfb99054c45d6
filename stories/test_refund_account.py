"""Money back that no gateway returns: the payer names an account, is asked once, and has it."""

import pytest

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.payments import queries
from amanat.capabilities.payments.models import Payout, Refund
from amanat.capabilities.people import actions as people
from amanat.capabilities.people.tests.program import Program
from amanat.capabilities.watch import queries as watch
from amanat.config.demo.player import Player, sheba
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from stories.market import DAY, HOUR, NUMBERS, Market
from stories.test_inbox import inbox
from stories.test_payout_return import RETURNS, page, texts, transfers_to

CLOSED = "12"  # The gateway's word for: nothing can be given back on this road.
ASKED = "شبایی به نام خودتان بنویسید تا پولتان برگردد"


@pytest.fixture
def market(play: Player) -> Market:
    return Market(play)


def given_back(market: Market) -> tuple[Deal, Payout]:
    """The seller turns down what is paid, and the gateway does not give it back."""
    deal = market.funded()
    market.play.outside.arm("mellat.refund", "code", count=9, value=CLOSED)
    deals.decline(market.seller, deal_id=deal.pk)
    market.play.wait(HOUR)
    return deal, Payout.objects.get(person=market.sara)


def names_account(market: Market, number: int) -> None:
    mine = Act(market.sara.pk, Role.PERSON, clock.now())
    people.add_bank_account(mine, person_id=market.sara.pk, sheba=sheba(number))
    market.play.settle()


def test_a_payer_without_account_is_asked_for_one_and_the_deal_ends(market: Market) -> None:
    deal, transfer = given_back(market)
    path = f"/money/payouts/{transfer.pk}"
    assert (market.play.fresh(deal).state, transfer.state) == ("refunding", "needs_account")
    assert path in texts(market, market.sara) and "برای بازگشت" in texts(market, market.sara)
    assert ASKED in inbox(market.sara) and ASKED not in inbox(market.reza)
    shown = page(market.sara, path)
    assert "نوشتن شبا" in shown and "قول ما" not in shown
    assert f'href="/deals/{deal.code}"' in shown and path in page(market.sara, "/money")
    assert path in page(market.sara, f"/deals/{deal.code}")
    assert path not in page(market.reza, f"/deals/{deal.code}")
    [back] = Program.of(market.sara).get("/api/payments/refunds").json()["refunds"]
    assert back["payout_id"] == str(transfer.pk)
    found = watch.findings(clock.now())
    assert found[(deal.subject, "refund_no_account")].person_id == market.sara.pk

    names_account(market, next(NUMBERS))
    assert ASKED not in inbox(market.sara)
    market.ends(deal, "refunded", within=4 * DAY)
    assert sum(transfers_to(market, market.sara)) == Refund.objects.get().units
    kinds = [line.kind[2:] for line in queries.statement(market.sara.pk).lines]
    assert kinds.count("paid_back") == 1


def test_what_the_bank_sends_back_goes_again_and_arrives_once(market: Market) -> None:
    deal, _ = given_back(market)
    names_account(market, RETURNS)
    market.play.wait(2 * DAY)
    home = Payout.objects.get(person=market.sara)
    path = f"/money/payouts/{home.pk}"
    assert (home.state, market.play.fresh(deal).state) == ("returned", "refunding")
    assert "برگرداند" in texts(market, market.sara) and ASKED in inbox(market.sara)
    assert "شبای دیگر" in page(market.sara, path)

    names_account(market, next(NUMBERS))
    program = Program.of(market.sara)
    again = program.did(f"/api/payments/payouts/{home.pk}/pay_again", status=201)
    twice = program.did(f"/api/payments/payouts/{home.pk}/pay_again", status=201)
    assert again["id"] == twice["id"] != home.pk
    market.play.wait(20 * HOUR)
    assert Payout.objects.get(pk=again["id"]).state == "held"
    market.ends(deal, "refunded", within=6 * DAY)
    assert sum(transfers_to(market, market.sara)) == home.units
    assert queries.balances()["refund_in_transit"] == 0

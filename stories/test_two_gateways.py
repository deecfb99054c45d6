"""Two banks: each part of a deal is paid through the one the payer chose, and goes back its way."""

import pytest
from django.db.models import QuerySet
from django.test import Client

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import queries
from amanat.capabilities.payments.models import Attempt, Refund
from amanat.capabilities.people.tests.program import Program
from amanat.config.demo.player import Player
from amanat.kernel.ledger import book
from stories.market import HOUR, NUMBERS, Market
from stories.test_payout_return import page

MILLION = 10_000_000  # A million toman, in rial.
PARTS = ["mellat", "parsian"]


@pytest.fixture
def market(play: Player) -> Market:
    made = Market(play)
    made.sara = made.person("سارا محمدی", account=next(NUMBERS))
    return made


def paid_through_both(market: Market) -> Deal:
    """90 million toman: two payments of 45, one through each bank."""
    deal = market.agreed(price_units=90 * MILLION, fee_payer="seller")
    for gateway in PARTS:
        part = holds.next_unpaid(deal.subject)
        assert part is not None
        market.play.pay_part(part.payment_id, market.sara, gateway)
    return market.play.fresh(deal)


def ways_back(deal: Deal) -> list[tuple[str, str, str]]:
    found = Refund.objects.filter(payment__subject__in=subjects(deal)).order_by("pk")
    return [(one.attempt.gateway, one.route, one.state) for one in found]


def subjects(deal: Deal) -> set[str]:
    return set(tries(deal).values_list("payment__subject", flat=True))


def tries(deal: Deal) -> QuerySet[Attempt]:
    return Attempt.objects.filter(payment__payer_id=deal.buyer_id).order_by("pk")


def test_two_parts_through_two_banks_each_goes_back_by_its_own_road(market: Market) -> None:
    """The seller never ships: Mellat refunds the card, Parsian's window is long over."""
    deal = paid_through_both(market)
    assert deal.state == "funded"
    assert [(one.gateway, one.state) for one in tries(deal)] == [
        (name, "settled") for name in PARTS
    ]

    market.ends(deal, "refunded")

    assert ways_back(deal) == [
        ("mellat", "gateway", "confirmed"), ("parsian", "paya", "confirmed")
    ]  # fmt: skip
    assert queries.conservation().holds
    assert book.broken_invariants() == []


def test_a_seller_who_says_no_at_once_sends_both_parts_back_to_their_cards(market: Market) -> None:
    """Inside Parsian's window the sale itself is reversed; Mellat refunds a settled one."""
    deal = paid_through_both(market)
    deals.decline(market.seller, deal_id=deal.pk)
    market.play.settle()
    market.play.wait(HOUR)
    assert ways_back(deal) == [
        ("mellat", "gateway", "confirmed"), ("parsian", "reversal", "confirmed")
    ]  # fmt: skip
    assert market.play.fresh(deal).state == "refunded"
    assert book.broken_invariants() == []


def test_a_bank_that_is_down_is_not_offered_again_and_the_other_takes_the_money(
    market: Market,
) -> None:
    deal = market.agreed()
    path = f"/deals/{deal.code}/pay"
    offered = page(market.sara, path)
    assert offered.index('value="mellat" checked') < offered.index('value="parsian"')

    part = holds.next_unpaid(deal.subject)
    assert part is not None
    browser = Client()
    browser.force_login(market.sara)
    market.play.outside.arm("mellat.pay", "http_500")
    browser.post(f"/payments/{part.payment_id}/pay", {"gateway": "mellat"})
    failed = tries(deal).get()
    assert (failed.gateway, failed.state) == ("mellat", "failed_config")

    left = page(market.sara, path)
    assert 'value="mellat"' not in left and 'value="parsian" checked' in left
    way = browser.post(f"/payments/{part.payment_id}/pay").headers["Location"]
    shown = page(market.sara, way)
    assert "درگاه بانک پارسیان" in shown and 'method="get"' in shown
    second = tries(deal).last()
    assert second is not None and second.gateway == "parsian"
    market.play.come_back(market.play.outside.pay_at_parsian(second.ref_id))
    market.play.settle()
    assert market.play.fresh(deal).state == "funded"


def test_a_gateway_that_is_not_ours_is_refused_in_a_sentence(market: Market) -> None:
    deal = market.agreed()
    part = holds.next_unpaid(deal.subject)
    assert part is not None
    browser = Client()
    browser.force_login(market.sara)
    told = browser.post(f"/payments/{part.payment_id}/pay", {"gateway": "saman"})
    assert told.status_code == 422 and "چنین درگاهی نداریم" in told.content.decode()

    program = Program.of(market.sara)
    refused = program.post(f"/api/deals/{deal.code}/pay?gateway=saman")
    assert (refused.status_code, refused.json()["param"]) == (422, "gateway")
    sent = program.post(f"/api/deals/{deal.code}/pay?gateway=parsian")
    assert sent.status_code == 201 and tries(deal).get().gateway == "parsian"

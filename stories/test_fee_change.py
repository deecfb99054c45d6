"""Before the first payment the two may agree on another fee payer: the same terms, to the rial."""

import pytest
from django.test import Client

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.refusals import (
    NoFeeAsk,
    PaidAlready,
    SameTerms,
    TermsChanged,
)
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.escrow.refusals import BankIsAnswering
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.people.tests.program import Program
from amanat.kernel.ledger import book
from amanat.words.act import Role
from amanat.words.refusal import NotYours, WrongState
from stories.market import DAY, Market

PRICE = 99_999_900  # Its fee is 999,999 rial: an odd number.


@pytest.fixture
def market(play) -> Market:
    return Market(play)


def asked(market: Market, deal: Deal, payer: str) -> str:
    deals.ask_fee(market.buyer, deal_id=deal.pk, fee_payer=payer)
    ask = queries.fee_ask(deal)
    assert ask is not None
    return ask.sha256


def test_both_sign_the_same_hash_and_the_payments_are_planned_anew(market: Market) -> None:
    deal = market.agreed(price_units=PRICE, fee_payer="seller")
    due_at = deal.due_at
    assert [part.units for part in holds.plan(deal.subject)] == [PRICE]
    sha256 = asked(market, deal, "half")
    deals.accept_fee(market.seller, deal_id=deal.pk, sha256=sha256)
    deal = market.play.fresh(deal)
    assert (deal.state, deal.version, deal.due_at) == ("agreed", 2, due_at)
    assert queries.version_on_table(deal).sha256 == sha256
    assert queries.terms(deal).fee_payer == "half"
    assert [part.units for part in holds.plan(deal.subject)] == [PRICE + 500_000]
    assert holds.position(deal.subject).total_units == PRICE + 500_000
    deal = market.play.receive(market.play.ship(market.play.pay(deal, market.sara), market.reza),
                               market.sara)  # fmt: skip
    market.ends(deal, "completed")
    position = holds.position(deal.subject)
    assert (position.with_payee_units, position.fee_units) == (PRICE - 499_999, 999_999)
    assert book.broken_invariants() == []


def test_only_the_fee_payer_differs_between_the_two_versions(market: Market) -> None:
    deal = market.agreed(fee_payer="seller")
    deals.accept_fee(market.seller, deal_id=deal.pk, sha256=asked(market, deal, "buyer"))
    before, after = (one.body for one in queries.versions(deal))
    assert {name for name in after if before[name] != after[name]} == {"fee_payer"}


def test_nobody_answers_himself_and_nothing_else_is_signed(market: Market) -> None:
    deal = market.agreed(fee_payer="seller")
    with pytest.raises(SameTerms):
        asked(market, deal, "seller")
    with pytest.raises(NoFeeAsk):
        deals.accept_fee(market.seller, deal_id=deal.pk, sha256="0" * 64)
    first = asked(market, deal, "buyer")
    with pytest.raises(NotYours):
        deals.accept_fee(market.buyer, deal_id=deal.pk, sha256=first)
    second = asked(market, deal, "half")  # A newer question takes the place of the older one.
    with pytest.raises(TermsChanged):
        deals.accept_fee(market.seller, deal_id=deal.pk, sha256=first)
    deals.refuse_fee(market.seller, deal_id=deal.pk)
    with pytest.raises(NoFeeAsk):
        deals.accept_fee(market.seller, deal_id=deal.pk, sha256=second)
    assert market.play.fresh(deal).version == 1


def test_after_the_first_payment_it_is_refused(market: Market) -> None:
    deal = market.agreed(price_units=1_000_000_000, fee_payer="seller")
    sha256 = asked(market, deal, "buyer")
    part = holds.next_unpaid(deal.subject)
    assert part is not None
    attempt = payments.go_to_bank(market.act(market.sara, Role.PERSON), payment_id=part.payment_id)
    with pytest.raises(BankIsAnswering):
        deals.accept_fee(market.seller, deal_id=deal.pk, sha256=sha256)
    market.play.come_back(market.play.outside.pay(attempt.ref_id))
    market.play.settle()
    assert market.play.fresh(deal).state == "part_funded"
    with pytest.raises(PaidAlready):
        deals.accept_fee(market.seller, deal_id=deal.pk, sha256=sha256)
    full = market.funded()
    with pytest.raises((PaidAlready, WrongState)):
        deals.ask_fee(market.buyer, deal_id=full.pk, fee_payer="buyer")


def test_pages_and_programs_show_who_pays_and_who_has_the_odd_rial(market: Market) -> None:
    deal = market.agreed(price_units=PRICE, fee_payer="seller")
    sara, reza = Client(), Client()
    sara.force_login(market.sara)
    reza.force_login(market.reza)
    path = f"/deals/{deal.code}"
    assert "ریال با خریدار" in sara.get(f"{path}/ask_fee").content.decode()
    assert sara.post(f"{path}/ask_fee", {"fee_payer": "half"}).status_code == 303
    assert f"{path}/accept_fee" in reza.get(path).content.decode()
    page = reza.get(f"{path}/accept_fee").content.decode()
    ask = queries.fee_ask(deal)
    assert ask is not None and ask.sha256 in page and "ریال با خریدار" in page
    seller = Program.of(market.reza)
    assert seller.get(f"/api{path}/fee").json()["fee_payer"] == "half"
    done = seller.did(f"/api{path}/accept_fee", {"sha256": ask.sha256})
    assert done["terms"]["fee_payer"] == "half"
    assert "نیم‌به‌نیم" in sara.get(path).content.decode()
    assert sara.get(f"{path}/pay").status_code == 200
    market.ends(deal, "expired", within=2 * DAY)

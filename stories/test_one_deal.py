"""One deal from promise to payout, and the ways it can end otherwise. To the rial."""

from datetime import timedelta

from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import queries as payments
from amanat.config.demo.player import Player
from amanat.kernel.ledger import book

HALF_FEE = 1_600_000


def test_a_buyer_and_a_seller_who_never_met(play: Player) -> None:
    sara = play.join("09120000001", "سارا محمدی")
    reza = play.join("09120000002", "رضا کریمی", paid_at=2)

    deal = play.agree(sara, reza)
    assert deal.state == "agreed"
    deal = play.pay(deal, sara)
    assert (deal.state, held(deal)) == ("funded", 320_000_000 + HALF_FEE)
    deal = play.ship(deal, reza)
    deal = play.receive(deal, sara)
    deal = play.approve(deal, sara)
    assert (deal.state, held(deal)) == ("accepted", 0)
    deal = play.wait_until(deal, "completed", within=timedelta(days=5))

    position = holds.position(deal.subject)
    assert position.with_payee_units == 320_000_000 - HALF_FEE
    assert position.fee_units == 2 * HALF_FEE
    assert payments.owed_to(reza.pk) == 0
    assert book.broken_invariants() == []


def held(deal: object) -> int:
    return holds.position(deal.subject).held_units


def test_the_seller_gives_in_and_the_buyer_has_everything_back(play: Player) -> None:
    sara = play.join("09120000003", "سارا محمدی")
    reza = play.join("09120000004", "رضا کریمی", paid_at=4)
    deal = play.receive(play.ship(play.pay(play.agree(sara, reza), sara), reza), sara)

    deal = play.report(deal, sara, "صفحه شکسته است و روشن نمی‌شود.")
    assert (deal.state, held(deal)) == ("disputed", 320_000_000 + HALF_FEE)
    deal = play.give_back(deal, reza)
    deal = play.wait_until(deal, "refunded", within=timedelta(days=5))

    position = holds.position(deal.subject)
    assert (position.returned_units, position.fee_units) == (320_000_000 + HALF_FEE, 0)
    assert payments.owed_to(sara.pk) == 0
    assert book.broken_invariants() == []

"""Hands that come twice, or too late, at the money of a deal: one wins, nothing is paid twice."""

import pytest

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals.refusals import PriceOutOfRange
from amanat.capabilities.deals.rules import HIGHEST_PRICE_UNITS, LOWEST_PRICE_UNITS, check_terms
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import queries as money
from amanat.config.demo.player import Player
from amanat.words.act import Role
from amanat.words.refusal import WrongState
from stories.quarrel import DAY, REASONS, Quarrel

TO_SELLER = 318_400_000


@pytest.fixture
def quarrel(play: Player) -> Quarrel:
    return Quarrel(play)


def test_a_ruling_comes_while_the_payout_is_under_way_and_moves_nothing(quarrel: Quarrel) -> None:
    """The buyer approves while the arbiter writes: the case is over, the payout goes on alone."""
    case, officer = quarrel.heard(), quarrel.officer()
    act = quarrel.signed(case, officer)
    deal = quarrel.play.approve(case.deal, quarrel.sara)
    quarrel.play.wait_until(deal, "paying_out", within=2 * DAY)
    for verb in (deals.rule, deals.rule_again):
        with pytest.raises(WrongState):
            verb(act, case_id=case.pk, price_units=0, clause="C1", reasons=REASONS)
    with pytest.raises(WrongState):
        deals.settle(quarrel.act(None, Role.HOUSE), deal_id=deal.pk, price_units=0, how="ruling")
    assert quarrel.case(case).state == "closed"
    quarrel.ends(deal, "completed")
    assert paid_out(deal.subject) == [TO_SELLER]


def test_approving_twice_pays_once(quarrel: Quarrel) -> None:
    deal = quarrel.play.approve(quarrel.inspected(), quarrel.sara)
    quarrel.play.confirm(deal, quarrel.sara)
    with pytest.raises(WrongState):
        deals.approve(quarrel.buyer, deal_id=deal.pk)
    quarrel.ends(deal, "completed")
    assert paid_out(deal.subject) == [TO_SELLER]


def paid_out(subject: str) -> list[int]:
    """Every payout of this deal, in rial."""
    held = holds.holds_of(subject)
    return [one.units for hold in held for one in money.payouts_on(f"hold:{hold.pk}")]


@pytest.mark.parametrize(
    "units",
    [0, -1, -(2**63), 2**63, 2**200, LOWEST_PRICE_UNITS - 1, HIGHEST_PRICE_UNITS + 1],
)
def test_a_price_that_cannot_be_is_refused_beside_its_field(units: int) -> None:
    with pytest.raises(PriceOutOfRange) as no:
        check_terms({"price_units": units}, complete=False)
    assert no.value.param == "price_units"

"""Damage on the way, one story for each row of the table. The money is counted at each end."""

import pytest

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.refusals import (
    ClaimBarred,
    ClaimedBefore,
    ClaimTooLate,
    OtherOfficerNeeded,
    ProofsMissing,
)
from amanat.capabilities.protection import actions as protection
from amanat.capabilities.protection import queries as fund
from amanat.capabilities.protection.models import Recourse
from amanat.capabilities.protection.refusals import FundShort, RecoveredTooMuch
from amanat.config.demo.player import Player, tracking_code
from amanat.words.act import Role
from amanat.words.refusal import NotFound, NotYours, WrongState
from stories.damage import DAY, MINUTE, NET, PRICE, WORDS, Damage
from stories.quarrel import HOUR

TOTAL = 321_600_000
ADMITTED = {"is_packed_right": True, "has_minutes": True, "declared_units": PRICE}
CAP = 50_000_000  # Without minutes or full insurance.
NET_OF_CAP = 49_750_000
BACK = tracking_code(10**9)


@pytest.fixture
def damage(play: Player) -> Damage:
    return Damage(play)


def test_row_1_after_a_day_there_is_no_claim_and_the_inspection_runs(damage: Damage) -> None:
    deal = damage.broken()
    damage.play.wait(24 * HOUR + MINUTE)
    with pytest.raises(ClaimTooLate):
        deals.claim_damage(damage.buyer, deal_id=deal.pk, words=WORDS)
    assert damage.play.fresh(deal).state == "inspection"
    damage.ends(deal, "completed")
    with pytest.raises(WrongState):
        deals.claim_damage(damage.buyer, deal_id=deal.pk, words=WORDS)


def test_row_1_an_officer_finds_it_late_and_the_inspection_runs_on(damage: Damage) -> None:
    claim = damage.heard_claim()
    claim = damage.decide(claim, damage.officer(), is_late=True, **ADMITTED)
    deal = damage.play.fresh(claim.deal)
    assert (claim.row, claim.state, deal.state) == (1, "decided", "inspection")
    damage.ends(deal, "completed")
    assert damage.conserved(claim) == (NET, 0, 3_200_000, 0)


def test_row_2_missing_pictures_are_asked_for_once_then_the_inspection_runs_on(
    damage: Damage,
) -> None:
    deal = damage.broken()
    damage.play.wait(HOUR)
    claim = damage.claim(deal, "label")
    with pytest.raises(ProofsMissing):
        deals.complete_claim(damage.buyer, claim_id=claim.pk)
    damage.play.wait(24 * HOUR + MINUTE)
    claim, deal = damage.again(claim), damage.play.fresh(deal)
    assert (claim.state, claim.row, deal.state) == ("closed", 2, "inspection")
    assert deal.due_at is not None and claim.decided_at is not None and claim.left is not None
    assert deal.due_at == claim.decided_at + claim.left
    assert 47 * HOUR - MINUTE < claim.left <= 47 * HOUR
    with pytest.raises(ClaimedBefore):
        deals.claim_damage(damage.buyer, deal_id=deal.pk, words=WORDS)
    damage.ends(deal, "completed")
    assert damage.conserved(claim) == (NET, 0, 3_200_000, 0)


def test_row_3_a_price_cut_that_both_agree_on_ends_the_claim(damage: Damage) -> None:
    claim = damage.claim(damage.broken())
    offer = damage.offer(claim.deal, damage.seller, 200_000_000)
    damage.accept(offer, damage.buyer)
    claim = damage.again(claim)
    assert (claim.state, claim.row, claim.deal.state) == ("closed", 3, "splitting")
    damage.ends(claim.deal, "split_closed")
    assert damage.conserved(claim) == (199_000_000, 0, 2_000_000, 120_600_000)


def test_row_4_badly_packed_goods_go_back_before_the_money(damage: Damage) -> None:
    claim = damage.decide(damage.heard_claim(), damage.officer())
    assert (claim.row, claim.deal.state) == (4, "returning")
    back = queries.return_of(claim.deal)
    assert back is not None and (back.freight_by, back.how) == ("seller", "claim")
    deals.send_return(damage.buyer, deal_id=claim.deal_id, carrier="post", code=BACK)
    deals.take_return(damage.seller, deal_id=claim.deal_id)
    damage.play.settle()
    damage.ends(claim.deal, "refunded")
    assert damage.conserved(claim) == (0, 0, 0, TOTAL)


def test_row_5_the_fund_pays_what_the_carrier_admits_and_claims_it_back(damage: Damage) -> None:
    damage.endow(NET)
    claim = damage.decide(damage.heard_claim(), damage.officer(), **ADMITTED)
    assert (claim.row, claim.state) == (5, "decided")
    damage.ends(claim.deal, "refunded")
    assert damage.conserved(claim) == (0, NET, 0, TOTAL)
    assert fund.balance_units() == 0
    clerk = damage.play.hat(damage.person("نیلوفر صدر"), Role.FINANCE)
    act = damage.act(clerk, Role.FINANCE)
    recourse = Recourse.objects.get(subject=claim.subject)
    assert (recourse.units, len(recourse.papers)) == (NET, 4)
    with pytest.raises(RecoveredTooMuch):
        protection.recover(act, recourse_id=recourse.pk, units=NET + 1, note="PAY-1")
    protection.recover(act, recourse_id=recourse.pk, units=NET, note="PAY-1")
    assert fund.balance_units() == NET
    assert damage.conserved(claim) == (0, NET, 0, TOTAL)


@pytest.mark.parametrize(
    ("chosen_by", "state", "counted"),
    [
        ("seller", "refunded", (0, NET_OF_CAP, 0, TOTAL)),
        ("buyer", "split_closed", (268_650_000, NET_OF_CAP, 2_700_000, 50_250_000)),
    ],
)
def test_row_6_without_minutes_the_rest_is_borne_by_whoever_chose_the_carrier(
    damage: Damage, chosen_by: str, state: str, counted: tuple[int, int, int, int]
) -> None:
    damage.endow(NET)
    claim = damage.heard_claim(more={"carrier_by": chosen_by})
    claim = damage.decide(claim, damage.officer(), is_packed_right=True)
    assert claim.row == 6
    damage.ends(claim.deal, state)
    assert damage.conserved(claim) == counted


def test_row_7_found_whole_pays_the_seller_unless_the_buyer_appeals(damage: Damage) -> None:
    whole = {"is_packed_right": True, "is_proven_intact": True}
    claim = damage.decide(damage.heard_claim(), damage.officer(), **whole)
    assert (claim.row, claim.state, claim.deal.state) == (7, "intact", "damage_claim")
    damage.ends(claim.deal, "completed")
    assert damage.conserved(claim) == (NET, 0, 3_200_000, 0)


def test_row_7_an_appeal_goes_to_an_arbiter_who_did_not_decide_before(damage: Damage) -> None:
    officer = damage.officer()
    whole = {"is_packed_right": True, "is_proven_intact": True}
    claim = damage.decide(damage.heard_claim(), officer, **whole)
    deals.appeal_claim(damage.buyer, claim_id=claim.pk)
    case = queries.case_on(claim.deal)
    assert damage.play.fresh(claim.deal).state == "review"
    with pytest.raises(NotFound):
        queries.case_for(officer.pk, claim.deal.code)
    deals.close_evidence(damage.clock(case), case_id=case.pk)
    damage.rule(case, 0, damage.officer("مینا دادگر"))
    assert damage.case(case).state == "ruled"


@pytest.mark.parametrize("is_handed_over", [True, False])
def test_row_8_a_lost_parcel_is_paid_by_the_fund_if_it_was_handed_over(
    damage: Damage, is_handed_over: bool
) -> None:
    damage.endow(NET)
    deal = damage.play.wait_until(damage.packed(), "damage_claim", within=15 * DAY)
    claim = damage.hear(queries.claim_on(deal))
    claim = damage.decide(claim, damage.officer(), is_handed_over=is_handed_over)
    assert (claim.kind, claim.row) == ("loss", 8)
    damage.ends(claim.deal, "refunded")
    assert damage.conserved(claim) == (0, NET_OF_CAP if is_handed_over else 0, 0, TOTAL)


def test_row_9_a_short_fund_takes_two_officers_and_never_runs_dry(damage: Damage) -> None:
    damage.endow(NET - 1)
    first, second = damage.officer(), damage.officer("مینا دادگر")
    claim = damage.decide(damage.heard_claim(), first, **ADMITTED)
    assert (claim.row, claim.state, claim.deal.state) == (9, "short", "damage_claim")
    with pytest.raises(FundShort):
        damage.propose(claim, first, fund_units=NET)
    claim = damage.propose(claim, first, fund_units=NET - 1)
    with pytest.raises(OtherOfficerNeeded):
        damage.confirm(claim, first)
    claim = damage.confirm(claim, second)
    damage.ends(claim.deal, "refunded")
    assert (claim.row, damage.conserved(claim)) == (9, (0, NET - 1, 0, TOTAL))
    assert fund.balance_units() == 0


def test_a_deviation_from_the_table_takes_a_second_person(damage: Damage) -> None:
    claim = damage.heard_claim()
    first, second = damage.officer(), damage.officer("مینا دادگر")
    claim = damage.propose(claim, first, price_units=160_000_000)
    deals.refuse_outcome(damage.act(second, Role.OFFICER), claim_id=claim.pk)
    assert (damage.again(claim).state, damage.again(claim).row) == ("hearing", None)
    claim = damage.propose(claim, first, price_units=160_000_000)
    claim = damage.confirm(claim, second)
    damage.ends(claim.deal, "split_closed")
    assert (claim.row, claim.outcome) == (0, "by_two")
    assert damage.conserved(claim)[0] == 159_200_000


def test_money_never_moves_by_time_and_a_silent_officer_is_out(damage: Damage) -> None:
    claim = damage.heard_claim()
    silent = damage.officer()
    deals.take_claim(damage.act(silent, Role.OFFICER), claim_id=claim.pk)
    damage.play.wait(10 * DAY)
    claim = damage.again(claim)
    assert (claim.state, claim.deal.state, claim.barred) == ("hearing", "damage_claim", [silent.pk])
    with pytest.raises(ClaimBarred):
        damage.decide(claim, silent)
    with pytest.raises(NotYours):
        deals.decide_claim(damage.seller, claim_id=claim.pk, reasons=WORDS)

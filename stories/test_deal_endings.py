"""Every way a deal can end, and every no on the way. The money is counted at each end."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.refusals import (
    AlreadyCorrected,
    AlreadyExtended,
    IdentityNeeded,
    InvitationForAnother,
    SamePerson,
    SameTerms,
    ShipByNotPassed,
    TermsChanged,
    TrackingCodeUsed,
    WaybillPhotoNeeded,
)
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.escrow.refusals import BankIsAnswering
from amanat.capabilities.payments import actions as payments
from amanat.config.demo.player import tracking_code
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, NotYours, WrongState
from stories.market import DAY, HOUR, NUMBERS, Market

TOTAL = 321_600_000


def test_an_offer_nobody_answers_lapses(market: Market) -> None:
    deal = market.play.offer(market.sara, Role.BUYER, market.reza)
    market.play.wait(71 * HOUR)
    assert market.play.fresh(deal).state == "proposed"
    market.ends(deal, "expired", within=2 * HOUR)


def test_an_agreed_deal_nobody_pays_ends_at_no_cost(market: Market) -> None:
    deal = market.agreed()
    market.ends(deal, "expired", within=25 * HOUR)
    assert holds.paid_units(deal.subject) == 0


@pytest.mark.parametrize(
    ("verb", "side", "state"),
    [("reject", "seller", "rejected"), ("withdraw", "buyer", "withdrawn")],
)
def test_either_side_may_leave_an_open_offer(
    market: Market, verb: str, side: str, state: str
) -> None:
    deal = market.play.offer(market.sara, Role.BUYER, market.reza)
    getattr(deals, verb)(getattr(market, side), deal_id=deal.pk)
    assert market.play.fresh(deal).state == state


def test_only_the_side_that_did_not_offer_answers(market: Market) -> None:
    deal = market.play.offer(market.sara, Role.BUYER, market.reza)
    sha256 = queries.version_on_table(deal).sha256
    with pytest.raises(NotYours):
        deals.accept(market.buyer, deal_id=deal.pk, sha256=sha256)
    with pytest.raises(NotYours):
        deals.withdraw(market.seller, deal_id=deal.pk)


def test_both_agree_to_the_same_version_and_no_other(market: Market) -> None:
    deal = market.play.offer(market.sara, Role.BUYER, market.reza)
    first = queries.version_on_table(deal).sha256
    with pytest.raises(SameTerms):
        deals.counter(market.seller, deal_id=deal.pk, price_units=320_000_000)
    deals.counter(market.seller, deal_id=deal.pk, price_units=330_000_000)
    deals.counter(market.buyer, deal_id=deal.pk, price_units=325_000_000)
    with pytest.raises(TermsChanged):
        deals.accept(market.seller, deal_id=deal.pk, sha256=first)
    deal = market.play.accept(deal, market.reza)
    assert queries.terms(deal).price_units == 325_000_000
    assert [one.agreed_at is not None for one in queries.versions(deal)] == [False, False, True]


def test_terms_once_laid_are_never_rewritten(market: Market) -> None:
    deal = market.agreed()
    version = queries.version_on_table(deal)
    version.body = {**version.body, "price_units": 1}
    with pytest.raises(DatabaseError), transaction.atomic():
        version.save()


def test_a_starter_may_be_the_seller(market: Market) -> None:
    deal = market.play.offer(market.reza, Role.SELLER, market.sara)
    deal = market.play.accept(deal, market.sara)
    assert (deal.state, deal.buyer_id, deal.seller_id) == (
        "agreed",
        market.sara.pk,
        market.reza.pk,
    )


def test_nobody_deals_with_himself_or_for_another(market: Market) -> None:
    with pytest.raises(SamePerson):
        market.play.offer(market.sara, Role.BUYER, market.sara)
    deal = deals.begin(market.buyer, role=Role.BUYER, **GOODS, other_phone=market.reza.phone)
    deals.propose(market.buyer, deal_id=deal.pk)
    stranger = market.person("مهمان ناخوانده")
    with pytest.raises(InvitationForAnother):
        deals.join(market.act(stranger, Role.PERSON), token=queries.invitation_token(deal))
    with pytest.raises(NotFound):
        deals.join(market.act(stranger, Role.PERSON), token="a" * 16)
    with pytest.raises(NotFound):
        queries.deal_for(stranger.pk, deal.code)


def test_without_a_checked_identity_nobody_agrees(market: Market) -> None:
    nameless = market.play.sign_in(f"0{next(NUMBERS)}")
    deal = deals.begin(market.act(nameless, Role.BUYER), role=Role.BUYER, **GOODS,
                       other_phone=market.reza.phone)  # fmt: skip
    with pytest.raises(IdentityNeeded):
        deals.propose(market.act(nameless, Role.BUYER), deal_id=deal.pk)


def test_cancelling_before_payment_is_free(market: Market) -> None:
    deal = market.agreed()
    deals.cancel(market.seller, deal_id=deal.pk)
    assert market.play.fresh(deal).state == "cancelled"
    assert holds.next_unpaid(deal.subject) is None


def test_a_deal_does_not_end_while_the_bank_is_answering(market: Market) -> None:
    deal = market.agreed()
    part = holds.next_unpaid(deal.subject)
    assert part is not None
    payments.go_to_bank(market.act(market.sara, Role.PERSON), payment_id=part.payment_id)
    with pytest.raises(BankIsAnswering):
        deals.cancel(market.buyer, deal_id=deal.pk)


def test_a_seller_who_cannot_ship_gives_everything_back(market: Market) -> None:
    deal = market.funded()
    deals.decline(market.seller, deal_id=deal.pk)
    market.play.settle()
    market.ends(deal, "refunded")
    assert holds.position(deal.subject).returned_units == TOTAL


def test_the_buyer_may_call_off_after_ship_by_and_not_a_second_before(market: Market) -> None:
    deal = market.funded(ship_hours=24)
    assert deal.ship_by is not None
    early = Act(market.sara.pk, Role.BUYER, deal.ship_by - timedelta(seconds=1))
    with pytest.raises(ShipByNotPassed):
        deals.call_off(early, deal_id=deal.pk)
    late = Act(market.sara.pk, Role.BUYER, deal.ship_by)
    deals.call_off(late, deal_id=deal.pk)
    market.play.settle()
    market.ends(deal, "refunded")


def test_nothing_shipped_returns_the_money_by_itself(market: Market) -> None:
    deal = market.funded(ship_hours=24)
    market.play.wait(71 * HOUR)
    assert market.play.fresh(deal).state == "funded"
    market.ends(deal, "refunded", within=10 * DAY)


def test_silence_after_arrival_pays_the_seller_as_agreed(market: Market) -> None:
    deal = market.inspected()
    market.play.wait(47 * HOUR)
    assert market.play.fresh(deal).state == "inspection"
    market.ends(deal, "completed", within=10 * DAY)
    assert holds.position(deal.subject).with_payee_units == 318_400_000


def test_the_time_to_inspect_is_extended_once(market: Market) -> None:
    deal = market.inspected()
    before = deal.due_at
    deals.extend(market.buyer, deal_id=deal.pk)
    after = market.play.fresh(deal).due_at
    assert before is not None and after == before + 48 * HOUR
    with pytest.raises(AlreadyExtended):
        deals.extend(market.buyer, deal_id=deal.pk)


def test_a_tracking_code_is_corrected_once_and_belongs_to_one_deal(market: Market) -> None:
    one, other = market.shipped(), market.funded()
    used = one.shipments.get().code
    with pytest.raises(TrackingCodeUsed):
        deals.ship(market.seller, deal_id=other.pk, carrier="post", code=used)
    assert market.play.fresh(other).state == "funded"
    deals.correct(market.seller, deal_id=one.pk, carrier="post", code=tracking_code(10**9))
    with pytest.raises(AlreadyCorrected):
        deals.correct(market.seller, deal_id=one.pk, carrier="post", code=tracking_code(10**9 + 1))
    with pytest.raises(WaybillPhotoNeeded):
        deals.ship(market.seller, deal_id=other.pk, carrier="freight", code="405-77")


def test_goods_nobody_confirms_freeze_the_money(market: Market) -> None:
    deal = market.shipped()
    deal = market.play.wait_until(deal, "disputed", within=11 * DAY)
    assert holds.position(deal.subject).held_units == TOTAL
    with pytest.raises(WrongState):
        deals.receive(market.buyer, deal_id=deal.pk)


def test_time_alone_never_moves_disputed_money(market: Market) -> None:
    deal = market.play.report(market.inspected(), market.sara, "لنز دوربین لک دارد.")
    deal = market.play.wait_until(deal, "review", within=4 * DAY)
    market.play.wait(30 * DAY)
    assert market.play.fresh(deal).state == "review"
    assert holds.position(deal.subject).held_units == TOTAL


def test_a_large_deal_is_paid_in_parts_and_half_of_it_goes_back(market: Market) -> None:
    """180 million toman: four payments. Two arrive, the rest does not: both cards are refunded."""
    deal = market.agreed(price_units=1_800_000_000, fee_payer="seller")
    plan = holds.plan(deal.subject)
    assert [part.units for part in plan] == [450_000_000] * 4
    for part in plan[:2]:
        pay_part(market, part.payment_id)
    deal = market.play.fresh(deal)
    assert (deal.state, holds.position(deal.subject).held_units) == ("part_funded", 900_000_000)
    market.ends(deal, "refunded")
    assert holds.position(deal.subject).returned_units == 900_000_000


def test_a_large_deal_paid_in_full_pays_the_seller_to_the_rial(market: Market) -> None:
    deal = market.play.pay(market.agreed(price_units=1_800_000_001, fee_payer="buyer"), market.sara)
    assert deal.state == "funded"
    deal = market.play.receive(market.play.ship(deal, market.reza), market.sara)
    market.play.wait(3 * DAY)
    assert market.play.fresh(deal).state == "accepted", "So much waits for a second pair of eyes."
    market.approve_payouts()
    market.ends(deal, "completed")
    position = holds.position(deal.subject)
    assert (position.with_payee_units, position.fee_units) == (1_800_000_001, 18_000_000)


def pay_part(market: Market, payment_id: int) -> None:
    act = market.act(market.sara, Role.PERSON)
    attempt = payments.go_to_bank(act, payment_id=payment_id)
    market.play.come_back(market.play.outside.pay(attempt.ref_id))
    market.play.settle()


GOODS = {
    "title": "لپ‌تاپ", "description": "", "price_units": 320_000_000, "fee_payer": "half",
    "delivery": "post", "ship_hours": 96, "inspection_hours": 48,
}  # fmt: skip

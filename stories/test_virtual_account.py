"""A game account: handed over with its list, tried for days, and its money waits a while longer."""

import pytest

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.pages.preview import preview
from amanat.capabilities.deals.pages.termlines import lines_of
from amanat.capabilities.deals.refusals import HoursOutOfRange, PointsOpen, SecretWrong
from amanat.capabilities.deals.rules import Terms
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.vault.refusals import SecretKnown
from amanat.config.demo.player import Player
from amanat.kernel.clock import time as clock
from amanat.words.act import Role
from amanat.words.persian import persian_digits
from amanat.words.refusal import WrongState
from amanat.words.text import Text
from stories.market import DAY, HOUR
from stories.virtual import ACCOUNT, BUNDLE, TO_SELLER, TOTAL, VaultMarket


@pytest.fixture
def market(play: Player) -> VaultMarket:
    return VaultMarket(play)


def test_an_account_goes_from_payment_to_payout(market: VaultMarket) -> None:
    deal = market.tried_account()
    assert market.content(deal) == BUNDLE
    assert deal.due_at is not None and deal.received_at is not None
    assert deal.due_at - deal.received_at == 72 * HOUR
    deal = market.play.approve(deal, market.sara)
    assert (deal.state, holds.position(deal.subject).held_units) == ("watched", TOTAL)
    market.play.wait(71 * HOUR)
    assert market.play.fresh(deal).state == "watched"
    market.ends(deal, "completed", within=10 * DAY)
    assert holds.position(deal.subject).with_payee_units == TO_SELLER


def test_how_long_the_money_waits_is_signed_and_older_terms_keep_their_hash(
    market: VaultMarket,
) -> None:
    def watched_for(hours: int) -> bool:
        branch = next(b for b in preview(signed, clock.now()) if b.place == ("deal", "watched"))
        return branch.length == Text(f"{persian_digits(hours // 24)} روز", f"{hours // 24} days")

    usual = market.play.agree(market.sara, market.reza, **ACCOUNT)
    signed = queries.terms(usual)
    assert signed.more["recovery_hours"] == 72 and watched_for(72)
    older = Terms(**{**ACCOUNT, "fee_basis_points": 100})
    assert older.sha256() != signed.sha256() and '"recovery_hours"' not in older.canonical()
    assert queries.recovery_time(older, clock.now()) == 72 * HOUR
    for wrong in (23, 15 * 24, "72"):
        with pytest.raises(HoursOutOfRange):
            market.play.offer(market.sara, Role.BUYER, market.reza, **with_wait(wrong))
    deal = market.play.agree(market.sara, market.reza, **with_wait(24 * 5))
    signed = queries.terms(deal)
    assert watched_for(24 * 5)
    assert "پس از تأیید، پول می‌ماند" in {line.label.fa for line in lines_of(signed)}


def with_wait(hours: object) -> dict[str, object]:
    return {**ACCOUNT, "more": {**ACCOUNT["more"], "recovery_hours": hours}}


def test_both_sides_tick_the_whole_list(market: VaultMarket) -> None:
    deal = market.paid(ACCOUNT)
    with pytest.raises(PointsOpen) as no:
        deals.hand_over(market.seller, deal_id=deal.pk, secret=BUNDLE, points=("mail_changed",))
    assert no.value.param == "points"
    deal = market.handed_account()
    deals.reveal(market.buyer, deal_id=deal.pk)
    deals.tick(market.buyer, deal_id=deal.pk, points=("mail_changed",))
    market.play.confirm(deal, market.sara)
    with pytest.raises(PointsOpen):
        deals.approve(market.buyer, deal_id=deal.pk)
    assert market.play.fresh(deal).state == "inspection"


def test_an_account_taken_back_during_the_watch_freezes_the_money(market: VaultMarket) -> None:
    deal = market.play.approve(market.tried_account(), market.sara)
    deals.report(market.buyer, deal_id=deal.pk, kind="other",
                 words="دارندهٔ پیشین حساب را پس گرفت.", wants="refund")  # fmt: skip
    market.play.wait(5 * HOUR)
    assert market.play.fresh(deal).state == "disputed"
    market.play.give_back(deal, market.reza)
    market.ends(deal, "refunded")


def test_silence_after_the_look_begins_the_watch_and_then_pays(market: VaultMarket) -> None:
    deal = market.tried_account()
    market.play.wait(73 * HOUR)
    assert market.play.fresh(deal).state == "watched"
    market.ends(deal, "completed", within=10 * DAY)


def test_details_nobody_looks_at_go_back_unseen(market: VaultMarket) -> None:
    deal = market.handed_account()
    market.ends(deal, "refunded", within=10 * DAY)
    assert market.states(deal) == ("refunded", "destroyed")


def test_an_account_not_handed_over_returns_the_money(market: VaultMarket) -> None:
    deal = market.paid(ACCOUNT)
    market.ends(deal, "refunded", within=10 * DAY)


def test_the_same_details_are_not_sold_twice(market: VaultMarket) -> None:
    market.handed_account()
    other = market.paid(ACCOUNT)
    points = tuple(ACCOUNT["more"]["points"])
    with pytest.raises(SecretKnown):
        deals.hand_over(market.seller, deal_id=other.pk, secret=f"{BUNDLE}  ", points=points)
    with pytest.raises(SecretWrong):
        deals.hand_over(market.seller, deal_id=other.pk, secret="short", points=points)


@pytest.mark.parametrize("verb", ["ship", "receive", "correct"])
def test_nothing_of_an_account_travels(market: VaultMarket, verb: str) -> None:
    deal = market.handed_account() if verb != "ship" else market.paid(ACCOUNT)
    road = {} if verb == "receive" else {"carrier": "post", "code": f"{deal.pk:024d}"}
    act = market.buyer if verb == "receive" else market.seller
    with pytest.raises(WrongState):
        getattr(deals, verb)(act, deal_id=deal.pk, **road)

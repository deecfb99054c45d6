"""A domain: its code through the vault, its holder from the registry."""

import pytest

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import jobs, queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.refusals import DomainIsIr, DomainNotIr, DomainWrong
from amanat.capabilities.deals.rules import check_terms, domain_name, promised
from amanat.capabilities.escrow import queries as holds
from amanat.config.demo.player import Player
from amanat.words.act import Role
from amanat.words.refusal import Invalid, Refused, WrongState
from stories.market import DAY, HOUR
from stories.virtual import DOMAIN, DOMAIN_IR, HANDLE, PIN, TO_SELLER, TOTAL, VaultMarket


@pytest.fixture
def market(play: Player) -> VaultMarket:
    return VaultMarket(play)


def registry_is_asked(market: VaultMarket, deal: Deal) -> Deal:
    jobs.watch_transfers(timestamp=0)
    market.play.settle()
    return market.play.fresh(deal)


def test_a_domain_is_delivered_when_the_registry_names_the_buyer(market: VaultMarket) -> None:
    outside = market.play.outside
    outside.transfer_domain("nemune-shop.ir", "rk137-irnic")
    deal = market.moving_domain()
    assert market.content(deal) == PIN
    assert registry_is_asked(market, deal).state == "shipped"
    outside.transfer_domain("nemune-shop.ir", HANDLE)
    assert registry_is_asked(market, deal).state == "shipped", "It was asked just now."
    market.play.wait(HOUR)
    deal = registry_is_asked(market, deal)
    assert (deal.state, queries.turn(deal)) == ("inspection", Role.BUYER)
    deal = market.play.approve(deal, market.sara)
    market.ends(deal, "completed")
    assert holds.position(deal.subject).with_payee_units == TO_SELLER


def test_the_buyer_may_confirm_the_transfer_himself(market: VaultMarket) -> None:
    deal = market.paid(DOMAIN)
    deals.hand_over(market.seller, deal_id=deal.pk, secret=PIN)
    with pytest.raises(WrongState):
        deals.receive(market.buyer, deal_id=deal.pk)
    deals.take_code(market.buyer, deal_id=deal.pk)
    deals.receive(market.buyer, deal_id=deal.pk)
    assert market.play.fresh(deal).state == "inspection"


def test_a_registry_that_does_not_answer_changes_nothing(market: VaultMarket) -> None:
    deal = market.moving_domain()
    market.play.outside.arm("whois.look_up", "http_500", count=1)
    assert registry_is_asked(market, deal).state == "shipped"
    transfer = queries.transfer_of(deal)
    assert transfer is not None and transfer.asked_at is None


def test_an_ir_domain_needs_the_buyer_s_handle(market: VaultMarket) -> None:
    deal = market.paid(DOMAIN_IR)
    deals.hand_over(market.seller, deal_id=deal.pk, secret=PIN)
    with pytest.raises(Invalid) as no:
        deals.take_code(market.buyer, deal_id=deal.pk, handle="")
    assert no.value.param == "handle"
    assert market.states(deal) == ("shipped", "sealed")


def test_a_code_nobody_looks_at_goes_back_when_the_window_ends(market: VaultMarket) -> None:
    deal = market.paid(DOMAIN_IR)
    deals.hand_over(market.seller, deal_id=deal.pk, secret=PIN)
    market.play.wait(6 * DAY)
    assert market.play.fresh(deal).state == "shipped"
    market.ends(deal, "refunded", within=5 * DAY)
    assert market.states(deal) == ("refunded", "destroyed")


def test_a_transfer_nobody_confirms_keeps_the_money(market: VaultMarket) -> None:
    deal = market.moving_domain()
    deal = market.play.wait_until(deal, "disputed", within=8 * DAY)
    assert holds.position(deal.subject).held_units == TOTAL
    market.play.wait_until(deal, "review", within=4 * DAY)


def test_a_transfer_that_is_not_opened_returns_the_money(market: VaultMarket) -> None:
    deal = market.paid(DOMAIN)
    market.play.wait(71 * HOUR)
    assert market.play.fresh(deal).state == "funded"
    market.ends(deal, "refunded", within=10 * DAY)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("domain_ir", " HTTPS://Nemune.IR/ ", "nemune.ir"),
        ("domain_ir", "nemune.co.ir", "nemune.co.ir"),
        ("domain_ir", "۱۲۳.ir", "123.ir"),
        ("domain", "shop.nemune.com.", "shop.nemune.com"),
        ("domain", "xn--mgba3a4f16a.net", "xn--mgba3a4f16a.net"),
    ],
)
def test_a_domain_is_kept_as_its_registry_writes_it(kind: str, typed: str, kept: str) -> None:
    assert domain_name(kind, typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "refusal"),
    [
        ("domain_ir", "nemune.com", DomainNotIr),
        ("domain", "nemune.ir", DomainIsIr),
        ("domain", "nemune", DomainWrong),
        ("domain", "", DomainWrong),
        ("domain", "-nemune.com", DomainWrong),
        ("domain", "نمونه.com", DomainWrong),
        ("domain", "a b.com", DomainWrong),
        ("domain", f"{'a' * 64}.com", DomainWrong),
        ("domain_ir", "x.y.ir", DomainWrong),
    ],
)
def test_a_wrong_domain_name_is_refused_beside_its_field(
    kind: str, typed: str, refusal: type[Refused]
) -> None:
    more = {**DOMAIN["more"], "domain": typed}
    with pytest.raises(refusal) as no:
        promised(kind, more)
    assert no.value.param == "domain"


def test_terms_of_a_kind_promise_exactly_what_that_kind_promises() -> None:
    fields = {**DOMAIN, "fee_basis_points": 100}
    check_terms(fields, complete=True)
    for more in ({}, {**DOMAIN["more"], "provider": "x"}):
        with pytest.raises(Refused):
            check_terms({**fields, "more": more}, complete=True)
    with pytest.raises(Invalid):
        check_terms({**fields, "delivery": "post"}, complete=True)
    with pytest.raises(Invalid):
        check_terms({**fields, "kind": "goods", "ship_hours": 96, "more": {}}, complete=True)

"""Digital currency: off until two officers say so; only rials are held; a transaction is the proof."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from amanat.capabilities.deals import actions as deals
from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.deals.refusals import (
    AddressWrong,
    AmountWrong,
    AnotherOfficerNeeded,
    CoinCapReached,
    CoinProofNeeded,
    KindNotOffered,
    TxidUsed,
    TxidWrong,
)
from amanat.capabilities.people.models import Person
from amanat.config.demo.player import Player
from amanat.kernel.log.models import Entry
from amanat.words.act import Role
from amanat.words.refusal import Invalid, NotYours, WrongState
from stories.market import DAY, HOUR, Market
from stories.test_quarrel_pages import SENT, as_
from stories.test_virtual_pages import words_of_the_road

TRON = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
TXID = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"
MINUTE = timedelta(minutes=1)


def coins(price_units: int = 320_000_000, **other: Any) -> dict[str, Any]:
    more = {"network": "trc20", "address": TRON, "amount": "250.5", **other}
    return {
        "title": "تتر", "description": "", "kind": "coin", "delivery": "online", "checks": [],
        "ship_hours": 2, "inspection_hours": 1, "price_units": price_units, "more": more,
    }  # fmt: skip


class Exchange(Market):
    """A market where two officers have switched digital currency on."""

    def officer(self, name: str) -> Person:
        return self.play.hat(self.person(name), Role.OFFICER)

    def switch_on(self) -> None:
        one, two = self.officer("نادر رستمی"), self.officer("مینا صدر")
        switch = deals.propose_switch(self.act(one, Role.OFFICER))
        deals.confirm_switch(self.act(two, Role.OFFICER), switch_id=switch.pk)

    def bought(self) -> Deal:
        return self.play.pay(self.agreed(**coins()), self.sara)


@pytest.fixture
def exchange(play: Player) -> Exchange:
    return Exchange(play)


def test_one_officer_alone_never_switches_it_on(exchange: Exchange) -> None:
    with pytest.raises(KindNotOffered):
        deals.begin(exchange.buyer, role=Role.BUYER, **coins())
    one, two = exchange.officer("نادر رستمی"), exchange.officer("مینا صدر")
    act = exchange.act(one, Role.OFFICER)
    with pytest.raises(NotYours):
        deals.propose_switch(exchange.act(exchange.sara, Role.OFFICER))
    switch = deals.propose_switch(act)
    with pytest.raises(AnotherOfficerNeeded):
        deals.confirm_switch(act, switch_id=switch.pk)
    page = as_(two).get("/deals/coin_switch").content.decode()
    assert "نخست قانون را بررسی کنید" in page
    assert as_(exchange.sara).get("/deals/coin_switch").status_code == 404
    assert as_(two).post("/deals/coin_switch", SENT | {"verb": "confirm_switch"}).status_code == 303
    assert "coin" in queries.kinds_on()
    facts = Entry.objects.filter(subject=f"switch:{switch.pk}").order_by("pk")
    assert [(one.name, one.by) for one in facts] == [
        ("SwitchProposed", one.pk),
        ("SwitchConfirmed", two.pk),
    ]
    deals.turn_off(act, switch_id=switch.pk)
    with pytest.raises(KindNotOffered):
        deals.begin(exchange.buyer, role=Role.BUYER, **coins())


def test_coins_go_straight_to_the_signed_address_and_a_new_seller_waits(exchange: Exchange) -> None:
    exchange.switch_on()
    deal = exchange.agreed(**coins())
    assert deal.due_at is not None and deal.agreed_at is not None
    assert deal.due_at - deal.agreed_at == 30 * MINUTE, "The price is locked for so long."
    deal = exchange.play.pay(deal, exchange.sara)
    assert deal.ship_by is not None and deal.funded_at is not None
    assert deal.ship_by - deal.funded_at == 2 * HOUR
    seller = as_(exchange.reza)
    assert TRON in seller.get(f"/deals/{deal.code}/send_coins").content.decode()
    with pytest.raises(TxidWrong):
        deals.send_coins(exchange.seller, deal_id=deal.pk, txid="123")
    with pytest.raises(WrongState):
        deals.ship(exchange.seller, deal_id=deal.pk, carrier="post", code="4" * 24)
    sent = seller.post(f"/deals/{deal.code}/send_coins", {"txid": TXID.upper()})
    assert sent.status_code == 303
    other = exchange.bought()
    with pytest.raises(TxidUsed):
        deals.send_coins(exchange.seller, deal_id=other.pk, txid=TXID)
    deal = exchange.play.receive(exchange.play.fresh(deal), exchange.sara)
    assert deal.state == "inspection"
    with pytest.raises(Invalid):  # A change of mind is no problem.
        exchange.play.report(deal, exchange.sara, "پشیمان شدم و نمی‌خواهم.")
    with pytest.raises(CoinProofNeeded):
        deals.report(exchange.buyer, deal_id=deal.pk, kind="incomplete",
                     words="کمتر از مقدار توافق رسید.", wants="refund")  # fmt: skip
    deal = exchange.play.wait_until(deal, "accepted", within=2 * HOUR)
    exchange.play.wait(3 * DAY - 2 * HOUR)
    assert exchange.play.fresh(deal).state == "accepted", "A seller new to coins waits three days."
    exchange.ends(deal, "completed", within=6 * DAY)


def test_invitation_and_approval_speak_of_coins_and_not_of_goods(exchange: Exchange) -> None:
    exchange.switch_on()
    deal = exchange.play.offer(exchange.sara, Role.BUYER, exchange.reza, **coins())
    invitation = f"/j/{queries.invitation_token(deal)}"
    for prefix in ("", "/en"):
        assert words_of_the_road(Client(), f"{prefix}{invitation}") == []
    assert "یک‌راست به نشانی خریدار" in Client().get(invitation).content.decode()
    deal = exchange.play.pay(exchange.play.accept(deal, exchange.reza), exchange.sara)
    deals.send_coins(exchange.seller, deal_id=deal.pk, txid=TXID)
    exchange.play.receive(exchange.play.fresh(deal), exchange.sara)
    for prefix in ("", "/en"):
        assert words_of_the_road(as_(exchange.sara), f"{prefix}/deals/{deal.code}/approve") == []


def test_a_price_not_paid_in_half_an_hour_is_not_locked_any_more(exchange: Exchange) -> None:
    exchange.switch_on()
    exchange.ends(exchange.agreed(**coins()), "expired", within=31 * MINUTE)


def test_nobody_buys_more_than_the_cap_of_a_day(exchange: Exchange) -> None:
    exchange.switch_on()
    exchange.agreed(**coins(600_000_000))
    with pytest.raises(CoinCapReached):
        exchange.agreed(**coins(600_000_000))


@pytest.mark.parametrize(
    ("other", "refusal", "param"),
    [
        ({"address": TRON[:-1] + "x"}, AddressWrong, "address"),
        ({"network": "erc20"}, AddressWrong, "address"),
        ({"network": "doge"}, Invalid, "network"),
        ({"amount": "1.1234567"}, AmountWrong, "amount"),
        ({"amount": "0.0"}, AmountWrong, "amount"),
    ],
)
def test_a_wrong_address_or_amount_stands_beside_its_field(
    exchange: Exchange, other: dict[str, str], refusal: type[Exception], param: str
) -> None:
    exchange.switch_on()
    with pytest.raises(refusal) as no:
        deals.begin(exchange.buyer, role=Role.BUYER, **coins(**other))
    assert no.value.param == param


def test_the_question_about_coins_keeps_what_was_typed(exchange: Exchange) -> None:
    exchange.switch_on()
    buyer = as_(exchange.sara)
    assert 'value="coin"' in buyer.get("/deals/new/buyer").content.decode()
    first = buyer.post("/deals/new/buyer", {"kind": "coin", "title": "تتر"})
    deal = Deal.objects.get(code=first["Location"].split("/")[2])
    page = f"/deals/{deal.code}/draft/delivery"
    typed = {"network": "trc20", "amount": "۲۵۰٫۵", "address": TRON}
    wrong = buyer.post(page, typed | {"address": TRON[:-1] + "x"})
    assert wrong.status_code == 422 and TRON[:-1] + "x" in wrong.content.decode()
    assert "f-address-error" in wrong.content.decode()
    assert buyer.post(page, typed).status_code == 303
    assert exchange.play.fresh(deal).draft["more"]["amount"] == "250.5"

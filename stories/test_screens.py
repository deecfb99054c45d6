"""How many screens a journey takes: every page between where it starts and where it is done.

A journey starts where its reader is already: at an SMS, or at the deal's own page; it ends there
too. Each step is a link or a form that the page before really showed.
"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from amanat.capabilities.deals import queries
from amanat.capabilities.deals.models import Deal
from amanat.capabilities.payments.models import Attempt
from amanat.capabilities.people.models import Person
from amanat.config.demo.player import CODE_PAUSE, Player, sheba, tracking_code
from stories.quarrel import WORDS

MOST_SCREENS = {
    "start as buyer": 5,
    "start as seller": 4,
    "answer an invitation": 3,  # With the account for the money.
    "pay": 3,  # Besides the bank's own.
    "ship": 1,
    "say it arrived": 1,
    "ask for more time": 1,
    "approve": 3,
    "be paid": 0,
    "rate": 1,
    "report a problem": 3,
    "answer a dispute": 2,
    "agree to a return": 3,
    "send it back": 1,
    "take it back": 3,
}


class Walk:
    """One person with a browser: presses only what the page shows, and counts the pages."""

    def __init__(self, play: Player, person: Person) -> None:
        self.play, self.person, self.client = play, person, Client()
        self.client.force_login(person)
        self.screens: list[str] = []

    def start(self, path: str) -> None:
        """Where the journey begins; this page is not counted."""
        self._open(path)
        self.screens = []

    def follow(self, path: str) -> None:
        """Press a link that is on the page."""
        assert f'href="{path}' in self.page, f"{self.path} has no link to {path}"
        self._open(path)

    def press(self, action: str = "", **typed: Any) -> None:
        """Send the page's form, or the one that goes to `action`."""
        assert not action or f'action="{action}"' in self.page, f"{self.path} has no {action}"
        hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.page)
        sent = self.client.post(action or self.path, {**dict(hidden), **typed})
        assert sent.status_code == 303, (self.path, sent.content.decode())
        self.play.settle()
        self._open(sent["Location"])

    def _open(self, path: str) -> None:
        reply = self.client.get(path)
        assert reply.status_code == 200, (path, reply.status_code)
        self.page, self.path = reply.content.decode(), path
        self.screens.append(path)

    def took(self, journey: str, end: str) -> None:
        """The journey is done on this page, within what was promised."""
        assert self.path == end, f"{journey} ended on {self.path}"
        between = [path for path in dict.fromkeys(self.screens) if path != end]
        assert len(between) <= MOST_SCREENS.pop(journey), (journey, between)
        self.start(end)

    def type_code(self, action: str) -> str:
        """Ask for a code with the button on the page, and read it from the phone."""
        self.play.wait(CODE_PAUSE)
        known = len(self.play.outside.inbox(self.person.phone))
        self.press(action)
        return self.play.outside.code(self.person.phone, known)


@pytest.fixture(autouse=True)
def promised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stories.test_screens.MOST_SCREENS", dict(MOST_SCREENS))


def test_no_journey_takes_more_screens_than_promised(play: Player) -> None:
    sara = Walk(play, play.join("09163000001", "سارا محمدی"))
    reza = Walk(play, play.join("09163000002", "رضا کریمی"))
    deal = buyer_starts(sara, reza)
    pay(sara, deal)
    to_the_end(sara, reza, deal)
    deal = seller_starts(reza)
    accept(play, sara, deal)
    back_again(sara, reza, deal)
    assert MOST_SCREENS == {}, "Every journey was walked."


def buyer_starts(sara: Walk, reza: Walk) -> Deal:
    sara.start("/")
    sara.follow("/deals/new/buyer")
    sara.press(kind="goods", title="دوربین عکاسی")
    sara.press(other_phone=reza.person.phone)
    sara.press(price_units="۱۲٬۵۰۰٬۰۰۰", fee_payer="half")
    sara.press(delivery="post", ship_days="4", inspection_days="2", checks="لنز بدون لک است")
    sara.press()
    deal = Deal.objects.get()
    sara.took("start as buyer", f"/deals/{deal.code}")
    reza.start("/inbox")
    reza._open(f"/j/{queries.invitation_token(deal)}")  # From the SMS.
    reza.press()
    reza.press()
    reza.press(sheba=sheba(31))
    reza.took("answer an invitation", f"/deals/{deal.code}")
    return deal


def pay(sara: Walk, deal: Deal) -> None:
    here = f"/deals/{deal.code}"
    sara.start(here)
    sara.follow(f"{here}/pay")
    sara.press(re.search(r'action="(/payments/\d+/pay)"', sara.page)[1])
    sara.play.come_back(sara.play.outside.pay(Attempt.objects.get().ref_id))
    sara.play.settle()
    sara._open(f"/pay/{Attempt.objects.get().public_id}")  # The bank sends the payer here.
    sara.follow(here)
    sara.took("pay", here)


def to_the_end(sara: Walk, reza: Walk, deal: Deal) -> None:
    here = f"/deals/{deal.code}"
    reza.start(here)
    reza.follow(f"{here}/ship")
    reza.press(carrier="post", code=tracking_code(deal.pk))
    reza.took("ship", here)
    sara.start(here)
    sara.follow(f"{here}/receive")
    sara.press()
    sara.took("say it arrived", here)
    sara.follow(f"{here}/extend")
    sara.press()
    sara.took("ask for more time", here)
    sara.follow(f"{here}/approve")
    sara.press(code=sara.type_code(f"{here}/approve/code"))
    sara.took("approve", here)
    sara.play.wait_until(deal, "completed", within=timedelta(days=7))
    reza.start(here)
    reza.took("be paid", here)
    reza.follow(f"{here}/rate")
    reza.press(stars="5", words="خوش‌حساب بود.")
    reza.took("rate", here)


def seller_starts(reza: Walk) -> Deal:
    reza.start("/")
    reza.follow("/deals/new/seller")
    reza.press(kind="goods", title="سه‌پایهٔ دوربین")
    reza.press(price_units="3,000,000", fee_payer="buyer")
    reza.press(delivery="post", ship_days="4", inspection_days="2")
    assert "هر که پیوند دعوت را به او بدهید" in reza.page
    reza.press()
    deal = Deal.objects.latest("pk")
    reza.took("start as seller", f"/deals/{deal.code}")
    assert f"/j/{queries.invitation_token(deal)}" in reza.page
    return deal


def accept(play: Player, sara: Walk, deal: Deal) -> None:
    """The buyer opens the link that was shared; the rest of the road is known."""
    sara.start(f"/j/{queries.invitation_token(deal)}")
    sara.press()
    sara.press()
    assert sara.path == f"/deals/{deal.code}"
    deal = play.pay(play.fresh(deal), sara.person)
    assert deal.seller is not None
    play.receive(play.ship(deal, deal.seller), sara.person)


def back_again(sara: Walk, reza: Walk, deal: Deal) -> None:
    here = f"/deals/{deal.code}"
    sara.start(here)
    sara.follow(f"{here}/report")
    sara.press(kind="not_as_described", words=WORDS, wants="refund")
    sara.took("report a problem", here)
    reza.start(here)
    reza.follow(f"{here}/make_offer")
    reza.press(kind="return_seller")
    reza.took("answer a dispute", here)
    sara.start(here)
    sara.follow(re.search(rf'href="({here}/accept_offer/\d+)"', sara.page)[1])
    sara.press()
    sara.took("agree to a return", here)
    sara.follow(f"{here}/send_return")
    sara.press(carrier="post", code=tracking_code(deal.pk + 500_000))
    sara.took("send it back", here)
    reza.start(here)
    reza.follow(f"{here}/take_return")
    reza.press()
    reza.took("take it back", here)

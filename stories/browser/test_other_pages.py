"""The pages a smooth deal never shows: quarrels, counter-offers, mistakes, and what explains."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from amanat.config.demo.idle import until_idle
from amanat.config.demo.player import Player
from amanat.words.act import Role
from stories.browser.checks import Depth, faults
from stories.browser.person import Person, Platform

pytestmark = pytest.mark.usefixtures("committed", "wired")
EXPLAINING = (
    "help",
    "fees",
    "privacy",
    "accessibility",
    "status",
    "promise",
    "stats",
    "verify",
    "post-offices",
    "support",
    "support/new",
)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_pages_that_need_no_sign_in(platform: Platform, browser: Browser, language: str) -> None:
    guest = Person(platform, browser, "مهمان", language=language)
    for path in EXPLAINING:
        guest.go(f"/{path}")
        guest.faults += faults(guest.page, Depth.USUAL if path == "help" else Depth.GLANCE)
    guest.go("/there-is-nothing-here")
    assert guest.page.locator("h1").count() == 1
    guest.look("not found")
    guest.go("/deals/D-0000-0000-0000")
    assert "/sign-in" in guest.page.url
    assert guest.faults == []


def test_a_quarrel_and_a_counter_offer(platform: Platform, browser: Browser) -> None:
    """Played on the verbs up to the page in question, then looked at from both sides."""
    play = Player(platform.outside, settle=until_idle)
    mina = Person(platform, browser, "مینا احمدی")
    aras = Person(platform, browser, "کارگاه نوآوران ارس", language="en")
    buyer = play.join(mina.phone, mina.name)
    seller = play.join(aras.phone, aras.name, paid_at=int(aras.phone))
    table = play.offer(
        buyer, Role.BUYER, seller, title="صندلی اداری با عنوانی بسیار بلند و باز هم بلندتر"
    )
    deal = play.pay(play.agree(buyer, seller), buyer)
    deal = play.receive(play.ship(deal, seller), buyer)
    pause(platform)

    counter(table.code, aras, mina)
    quarrel(deal.code, aras, mina)
    found = mina.faults + aras.faults
    assert found == [], "\n".join(found)


def counter(code: str, aras: Person, mina: Person) -> None:
    aras.come_in()
    aras.go(f"/deals/{code}/counter")
    aras.look("counter")
    aras.fill(price_units="33,000,000")
    aras.press("main form button")
    mina.come_in()
    mina.go(f"/deals/{code}/terms")
    assert mina.page.locator("ins").count() == 1
    mina.look("terms with a difference")
    mina.go(f"/deals/{code}/reject")
    mina.look("reject")


def quarrel(code: str, aras: Person, mina: Person) -> None:
    mina.go(f"/deals/{code}/report")
    mina.press("main form button")
    mina.look("report with errors")
    mina.choose("kind", "damaged")
    mina.choose("wants", "refund")
    mina.fill(words="لنز دوربین لک دارد و با عکس‌ها نمی‌خواند.")
    mina.press("main form button")
    mina.look("deal disputed, buyer")
    aras.go(f"/deals/{code}")
    aras.look("deal disputed, seller")
    aras.go(f"/deals/{code}/give_back")
    aras.press("main form button")
    aras.look("deal refunding, seller")


def pause(platform: Platform) -> None:
    """A minute between two codes to one number."""

    platform.wait(timedelta(minutes=2))

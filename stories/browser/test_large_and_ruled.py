"""A deal too large for one payment, and a quarrel that an arbiter divides; both in the browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from amanat.capabilities.deals.models import Deal
from amanat.config.demo.idle import until_idle
from amanat.config.demo.player import Player
from amanat.words.act import Role
from stories.browser.person import Person, Platform
from stories.quarrel import REASONS, WORDS

pytestmark = pytest.mark.usefixtures("committed", "wired")
LARGE_UNITS = 1_800_000_000  # 180 million toman: four payments under the bank's cap.
PAYMENTS = 4
CODE_PAUSE = timedelta(minutes=2)


def test_a_hundred_and_eighty_million_in_four_payments(
    platform: Platform, browser: Browser
) -> None:
    play = Player(platform.outside, settle=until_idle)
    mina = Person(platform, browser, "مینا احمدی")
    farid = Person(platform, browser, "فرید صالحی")
    deal = play.agree(
        play.join(mina.phone, mina.name),
        play.join(farid.phone, farid.name, paid_at=int(farid.phone)),
        price_units=LARGE_UNITS, fee_payer="seller",
    )  # fmt: skip
    platform.wait(CODE_PAUSE)
    mina.come_in()
    for number in range(1, PAYMENTS + 1):
        mina.go(f"/deals/{deal.code}/pay")
        assert mina.page.locator("main .tasks li").count() == PAYMENTS
        mina.look(f"pay, part {min(number, 2)} of four")
        mina.pay_at_the_bank()
        assert play.fresh(deal).state == ("funded" if number == PAYMENTS else "part_funded")
    mina.go(f"/deals/{deal.code}")
    assert "۱۸۰٬۰۰۰٬۰۰۰" in mina.page.locator(".stn--held").inner_text()
    assert mina.faults == [], "\n".join(mina.faults)


def test_an_arbiter_divides_the_money(platform: Platform, browser: Browser) -> None:
    play = Player(platform.outside, settle=until_idle)
    sara, reza, nader = (
        Person(platform, browser, name) for name in ("سارا محمدی", "رضا کریمی", "نادر رستمی")
    )
    buyer = play.join(sara.phone, sara.name)
    seller = play.join(reza.phone, reza.name, paid_at=int(reza.phone))
    play.hat(play.join(nader.phone, nader.name), Role.OFFICER)
    deal = play.receive(play.ship(play.pay(play.agree(buyer, seller), buyer), seller), buyer)
    deal = play.wait_until(play.report(deal, buyer, WORDS), "review", timedelta(days=4))
    sara.come_in()
    sara.go(f"/deals/{deal.code}/give_evidence")
    sara.fill(words=WORDS)
    sara.press("main form:has([name=words]) button")
    sara.look("deal before an arbiter, buyer")
    play.wait(timedelta(days=3, hours=1))
    rule_in_half(nader, deal)
    for person in (sara, reza):
        if person is reza:
            person.come_in()
        person.go(f"/deals/{deal.code}")
        assert REASONS in person.page.inner_text("main")
    sara.look_in_english()
    found = sara.faults + reza.faults + nader.faults
    assert found == [], "\n".join(found)


def rule_in_half(nader: Person, deal: Deal) -> None:
    """The officer takes the case, and signs a ruling that adds up to the price."""
    price = deal.versions.get(number=deal.version).terms.price_units
    nader.come_in()
    nader.go(f"/deals/review/{deal.code}")
    nader.look("arbiter's case")
    nader.press("main form[action$='/take_case'] button")
    nader.platform.wait(CODE_PAUSE)
    known = nader.messages()
    nader.press("main form[action$='/code'] button")
    until_idle()
    nader.fill(price_units=f"{price // 2:,}", back_units=f"{price - price // 2:,}")
    nader.choose("clause", "C2")
    nader.fill(reasons=REASONS)
    nader.page.check("[name=no_link]")
    nader.fill(code=nader.code(known))
    nader.press("main form:has([name=reasons]) button:not([name])")
    assert deal.cases.get().rulings.get().price_units == price // 2

"""A buyer of a car in the browser: from the conditions of a lottery to the compensation of a delay.

The draw, the maker and the days that pass are played by the casts; the pages are the buyer's, in
Persian. An officer, who took a ticket too, reads it and the market desk in English.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from amanat.capabilities.businesses.models import Domain
from amanat.capabilities.contracts import queries as contracts
from amanat.capabilities.contracts.models import Contract
from amanat.capabilities.deliveries import actions as deliveries
from amanat.capabilities.deliveries import queries as delivering
from amanat.capabilities.deliveries.models import Delivery
from amanat.capabilities.deliveries.tests.cast import vin_of
from amanat.capabilities.market import actions as market
from amanat.capabilities.people import actions as people
from amanat.capabilities.people.models import Person as Account
from amanat.capabilities.permits.tests.cast import Maker, permitted
from amanat.capabilities.presale import actions as presale
from amanat.capabilities.presale.tests.lottery import BORN, Lottery
from amanat.capabilities.seals.models import Seal
from amanat.config.demo.idle import until_idle
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from stories.browser.checks import Depth, faults
from stories.browser.person import Person, Platform

pytestmark = pytest.mark.usefixtures("committed", "wired")
PRICE = 1_000_000_000
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NOTICE, WINDOW, TO_THE_DRAW = 73 * HOUR, 72 * HOUR, 24 * HOUR
LATE_DAYS, CALL_DAYS, TO_PAY = 3, 7, 11
DONE_WAIT_SECONDS = 20.0


@dataclass
class Stage:
    """One maker, its lottery, and the platform on which the days pass."""

    platform: Platform
    maker: Maker
    game: Lottery

    def wait(self, length: timedelta) -> None:
        """Time passes, and whoever sells is still well ranked."""
        self.maker.shop.stand_ready(clock.tehran_day(clock.now() + length))
        self.platform.wait(length)
        self.maker.shop.set()

    def reach(self, state: str, step: Callable[[Act], object]) -> None:
        """Take this step, as the worker does beside us, until the campaign has come so far."""
        until = time.monotonic() + DONE_WAIT_SECONDS
        while self.game.now.state != state:
            assert time.monotonic() < until, f"{self.game.now.state} never became {state}."
            step(house())
            time.sleep(0.05)


def test_a_buyer_from_the_conditions_to_the_compensation(
    platform: Platform, browser: Browser
) -> None:
    mina, nader = (
        Person(platform, browser, "مینا احمدی"),
        Person(platform, browser, "نادر رستمی", language="en"),
    )
    stage = a_lottery(platform)
    mina.come_in()
    nader.come_in(has_account=True)
    take_a_ticket(mina, stage)
    ticket = a_ticket_of(nader, stage)
    draw(stage)
    contract = sign_and_pay(mina)
    one = be_late(mina, stage, contract)
    be_compensated(mina, stage, one)
    read_in_english(nader, stage, ticket)
    found = mina.faults + nader.faults
    assert found == [], "\n".join(found)


def house() -> Act:
    return Act(None, Role.HOUSE, clock.now())


def glance(person: Person) -> None:
    """One look at the page that is open, in this person's language."""
    person.faults += faults(person.page, Depth.GLANCE)


def says(person: Person, words: str) -> None:
    shown = person.page.locator("main").inner_text()
    assert words in shown, shown


def a_lottery(platform: Platform) -> Stage:
    maker = permitted(quantity=4, price_units=PRICE, prepayment=10_000, method="custom")
    site = Domain.objects.get(business_id=maker.shop.pk)
    platform.outside.prove_domain(site.name, site.token)  # Our crawler will look again,
    Seal.objects.filter(business_id=maker.shop.pk).update(domain=site.name)  # and the seal's clock.
    until_idle()  # Its project has an account.
    stage = Stage(platform, maker, Lottery(maker))
    stage.game.announced(seats=2)
    stage.game.locked()
    stage.wait(NOTICE)
    stage.reach("open", lambda _: None)
    return stage


def take_a_ticket(mina: Person, stage: Stage) -> None:
    """She is told which condition she does not meet, mends it, and enlists."""
    mina.go(f"/presales/{stage.maker.now.code}")
    mina.press("a[href$='/register']")
    mina.fill(born_on="۱۳۶۴/۲/۱۵", plates="۰")
    mina.choose("has_licence", "yes")
    mina.press()
    says(mina, "حساب بانکی به نام خود شما نیست")
    glance(mina)
    mina.name_account()
    until_idle()
    mina.go(f"/presales/{stage.maker.now.code}/register")
    says(mina, "شرایط این نوبت را دارید")
    mina.press("main a[href$='/choose']")
    mina.page.check("[name=choice][value='1']")
    mina.press()
    glance(mina)
    mina.page.check("[name=read]")
    mina.press("main form[method=post] button")
    says(mina, "مشکی")
    glance(mina)


def a_ticket_of(nader: Person, stage: Stage) -> str:
    """He did all that before; only his ticket's page is looked at."""
    account = Account.objects.get(phone=nader.phone)
    people.give_hat(Act(None, Role.OPERATOR, clock.now()), person_id=account.pk, role=Role.OFFICER)
    presale.declare_buyer(Act(account.pk, Role.PERSON, clock.now()), born_on=BORN, has_licence=True)
    return stage.game.ticket(account)


def draw(stage: Stage) -> None:
    """Closed, fixed, drawn, offered: by the clock, the keepers of secrets, and the worker."""
    stage.wait(WINDOW)
    stage.reach("fixed", presale.run_draws)
    stage.game.open_secrets()
    stage.wait(TO_THE_DRAW)
    stage.reach("drawn", presale.run_draws)
    presale.run_offers(house())
    until_idle()


def sign_and_pay(mina: Person) -> Contract:
    mina.go("/queue")
    glance(mina)
    mina.press("main a[href*='/offers/']")
    glance(mina)
    mina.press("main a[href*='/sign/']")
    glance(mina)
    known = mina.messages()
    mina.press("#code form button")
    mina.page.check("[name=i_agree]")
    mina.fill(code=mina.code(known))
    mina.press("#code form:has([name=code]) button")
    says(mina, "امضاشده، در انتظار نخستین پرداخت")
    there = mina.page.url.partition("#")[0]
    mina.pay_at_the_bank()
    mina.page.goto(there)
    says(mina, "برقرار")
    says(mina, "۱۰۰٬۰۰۰٬۰۰۰ تومان")  # All of it is still in the project's account.
    glance(mina)
    return contracts.by_code(there.rpartition("/")[2])


def be_late(mina: Person, stage: Stage, contract: Contract) -> Delivery:
    """The day passes: the sum stands there with its formula, and the complaint is written."""
    today = clock.tehran_day(clock.now())
    stage.wait(contract.delivery_day + LATE_DAYS * DAY - today)
    deliveries.accrue_due(house())
    until_idle()
    mina.go(f"/deliveries/{contract.code}")
    says(mina, "۳ روز دیر شده است")
    says(mina, "۳ درصد در ماه")
    says(mina, "۳۰۰٬۰۰۰ تومان")  # 100,000,000 × 3 percent × 3 ÷ 30
    glance(mina)
    mina.press("main form[action$='/complain'] button")
    says(mina, "شکایت شما")
    mina.look_in_english()
    one = delivering.of_contract(contract.pk)
    assert one is not None
    return one


def be_compensated(mina: Person, stage: Stage, one: Delivery) -> None:
    """The car comes; the maker does not pay, so the project's account does."""
    day = clock.tehran_day(clock.now()) + CALL_DAYS * DAY
    deliveries.call_buyer(stage.maker.holder(), delivery_id=one.pk, vin=vin_of(one.pk), day=day)
    stage.wait(CALL_DAYS * DAY)
    mina.go(f"/deliveries/{one.contract_code}")
    code = mina.page.locator("section:has(#code-h) .code").first.inner_text()
    deliveries.type_delivery_code(stage.maker.holder(), delivery_id=one.pk, code=code)
    deliveries.hand_to_buyer(stage.maker.holder(), delivery_id=one.pk)
    until_idle()
    stage.wait(TO_PAY * DAY)
    mina.go(f"/deliveries/{one.contract_code}")
    says(mina, "جبران پرداخت‌شده")
    glance(mina)


def read_in_english(nader: Person, stage: Stage, ticket: str) -> None:
    market.keep_figures(house(), business_id=stage.maker.shop.pk)
    nader.go(f"/queue/{ticket}")
    says(nader, ticket)
    glance(nader)
    nader.go("/desk/market")
    glance(nader)
    nader.press(f"main a[href$='{stage.maker.shop.business.code}']")
    assert nader.page.locator("main svg .gap").count(), "The chart of what is owed."
    glance(nader)

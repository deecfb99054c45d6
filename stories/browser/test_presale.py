"""Pre-sale of cars in the browser: the maker, a buyer whose car is late, the market desk.

The showroom of the living demo is played first; then each of its people looks at their pages, the
maker and a buyer in Persian, the officer in English.
"""

import pytest
from playwright.sync_api import Browser

from amanat.config.demo import cars, showroom
from amanat.config.demo.idle import until_idle
from amanat.config.demo.player import Player
from amanat.config.demo.supervised import Desk
from amanat.words.act import Role
from stories.browser.checks import Depth, faults
from stories.browser.person import Person, Platform

pytestmark = pytest.mark.usefixtures("committed", "wired")
WHY = "تحویل‌ها دیر شده است؛ تا روشن‌شدن برنامه می‌ایستانیم."
OWNER, BUYERS = "09153330001", ("09153330002", "09153330003")
OFFICER, SECOND, JUDGE = "09153330004", "09153330005", "09153330006"


def test_a_maker_a_late_buyer_and_the_market_desk(platform: Platform, browser: Browser) -> None:
    plant = played(platform)
    maker = signed_in(platform, browser, OWNER)
    code = plant.business.code
    for path in (f"/org/{code}/sales", f"/org/{code}/permits", f"/org/{code}/deliveries"):
        glance(maker, path)
    maker.go(f"/org/{code}/sales")
    assert maker.page.locator("main svg .gap").count()

    buyer = signed_in(platform, browser, BUYERS[1])
    late = cars.delivery_of(plant.sold[1])
    for path in (f"/contracts/{late.contract_code}", f"/deliveries/{late.contract_code}", "/queue",
                 "/presales", "/presales/figures"):  # fmt: skip
        glance(buyer, path)
    buyer.go(f"/deliveries/{late.contract_code}")
    assert "خسارت" in buyer.page.locator("main").inner_text()
    buyer.look_in_english()

    officer, second = (signed_in(platform, browser, one, "en") for one in (OFFICER, SECOND))
    glance(officer, "/desk/market")
    officer.go(f"/desk/market/{code}")
    officer.look("a seller on the market desk")
    officer.choose("kind", "stop")
    officer.fill(words=WHY)
    officer.press("main form button")
    stop = officer.page.url.removeprefix(f"{platform.address}/en")
    glance(officer, stop)
    second.go(stop)
    second.press("main form[action$='/approve_stop'] button")
    until_idle()
    assert "In force" in second.page.locator("main").inner_text()
    assert plant.campaign.state == "paused"
    found = maker.faults + buyer.faults + officer.faults
    assert found == [], "\n".join(found)


def played(platform: Platform) -> cars.Plant:
    """The showroom, with people of this story."""
    player = Player(platform.outside, settle=until_idle)
    officer = player.hat(player.join(OFFICER, "نادر رستمی"), Role.OFFICER)
    second = player.join(SECOND, "پروین سلطانی")
    for role in (Role.OFFICER, Role.SUPERVISOR):
        player.hat(second, role)
    judge = player.hat(player.join(JUDGE, "هما کاویانی"), Role.COMMITTEE)
    owner = player.join(OWNER, "کاوه سپهری", paid_at=91)
    buyers = [player.join(phone, "خریدار خودرو", paid_at=92 + n) for n, phone in enumerate(BUYERS)]
    desk = Desk(player, officer, second, None)
    return showroom.seed(desk, judge, owner, buyers, lambda _: None)


def signed_in(platform: Platform, browser: Browser, phone: str, language: str = "fa") -> Person:
    one = Person(platform, browser, "", language=language)
    one.phone, one.looks = phone, False
    one.sign_in()
    one.looks = True
    return one


def glance(person: Person, path: str) -> None:
    """One look at a page, in this person's language."""
    person.go(path)
    person.faults += faults(person.page, Depth.GLANCE)

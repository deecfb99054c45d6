"""A seal in the browser: applied for, checked, signed, granted, converted, suspended by a licence.

The holder reads Persian, the expert English; each page is looked at from both sides.
"""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from amanat.capabilities.businesses.tests.cast import a_business, staff
from amanat.capabilities.people import actions as people
from amanat.capabilities.people.models import Person as Account
from amanat.capabilities.seals import queries
from amanat.capabilities.seals.models import Seal
from amanat.config.demo.idle import until_idle
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day
from stories.browser.checks import Depth, faults
from stories.browser.person import Person, Platform

pytestmark = pytest.mark.usefixtures("committed", "wired")
WORDS = "پاسخ استعلام با آنچه نوشته‌اند می‌خواند."
LICENCE_DAYS = 40


def test_a_business_gets_a_seal_rises_and_is_suspended(
    platform: Platform, browser: Browser
) -> None:
    sara = Person(platform, browser, "سارا احمدی")
    nader = Person(platform, browser, "نادر رستمی", language="en")
    parvin = Person(platform, browser, "پروین سلطانی")
    parvin.looks = False  # The bench is looked at with the first of the two.
    for one in (sara, nader, parvin):
        one.come_in()
    hat(nader, Role.OFFICER)
    hat(parvin, Role.SUPERVISOR)
    owner = Account.objects.get(phone=sara.phone)
    last = tehran_day(clock.now()) + timedelta(days=LICENCE_DAYS)
    business = a_business(owner, clerk=staff(), licence_until=last)

    seal = apply(sara, business.code)
    check(nader, seal)
    sign(sara)
    decide(nader, parvin, seal, "grant")
    sara.page.reload()
    assert "معتبر" in sara.page.locator("main .meta").inner_text()
    glance(sara)

    rise(sara, nader, parvin, seal)
    lapse(sara, nader, platform, seal)
    found = sara.faults + nader.faults
    assert found == [], "\n".join(found)


def glance(person: Person) -> None:
    """One look at the page that is open, in this person's language."""
    person.faults += faults(person.page, Depth.GLANCE)


def hat(person: Person, role: Role) -> None:
    account = Account.objects.get(phone=person.phone)
    people.give_hat(Act(None, Role.OPERATOR, clock.now()), person_id=account.pk, role=role)


def apply(sara: Person, code: str) -> Seal:
    """From the page of the business: a domain, a level, and off it goes."""
    sara.go(f"/org/{code}")
    sara.press(f"main a[href$='/org/{code}/seal']")
    glance(sara)
    sara.page.locator("main [name=domain]").first.check()
    sara.page.check("main [name=level][value='1']")
    sara.press()
    glance(sara)
    sara.press("main form[action$='/submit_seal'] button")
    until_idle()
    seal = Seal.objects.latest("pk")
    assert seal.state == "checking"
    return seal


def check(nader: Person, seal: Seal) -> None:
    """The queue, the bench, and the two checks that a person makes."""
    nader.go("/desk/seals")
    assert seal.shown in nader.page.locator("main").inner_text()
    glance(nader)
    nader.go(f"/desk/seals/{seal.code}")
    nader.look("bench of a seal")
    for _ in range(2):
        form = nader.page.locator("main form[action*='/desk/seals/checks/']").first
        nader.page.locator("main details summary").first.click()
        form.locator("[name=verb][value=pass_check]").check()
        form.locator("[name=method][value=inquiry]").check()
        form.locator("[name=source]").fill("Post office")
        form.locator("button").click()
        nader.page.wait_for_load_state()
    until_idle()


def sign(sara: Person) -> None:
    sara.page.reload()
    glance(sara)
    sara.platform.wait(timedelta(minutes=2))  # One code a minute for each number.
    known = sara.messages()
    sara.press("main form[action$='/code'] button")
    until_idle()
    sara.fill(code=sara.code(known))
    sara.press("main form[action$='/sign_undertaking'] button")
    assert "در انتظار تصمیم" in sara.page.locator("main .meta").inner_text()
    until_idle()


def decide(nader: Person, parvin: Person, seal: Seal, kind: str) -> None:
    """One proposes; the other reads what everybody will read, and confirms."""
    bench = f"/desk/seals/{seal.code}"
    nader.go(bench)
    form = nader.page.locator("main form[action$='/propose']")
    form.locator(f"[name=kind][value={kind}]").check()
    form.locator("[name=words]").fill(WORDS)
    form.locator("button").click()
    nader.page.wait_for_load_state()
    assert nader.page.locator("form[action$='/confirm_decision']").count() == 0
    glance(nader)
    parvin.go(bench)
    parvin.press("main form[action$='/confirm_decision'] button")
    until_idle()


def rise(sara: Person, nader: Person, parvin: Person, seal: Seal) -> None:
    """One level up: our crawler looks at the site, two people decide."""
    sara.press("main form[action$='/ask_conversion'] button")
    until_idle()
    decide(nader, parvin, seal, "convert_up")
    sara.page.reload()
    assert "۲:" in sara.page.locator("main .sum").inner_text()
    assert queries.seal(seal.pk).level == 2


def lapse(sara: Person, nader: Person, platform: Platform, seal: Seal) -> None:
    """The licence's last day passes: the seal is suspended by itself, and both sides read why."""
    platform.wait(timedelta(days=LICENCE_DAYS + 1))
    assert queries.seal(seal.pk).state == "suspended"
    sara.page.reload()
    assert "پروانهٔ پشت نماد به پایان رسید" in sara.page.locator("main").inner_text()
    glance(sara)
    nader.go(f"/desk/seals/{seal.code}")
    assert "A licence behind the seal ended" in nader.page.locator("main").inner_text()
    glance(nader)

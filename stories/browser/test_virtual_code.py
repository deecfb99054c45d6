"""A gift code in the browser: sealed by its seller, paid for, and seen by its buyer alone."""

import hashlib

import pytest
from playwright.sync_api import Browser

from amanat.config.demo.idle import until_idle
from stories.browser.person import Person, Platform

pytestmark = pytest.mark.usefixtures("committed", "wired")
GIFT = "GIFT-7K4Q-92MX-0001"


def test_a_gift_code_by_two_people(platform: Platform, browser: Browser) -> None:
    sara = Person(platform, browser, "سارا محمدی")
    reza = Person(platform, browser, "رضا کریمی")
    sara.come_in()
    reza.come_in(has_account=True)
    write(sara, reza)
    agree_and_seal(reza)
    pay(sara)
    see(sara)
    assert reza.page.goto(sara.page.url).status == 404
    found = sara.faults + reza.faults
    assert found == [], "\n".join(found)


def write(sara: Person, reza: Person) -> None:
    """Five pages; the delivery page asks what a code needs, and nothing about the post."""
    sara.go("/deals/new/buyer")
    sara.choose("kind", "code")
    sara.fill(title="کارت هدیهٔ بازی")
    sara.press()
    sara.fill(other_phone=reza.phone)
    sara.press()
    sara.fill(price_units="۱٬۰۰۰٬۰۰۰")
    sara.press()
    assert sara.page.locator("[name=delivery]").count() == 0
    sara.look("delivery of a code")
    sara.fill(provider="فروشگاه بازی", inspection_hours="۱۲")
    sara.press()
    sara.press("main form:not([action]) button")


def agree_and_seal(reza: Person) -> None:
    reza.go(reza.invitation())
    reza.press("main form button")
    reza.press("main form:has([name=sha256]) button")
    reza.press("main .acts a.btn")
    reza.fill(secret="نه")
    reza.press("main form button")
    assert reza.page.locator(".err").count() >= 1
    reza.look("seal with errors")
    reza.fill(secret=GIFT)
    reza.press("main form button")
    assert GIFT not in reza.page.content()
    until_idle()


def pay(sara: Person) -> None:
    sara.page.reload()
    sara.press("main .acts a.btn")
    sara.press("main form button")
    sara.press("main form button")
    sara.page.locator("button[value=pay], button:has-text('پرداخت')").first.click()
    sara.page.wait_for_load_state()
    if not sara.page.url.startswith(sara.platform.address):
        sara.press("form button")
    until_idle()


def see(sara: Person) -> None:
    """One look breaks the seal; the mark can be checked with what the page shows."""
    sara.go("/inbox")
    sara.page.locator(".rows h3 a").first.click()
    sara.page.wait_for_load_state()
    sara.look("code ready, buyer")
    sara.press("main .acts a.btn")
    sara.press("main form button")
    assert sara.page.locator("#secret").inner_text() == GIFT
    salt, mark = (one.text_content() for one in sara.page.locator("dd .token").all()[:2])
    assert hashlib.sha256(f"{salt}:{GIFT}".encode()).hexdigest() == mark
    sara.look("the code")
    sara.look_in_english()

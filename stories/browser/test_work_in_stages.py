"""Freelance work in three stages, in the browser: written, agreed, paid, handed in, approved."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from amanat.config.demo.idle import until_idle
from stories.browser.person import Person, Platform
from stories.browser.test_whole_deal import picture

pytestmark = pytest.mark.usefixtures("committed", "wired")
STAGES = (("طرح اولیه", "۳٬۰۰۰٬۰۰۰"), ("پیاده‌سازی", "5000000"), ("تحویل نهایی", "۲,۰۰۰,۰۰۰"))


def test_freelance_with_three_milestones(
    platform: Platform, browser: Browser, tmp_path: Path
) -> None:
    sara = Person(platform, browser, "سارا محمدی")
    reza = Person(platform, browser, "رضا کریمی")
    sara.come_in()
    reza.come_in(has_account=True)
    write(sara, reza)
    agree(reza)
    pay_the_first(sara)
    hand_in(reza, tmp_path)
    approve(sara)
    found = sara.faults + reza.faults
    assert found == [], "\n".join(found)


def write(sara: Person, reza: Person) -> None:
    """Four question pages; the sum is shown before the offer goes out."""
    sara.go("/deals/new/buyer")
    sara.choose("kind", "work")
    sara.fill(title="وب‌سایت فروشگاهی")
    sara.press()
    sara.fill(other_phone=reza.phone)
    sara.press()
    for number, (title, price) in enumerate(STAGES, start=1):
        sara.fill(**{f"title_{number}": title, f"price_units_{number}": price})
        sara.fill(**{f"days_{number}": "۷", f"test_{number}": "با نمونه بخواند"})
    sara.press("main button[name=add]")
    assert "۱۰٬۰۰۰٬۰۰۰" in sara.page.locator(".sum .tot").inner_text()
    sara.look("stages")
    sara.press("main button[name=go]")
    sara.press("main form:not([action]) button")


def agree(reza: Person) -> None:
    reza.go(reza.invitation())
    reza.press("main form button")
    reza.press("main form:has([name=sha256]) button")
    assert "۰ از ۳" in reza.page.locator("#st-h").inner_text()
    until_idle()


def pay_the_first(sara: Person) -> None:
    sara.page.reload()
    sara.press("main .acts a.btn")
    assert "مرحلهٔ ۱" in sara.page.locator(".meta").inner_text()
    sara.press("main .acts a.btn")
    sara.press("main form button")
    sara.press("main form button")
    sara.page.locator("button[value=pay], button:has-text('پرداخت')").first.click()
    sara.page.wait_for_load_state()
    if not sara.page.url.startswith(sara.platform.address):
        sara.press("form button")
    until_idle()


def hand_in(reza: Person, folder: Path) -> None:
    reza.page.reload()
    assert "۳٬۰۱۵٬۰۰۰" in reza.page.locator(".stn--held").inner_text()
    reza.press("main .acts a.btn")
    reza.press("main .acts a.btn")
    reza.fill(words="طرح اولیه در دو صفحه.")
    reza.page.set_input_files("[name=pictures]", str(picture(folder)))
    reza.press("main form button")
    assert reza.page.locator(".token").count() >= 2
    until_idle()


def approve(sara: Person) -> None:
    sara.go("/inbox")
    sara.page.locator(".rows h3 a").first.click()
    sara.page.wait_for_load_state()
    sara.platform.wait(timedelta(minutes=2))
    sara.press("main .acts a.btn")
    known = sara.messages()
    sara.press("main form[action$='/code'] button")
    until_idle()
    sara.fill(code=sara.code(known))
    sara.press("main form:has([name=code]) button")
    until_idle()
    sara.press("main a.back")
    assert "۱ از ۳" in sara.page.locator("#st-h").inner_text()
    assert "مرحلهٔ ۲" in sara.page.locator("#act-h").inner_text()
    sara.look("project, buyer")

"""Two strangers, two browsers, one deal: from the first page to the money in the bank."""

from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from amanat.config.demo.idle import until_idle
from stories.browser.person import Person, Platform

pytestmark = pytest.mark.usefixtures("committed")
MOST_SCREENS_TO_OFFER = 5
MOST_SCREENS_TO_PAY = 3


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_deal_by_two_people(
    platform: Platform, browser: Browser, tmp_path: Path, scripts: bool
) -> None:
    sara = Person(platform, browser, "سارا محمدی", scripts=scripts)
    reza = Person(platform, browser, "رضا کریمی", scripts=scripts)
    meet(sara, reza)
    offer(sara, reza)
    answer(reza)
    pay(sara)
    ship(reza, picture(tmp_path))
    inspect_and_approve(sara)
    arrive(platform, sara, reza)
    found = sara.faults + reza.faults
    assert found == [], "\n".join(found)


def meet(sara: Person, reza: Person) -> None:
    """Both sign in by SMS and prove who they are; the seller names an account."""
    for one in (sara, reza):
        one.sign_in()
        one.prove()
    reza.name_account()
    reza.go("/me")
    reza.look("me")
    reza.look_in_english()


def offer(sara: Person, reza: Person) -> None:
    """Five question pages; then the invitation goes out."""
    screens = 0
    sara.go("/")
    sara.look("home")
    sara.look_in_english()
    sara.go("/deals/new/buyer")
    sara.press()
    sara.look("item with errors")
    for number, step in enumerate(("item", "party", "price", "delivery"), start=1):
        sara.look(step)
        sara.look_in_english() if step != "item" else None
        fill_step(sara, reza, step)
        sara.press()
        screens = number
    sara.look("check")
    sara.look_in_english()
    assert screens + 1 <= MOST_SCREENS_TO_OFFER
    sara.press("main form:not([action]) button")
    assert "/deals/D-" in sara.page.url
    sara.look("deal proposed, buyer")


def fill_step(sara: Person, reza: Person, step: str) -> None:
    if step == "item":
        sara.fill(title="دوربین عکاسی کانن", description="کارکرده، بدون ضربه.")
    elif step == "party":
        sara.fill(other_phone=reza.phone.replace("0", "۰"))
    elif step == "price":
        sara.fill(price_units="۱۲٬۵۰۰٬۰۰۰")
        sara.choose("fee_payer", "half")
    else:
        sara.choose("delivery", "post")
        sara.fill(ship_days="۴", inspection_days="2", checks="لنز بدون لک است\nشارژر هست")


def answer(reza: Person) -> None:
    """From the SMS: read the terms, accept exactly them."""
    reza.go(reza.invitation())
    reza.look("invitation")
    reza.look_in_english()
    reza.press("main form button")
    reza.look("terms")
    reza.look_in_english()
    reza.press("main form:has([name=sha256]) button")
    assert reza.page.locator("h1").inner_text() == "دوربین عکاسی کانن"
    until_idle()


def pay(sara: Person) -> None:
    """Our page, our bridge, the bank's page, and back."""
    sara.page.reload()
    sara.look("deal agreed, buyer")
    sara.press("main .acts a.btn")
    sara.look("pay")
    sara.look_in_english()
    sara.pay_at_the_bank()
    sara.go("/inbox")
    sara.look("inbox")
    sara.look_in_english()
    sara.go("/deals")
    sara.look("deals")
    sara.page.locator(".rows h3 a").first.click()
    sara.page.wait_for_load_state()
    assert "۱۲٬۵۶۲٬۵۰۰" in sara.page.locator(".stn--held").inner_text()
    sara.look("deal funded, buyer")


def ship(reza: Person, photo: Path) -> None:
    reza.page.reload()
    reza.look("deal funded, seller")
    reza.press("main .acts a.btn")
    reza.fill(code="123")
    reza.press("main form button")
    assert reza.page.locator(".err").count() >= 1
    assert reza.page.input_value("[name=code]") == "123"
    reza.look("ship with errors")
    reza.fill(code=f"۴۰۵{int(reza.phone):021d}")
    reza.page.set_input_files("[name=file]", str(photo))
    reza.press("main form button")
    assert "/ship" not in reza.page.url
    reza.look("deal shipped, seller")
    until_idle()


def inspect_and_approve(sara: Person) -> None:
    sara.page.reload()
    sara.look("deal shipped, buyer")
    sara.press("main .acts a.btn")
    sara.look("receive")
    sara.press("main form button")
    sara.look("deal inspected, buyer")
    sara.look_in_english()
    sara.platform.wait(timedelta(minutes=2))
    sara.press("main .acts a.btn")
    sara.look("approve")
    sara.look_in_english()
    known = sara.messages()
    sara.press("main form[action$='/code'] button")
    until_idle()
    sara.fill(code=sara.code(known))
    sara.press("main form:has([name=code]) button")
    assert "/approve" not in sara.page.url
    until_idle()


def arrive(platform: Platform, sara: Person, reza: Person) -> None:
    """Paya needs its cycles; then the money is there and both pages say so."""
    for _ in range(60):
        platform.wait(timedelta(hours=2))
        reza.page.reload()
        if "پایان یافت" in reza.page.locator(".title .tag").inner_text():
            break
    assert "پایان یافت" in reza.page.locator(".title .tag").inner_text()
    assert "۱۲٬۴۳۷٬۵۰۰" in reza.page.locator(".stn--paid").inner_text()
    reza.look("deal completed, seller")
    reza.look_in_english()
    sara.page.reload()
    sara.press(".tools a")
    sara.look("receipt")


def picture(folder: Path) -> Path:
    path = folder / "receipt.jpg"
    Image.new("RGB", (640, 480), "#c9d6db").save(path)
    return path

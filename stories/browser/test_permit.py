"""A car maker in the browser, from the application to the delivery.

A permit is written in parts beside the ceiling, signed, checked, granted, and read by all; then it
is sold under it, buyers are called by a file, and a car is handed over by its buyer's code. The
maker reads Persian, the desk English; each page is looked at once.
"""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from amanat.capabilities.people import actions as people
from amanat.capabilities.people.models import Person as Account
from amanat.capabilities.permits.models import Permit
from amanat.capabilities.permits.tests.cast import a_maker, parts
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from stories.browser.person import Person, Platform
from stories.browser.selling import Selling, glance

pytestmark = pytest.mark.usefixtures("committed", "wired")
A_CODE_A_MINUTE = timedelta(minutes=1, seconds=1)  # She came in by a code, just now.
PRICE = 1_000_000_000
WORDS = "گواهی را خواندیم و صادرکننده آن را تأیید کرد."


def test_a_car_maker_from_application_to_delivery(platform: Platform, browser: Browser) -> None:
    sara, nader, jaleh = (
        Person(platform, browser, "سارا احمدی"),
        Person(platform, browser, "نادر رستمی", language="en"),
        Person(platform, browser, "ژاله کاویانی"),
    )
    for one in (sara, nader, jaleh):
        one.come_in()
    hat(nader, Role.OFFICER)
    hat(jaleh, Role.COMMITTEE)
    maker = a_maker(owner=Account.objects.get(phone=sara.phone))
    write(sara, f"/org/{maker.shop.business.code}/permits")
    one = Permit.objects.latest("pk")
    sign(sara, one)
    decide(nader, jaleh, one)
    read(sara, one)
    sale = Selling(sara, maker, one)
    campaign = sale.announce()
    sale.open(campaign)
    glance(sara, f"{sale.org}/deliveries")
    glance(sara, f"/permits/{one.code}/deliveries")
    sale.call_by_file()
    sale.hand()
    watch(nader, sale, campaign.pk)
    assert sara.faults + nader.faults == [], "\n".join(sara.faults + nader.faults)


def hat(person: Person, role: Role) -> None:
    found = Account.objects.get(phone=person.phone)
    people.give_hat(Act(None, Role.OPERATOR, clock.now()), person_id=found.pk, role=role)


def write(sara: Person, at: str) -> None:
    sara.go(f"{at}/new")
    sara.choose("kind", "vehicle")
    sara.choose("method", "firm")
    sara.fill(title="سپهر ۲")
    sara.press()
    sara.fill(quantity="100", price_units=f"{PRICE // 10}", instalments="۳۰ 0\n۷۰ 3")
    room = sara.page.locator("[data-room-says]")
    assert "بیشتر است" in room.inner_text()  # A hundred at once are more than the free ceiling.
    sara.fill(quantity="2")
    assert "جا می‌شود" in room.inner_text()
    sara.fill(withdrawal="20", participation="0")
    glance(sara)
    sara.press()
    production, guarantee = (filled(part) for part in parts(quantity=2, price_units=PRICE)[2:])
    sara.fill(**production)
    sara.press()
    sara.choose("guarantee_kind", "bank_guarantee")
    guarantee.pop("guarantee_kind")
    sara.fill(**guarantee)
    sara.press()
    sara.go(sara.page.url.replace("/sign", "/goods"))
    sara.fill(model="سپهر", trim="توربو", colours="سفید\nمشکی")
    sara.press()


def filled(part: object) -> dict[str, str]:
    """A part of the application as somebody types it."""
    values: dict[str, object] = {name: getattr(part, name) for name in part.__slots__}
    values.pop("certificate_file_id", None)
    if "weeks" in values:
        values["weeks"] = "\n".join(f"{day} {units}" for day, units in part.weeks)
        values["stages"] = "\n".join(
            f"{one.title} {one.basis_points // 100}" for one in part.stages
        )
    return {
        name: f"{value // 10}" if name.endswith("_units") else f"{value}"
        for name, value in values.items()
    }


def sign(sara: Person, one: Permit) -> None:
    sara.go(f"/org/{one.business.code}/permits/{one.code}/new/sign")
    glance(sara)
    sara.platform.wait(A_CODE_A_MINUTE)
    known = sara.messages()
    sara.press("#code form button")
    sara.fill(code=sara.code(known))
    sara.press("#code form:has([name=code]) button")
    one.refresh_from_db()
    assert one.state == "requested"
    glance(sara)


def decide(nader: Person, jaleh: Person, one: Permit) -> None:
    nader.go("/desk/permits")
    glance(nader)
    nader.press(f"a[href*='{one.code}']")
    glance(nader)
    open_and_send(nader, "check_capacity", capacity="4", other_backlog="0", words=WORDS)
    jaleh.go(f"/desk/permits/{one.code}")
    open_and_send(jaleh, "grant_permit", quantity="2", words=WORDS)
    one.refresh_from_db()
    assert (one.state, one.quantity) == ("permitted", 2)


def open_and_send(person: Person, verb: str, **values: str) -> None:
    form = f"form[action$='/{verb}']"
    person.page.locator(f"details:has({form}) summary").click()
    for name, value in values.items():
        person.page.fill(f"{form} [name={name}]", value)
    person.press(f"{form} button")


def read(sara: Person, one: Permit) -> None:
    sara.go(f"/org/{one.business.code}/permits/{one.code}")
    glance(sara)
    sara.go("/presales")
    glance(sara)
    sara.press(f"a[href$='{one.code}']")
    glance(sara)
    sara.go("/presales/advert")
    sara.fill(code=one.code, quantity="3")
    sara.press()
    assert "نمی‌خواند" in sara.page.locator("#found-h").inner_text()
    glance(sara)


def watch(nader: Person, sale: Selling, campaign_id: int) -> None:
    """The desk sees the same sale: the campaign, the project's money, the seller's curve."""
    for path in (f"/desk/campaigns/{campaign_id}", "/desk/projects", "/desk/market",
                 f"/desk/market/{sale.maker.shop.business.code}"):  # fmt: skip
        glance(nader, path)
    nader.go("/desk/projects")
    nader.press("main a[href^='/en/desk/projects/']")
    glance(nader)

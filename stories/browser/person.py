"""A person with a phone and a browser, and the platform they use."""

import re
import time
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

from amanat.capabilities.people.models import Person as Account
from amanat.config.demo.idle import until_idle
from amanat.config.demo.outside import Outside
from amanat.config.demo.player import Player, national_id, sheba
from amanat.flows import sweeper
from amanat.kernel.clock import time as clock
from stories.browser.checks import Depth, faults

PHONES = count(9_150_000_000)
LINK = re.compile(r"https?://[^\s]+/j/[a-z0-9]+")
DONE_WAIT_SECONDS = 20.0
#  Pages that are the same for everybody: looked at once in each language, not once a person.
SAME_FOR_ALL = frozenset({"sign in", "code", "welcome", "identity", "iban", "to the bank"})
looked_at: set[tuple[str, str]] = set()


@dataclass(frozen=True)
class Platform:
    """Where the site and the outside world are, and how time passes there."""

    address: str
    outside_address: str

    @property
    def outside(self) -> Outside:
        return Outside(self.outside_address)

    def wait(self, length: timedelta) -> None:
        """Let platform time pass; the worker and the sweeper do what falls due."""
        clock.advance(length)
        self.outside.set_ahead(clock.ahead().total_seconds())
        sweeper.sweep()
        until_idle()


class Person:
    """Somebody with a phone number and a browser of their own; counts the pages they see."""

    def __init__(
        self,
        platform: Platform,
        browser: Browser,
        name: str,
        *,
        scripts: bool = True,
        language: str = "fa",
    ) -> None:
        self.platform, self.name, self.language = platform, name, language
        self.phone = f"0{next(PHONES)}"
        context = browser.new_context(
            viewport={"width": 1280, "height": 900}, java_script_enabled=scripts
        )
        context.set_default_timeout(15_000)
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self.checked: set[tuple[str, str]] = set()
        self.looks = scripts

    def go(self, path: str) -> None:
        prefix = "/en" if self.language == "en" and not path.startswith("http") else ""
        self.page.goto(path if path.startswith("http") else self.platform.address + prefix + path)

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            self.page.fill(f"main [name={name}]", value)

    def choose(self, name: str, value: str) -> None:
        self.page.check(f"[name={name}][value={value}]")

    def press(self, selector: str = "main form button") -> None:
        """Send the form; the next page is here when this returns."""
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state()

    def look(self, name: str) -> None:
        """Check the page that is open, once for each kind of page; both languages."""
        known, mark = (looked_at if name in SAME_FOR_ALL else self.checked), (self.language, name)
        if not self.looks or mark in known:
            return
        known.add(mark)
        self.faults += faults(self.page, Depth.USUAL)

    def look_in_english(self) -> None:
        """The same page in the other language, and back."""
        if not self.looks:
            return
        here = self.page.url
        self.page.goto(here.replace(self.platform.address, self.platform.address + "/en"))
        self.faults += faults(self.page, Depth.GLANCE)
        self.page.goto(here)

    def code(self, known: int) -> str:
        return self.platform.outside.code(self.phone, known)

    def messages(self) -> int:
        return len(self.platform.outside.inbox(self.phone))

    def sign_in(self, path: str = "/sign-in") -> None:
        """By phone and the code in the SMS."""
        self.go(path)
        self.look("sign in")
        known = self.messages()
        self.fill(phone=self.phone)
        self.press()
        self.look("code")
        self.fill(code=self.code(known))
        self.press("main form:has([name=code]) button")
        if "/welcome" in self.page.url:
            self.look("welcome")
            self.fill(name=self.name)
            self.press("main form:has([name=name]) button")

    def come_in(self, *, has_account: bool = False) -> None:
        """Signed in already, as somebody who was here before: identity proven, account named.

        The way in has a story of its own, that of the whole deal.
        """
        account = Account.objects.filter(phone=self.phone).first()
        if account is None:
            play = Player(self.platform.outside, settle=until_idle)
            paid_at = int(self.phone) if has_account else 0
            account = play.join(self.phone, self.name, paid_at=paid_at)
        client = Client()
        client.force_login(account)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": self.platform.address}
        self.page.context.add_cookies([cookie])

    def prove(self) -> None:
        """National id, matched with the phone."""
        self.go("/me/identity")
        self.look("identity")
        self.fill(national_id=national_id(int(self.phone[2:])))
        self.press("main form:has([name=national_id]) button")

    def name_account(self) -> None:
        self.go("/me/iban")
        self.look("iban")
        self.fill(sheba=sheba(int(self.phone[2:])))
        self.press("main form:has([name=sheba]) button")

    def pay_at_the_bank(self) -> None:
        """From our pay page over our bridge to the bank's page, and back."""
        self.press("main form button")
        self.look("to the bank")
        self.press("main form button")
        self.page.locator("button[value=pay], button:has-text('پرداخت')").first.click()
        self.page.wait_for_load_state()
        if not self.page.url.startswith(self.platform.address):
            self.page.locator("form button").first.click()
            self.page.wait_for_load_state()
        assert "/pay/" in self.page.url
        self.look("paid")
        until_idle()

    def invitation(self) -> str:
        """The link in the SMS that invites to a deal."""
        until = time.monotonic() + DONE_WAIT_SECONDS
        while time.monotonic() < until:
            for message in self.platform.outside.inbox(self.phone):
                if found := LINK.search(str(message["message"])):
                    return found[0]
            time.sleep(0.1)
        raise AssertionError(f"No invitation came to {self.phone}.")

    def keep_picture(self, name: str, folder: Path) -> None:
        self.page.screenshot(path=str(folder / f"{name}.png"), full_page=True)

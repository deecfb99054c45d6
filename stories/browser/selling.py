"""The maker's half of a pre-sale, page by page: a campaign, a file of calls, a hand-over.

Buyers act through their verbs here; the story of a buyer looks at their pages.
"""

import time
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction

from amanat.capabilities.contracts import queries as contracts
from amanat.capabilities.contracts.models import Contract
from amanat.capabilities.contracts.tests.cast import Sale
from amanat.capabilities.deliveries import actions as deliveries
from amanat.capabilities.deliveries import queries as planned
from amanat.capabilities.deliveries.models import Delivery
from amanat.capabilities.deliveries.tests.cast import vin_of
from amanat.capabilities.payments import queries as bank
from amanat.capabilities.permits.models import Permit
from amanat.capabilities.permits.tests.cast import Maker
from amanat.capabilities.presale import actions as presale
from amanat.capabilities.presale import queries as campaigns
from amanat.capabilities.presale.models import Campaign
from amanat.capabilities.presale.tests.cast import decide_all
from amanat.capabilities.presale.tests.lottery import a_buyer
from amanat.config.demo.idle import until_idle
from amanat.config.demo.player import Player
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.moments import tehran_day, typed_date
from amanat.words.persian import persian_digits
from stories.browser.checks import Depth, faults
from stories.browser.person import Person

DAY = timedelta(days=1)
NOTICE, WINDOW, CALL_AHEAD = 4, 3, 8  # Days.
DONE_WAIT_SECONDS, POLL_SECONDS = 30.0, 0.05
HEAD = "قرارداد,شناسه خودرو,تاریخ تحویل"


def glance(person: Person, path: str = "") -> None:
    """One look at a page, or at the one that is open, in this person's language."""
    if path:
        person.go(path)
    person.faults += faults(person.page, Depth.GLANCE)


def house() -> Act:
    return Act(None, Role.HOUSE, clock.now())


@dataclass
class Selling:
    """One permit of one maker from its campaign to its deliveries."""

    sara: Person
    maker: Maker
    permit: Permit
    sold: list[Contract] = field(default_factory=list)

    @property
    def org(self) -> str:
        return f"/org/{self.maker.shop.business.code}"

    @property
    def today(self) -> str:
        return self.day(0)

    def day(self, ahead: int) -> str:
        """A day as it is typed on a Persian page."""
        return typed_date(tehran_day(clock.now()) + ahead * DAY, "fa")

    def delivery(self, which: int) -> Delivery:
        found = planned.of_contract(self.sold[which].pk)
        assert found is not None, "A contract in force has its delivery."
        return found

    def wait(self, length: timedelta) -> None:
        """Time passes, and whoever sells is still well ranked."""
        self.maker.shop.stand_ready(tehran_day(clock.now() + length))
        self.sara.platform.wait(length)
        self.maker.shop.set()

    # What happens, in order.

    def announce(self) -> Campaign:
        """From the permit's page to a campaign that opens in some days."""
        sara = self.sara
        sara.go(f"{self.org}/permits/{self.permit.code}")
        sara.press("a[href*='/campaigns/new/']")
        glance(sara)
        sara.choose("kind", "first_come")
        sara.page.select_option("main [name=maker]", "other")
        sara.fill(opens_at=self.today, closes_at=self.day(NOTICE + WINDOW), seats="۲")
        sara.press()
        assert "پیش از بازشدن اعلام کنید" in sara.page.locator("#f-opens_at-error").inner_text()
        sara.fill(opens_at=self.day(NOTICE))
        sara.press()
        glance(sara)
        return Campaign.objects.get(permit_id=self.permit.pk)

    def open(self, campaign: Campaign) -> None:
        """Its day comes; two buyers ask, sign, and pay the first part."""
        self.wait(campaign.opens_at - clock.now())
        line = campaigns.opening_of(campaign.pk)
        assert line is not None, "Who comes first has a line."
        with transaction.atomic():
            buyers = [a_buyer().pk for _ in range(2)]
        presale.apply_all([line.pk] * 2, buyers, [1] * 2)
        decide_all(line)
        presale.make_offers(house(), opening_id=line.pk)
        until_idle()
        sale = Sale(self.maker, campaign.pk)
        for buyer in buyers:
            offer = campaigns.offer_in(campaign.pk, buyer)
            assert offer is not None, "Whose turn came has an offer."
            self.sold.append(sale.signed(offer))
        self.pay()

    def pay(self) -> None:
        """All that is asked of the buyers comes through the gateway, part by part."""
        until_idle()
        play = Player(self.sara.platform.outside, settle=until_idle)
        while due := self.asked():
            for payment_id in due:
                play.pay_part(payment_id, bank.payment(payment_id).payer)
            self.wait_until_heard(due)

    def wait_until_heard(self, due: list[int]) -> None:
        """The worker may have to try again; contracts hear of their money in seconds."""
        until = time.monotonic() + DONE_WAIT_SECONDS
        while set(due) & set(self.asked()):
            assert time.monotonic() < until, "A contract did not hear of its money."
            until_idle()
            time.sleep(POLL_SECONDS)

    def asked(self) -> list[int]:
        """The payments that wait for the buyers now."""
        found = [contracts.open_instalment(one.pk) for one in self.sold]
        return [one.payment_id for one in found if one is not None and one.payment_id is not None]

    def call_by_file(self) -> None:
        """Two rows in Persian digits, one with a VIN that is none: mended on the spot, then done."""
        sara, day = self.sara, self.day(CALL_AHEAD)
        codes = [one.code for one in self.sold]
        vins = [vin_of(self.permit.pk * 10 + n) for n in range(2)]
        rows = [f"{codes[0]},{vins[0]},{day}", f"{codes[1]},{vins[1][:16]}I,{day}"]
        content = persian_digits("\n".join([HEAD, *rows])).encode()
        sara.go(f"{self.org}/deliveries/upload")
        glance(sara)
        sara.choose("work", "call")
        file = {"name": "calls.csv", "mimeType": "text/csv", "buffer": content}
        sara.page.set_input_files("[name=file]", files=[file])
        sara.press()
        self.work()
        glance(sara)
        sara.press("a[href$='/rows/3']")
        glance(sara)
        assert "درست نیست" in sara.page.locator("#f-vin-error").inner_text()
        sara.fill(vin=vins[1])
        sara.press()
        sara.press("form[action$='/confirm'] button")
        self.work()
        assert [self.delivery(which).state for which in range(2)] == ["called"] * 2

    def work(self) -> None:
        """The worker's round over files of rows, and the page as it is then."""
        deliveries.work_sheets(house())
        self.sara.page.reload()

    def hand(self) -> None:
        """On the day: a wrong code is told so, the buyer's own hands over."""
        self.pay()
        self.wait(CALL_AHEAD * DAY)
        sara, before = self.sara, self.open_units()
        one = self.delivery(0)
        sara.go(f"/org/deliveries/{one.pk}")
        glance(sara)
        code = planned.hand_code(one)
        sara.fill(code="۰۰۰۰۰۱" if code == "000000" else "۰۰۰۰۰۰")
        sara.press("form[action$='/hand-over'] button")
        assert "مانده" in sara.page.locator("#f-code-error").inner_text()
        sara.fill(code=persian_digits(code))
        sara.press("form[action$='/hand-over'] button")
        assert self.delivery(0).state == "handed"
        glance(sara)
        until_idle()
        paid = contracts.contract(one.contract_id).paid_units
        assert self.open_units() == before - paid, "What was delivered is no promise any more."
        glance(sara)

    def open_units(self) -> int:
        """What the maker's own screen says of the promises that its ceiling covers."""
        self.sara.go(f"{self.org}/sales")
        figure = self.sara.page.locator("section[aria-labelledby=sums-h] .tot data")
        return int(figure.get_attribute("value") or 0)

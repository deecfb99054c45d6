"""A day at the bank, on a stage of its own: simulators that nobody else has paid through."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from amanat.capabilities.deals.models import Deal
from amanat.capabilities.escrow import queries as holds
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.payments.models import Payout
from amanat.capabilities.payments.tests.cast import Outside as Simulated
from amanat.capabilities.payments.tests.cast import simulators
from amanat.capabilities.people.models import Person
from amanat.capabilities.reconciliation import actions, queries
from amanat.capabilities.reconciliation.models import Item
from amanat.config.demo.outside import Outside
from amanat.config.demo.player import Player
from amanat.kernel.clock import time as clock
from amanat.words.act import Act, Role
from amanat.words.moments import TEHRAN, tehran_day
from stories.jobs import do_waiting_jobs
from stories.market import DAY, NUMBERS, Market

FAR = timedelta(days=60)  # Days that no other story has been to.
MORNING, SUNDAY = time(9, 0), 6
MINUTE = timedelta(minutes=1)
COMES_BACK = 4_259_999  # The simulated bank sends back what goes to such an account.


class Books(Market):
    """The market, with two people of finance and the round that the worker does each minute."""

    def __init__(self, play: Player, bank: Simulated) -> None:
        self.bank = bank
        to = (clock.now() + FAR).astimezone(TEHRAN)
        to += timedelta(days=(SUNDAY - to.weekday()) % 7 or 7)
        clock.advance(datetime.combine(to.date(), MORNING, TEHRAN) - clock.now())
        play.outside.set_ahead(clock.ahead().total_seconds())
        super().__init__(play)
        self.nilou = play.hat(self.person("نیلوفر"), Role.FINANCE)
        self.kaveh = play.hat(self.person("کاوه"), Role.FINANCE)

    def round(self) -> list[str]:
        """What the worker does each minute, and what follows from it."""
        wrong = actions.reconcile(Act(None, Role.HOUSE, clock.now()))
        self.play.settle()
        return wrong

    def cast(self, name: str) -> Person:
        """Somebody who is on the stage already."""
        return self.play.cast[name]

    def finance(self, person: Person) -> Act:
        return self.act(person, Role.FINANCE)

    def paid_through(self, gateway: str, price_units: int = 100_000_000) -> Deal:
        """A deal whose money came through this gateway, in one part."""
        deal = self.agreed(price_units=price_units)
        part = holds.next_unpaid(deal.subject)
        assert part is not None
        self.play.pay_part(part.payment_id, self.sara, gateway)
        return self.play.fresh(deal)

    def released(self, deal: Deal) -> Payout:
        """The goods arrive and the buyer approves; the payout is queued."""
        shipped = self.play.ship(deal, self.reza)
        self.play.approve(self.play.receive(shipped, self.sara), self.sara)
        return Payout.objects.filter(person=self.reza).latest("pk")

    def until_next_morning(self) -> None:
        today = tehran_day(clock.now())
        self.play.wait(datetime.combine(today + DAY, MORNING, TEHRAN) - clock.now())

    def slip(self, do: str, **wish: Any) -> str:
        """The bank's statement goes wrong; the line's own reference."""
        return str(self.bank.post("/bank/slips.json", do=do, **wish)["bank_reference"])

    def statement(self, form: str, days_back: int = 1) -> bytes:
        """The bank's file of a past day, as finance would fetch it by hand."""
        day = (tehran_day(clock.now()) - days_back * DAY).isoformat()
        return self.play.outside.web.get(f"/bank/statement.{form}", params={"day": day}).content

    def units(self, code: str) -> int:
        return payments.balances().get(code, 0)


def standing() -> list[tuple[str, int, str]]:
    """Every difference that is still there."""
    return [(one.key, one.units, one.state) for one in queries.items()]


def only_item() -> Item:
    found = list(queries.items())
    assert len(found) == 1, found
    return found[0]


def _settle() -> None:
    do_waiting_jobs()


@contextmanager
def books(folder: Path, settings: Any) -> Iterator[Books]:
    """A fresh bank and fresh gateways, with our settings pointing at them."""
    with simulators(folder) as bank:
        settings.SIMULATORS_URL = bank.address
        settings.GATEWAYS, settings.BANK = bank.settings()
        settings.INQUIRY = {**settings.INQUIRY, "address": f"{bank.address}/bank/inquiry"}
        settings.KAVENEGAR = {**settings.KAVENEGAR, "address": f"{bank.address}/kavenegar"}
        settings.WHOIS = {"address": f"{bank.address}/whois"}
        yield Books(Player(Outside(bank.address), settle=_settle), bank)


__all__ = ["COMES_BACK", "MINUTE", "NUMBERS", "Books", "books", "only_item", "standing"]

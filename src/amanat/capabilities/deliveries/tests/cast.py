"""A maker that sold on contract, its buyers, and their deliveries as the worker would plan them.

line = a_line(method="custom")        # one permit, its project, a campaign
one = line.planned()                  # a contract in force, and its delivery
line.called(one); line.paid(one); line.handed(one)
"""

from dataclasses import dataclass
from datetime import date, timedelta

from amanat.capabilities.contracts import actions as contracts
from amanat.capabilities.contracts import queries as known
from amanat.capabilities.contracts.tests.cast import Sale, a_sale
from amanat.capabilities.deliveries import actions as deliveries
from amanat.capabilities.deliveries import queries
from amanat.capabilities.deliveries.models import Delivery
from amanat.capabilities.deliveries.rules.vin import check_sign
from amanat.capabilities.people.models import Person
from amanat.capabilities.ranks.models import Score
from amanat.kernel.log.tests.kept import kept
from amanat.words.act import Act, Role
from amanat.words.moments import start_of, tehran_day

DAY = timedelta(days=1)


def vin_of(number: int) -> str:
    """A sound VIN for each number."""
    code = f"NAS00000{0}{number:08}"
    return code[:8] + check_sign(code) + code[9:]


@dataclass
class Line:
    """One permit being delivered. Time is the sale's: `line.on(day)` moves it there, at noon."""

    sale: Sale
    made: int = 0

    @property
    def today(self) -> date:
        return tehran_day(self.sale.at)

    def on(self, day: date) -> None:
        self.sale.at = start_of(day) + timedelta(hours=12)
        shop, yesterday = self.sale.maker.shop, day - DAY
        if not Score.objects.filter(business_id=shop.pk, day=yesterday).exists():
            shop.rank(8000, 3, day=yesterday)  # The daily score goes on.

    def holder(self) -> Act:
        return self.sale.maker_acts()

    def house(self) -> Act:
        return self.sale.house()

    def clock(self) -> Act:
        return self.sale.hand()

    def buyer(self, one: Delivery) -> Act:
        return Act(one.buyer_id, Role.PERSON, self.sale.at)

    @kept
    def planned(self, buyer: Person | None = None) -> Delivery:
        """A contract in force; the worker plans its delivery."""
        offer = self.sale.offer(buyer)
        contract = self.sale.in_force(self.sale.signed(offer))
        return deliveries.plan_delivery(self.house(), contract_id=contract.pk)

    def now(self, one: Delivery) -> Delivery:
        return queries.delivery(one.pk)

    @kept
    def called(self, one: Delivery, *, ahead: int = 7, vin: str = "") -> Delivery:
        self.made += 1
        return deliveries.call_buyer(
            self.holder(), delivery_id=one.pk, vin=vin or vin_of(self.made),
            day=self.today + ahead * DAY,
        )  # fmt: skip

    @kept
    def paid(self, one: Delivery) -> Delivery:
        """The buyer pays what is due at delivery; the worker hears of it."""
        self.sale.pay(known.contract(one.contract_id))
        deliveries.settle_due(self.house(), contract_id=one.contract_id)
        return self.now(one)

    @kept
    def handed(self, one: Delivery, defects: str = "") -> Delivery:
        """The maker types the buyer's code on the spot. The code's own commit is left to the
        stories that commit; here the code is as good as typed."""
        Delivery.objects.filter(pk=one.pk).update(code_typed_at=self.sale.at)
        return deliveries.hand_to_buyer(self.holder(), delivery_id=one.pk, defects=defects)

    def counted(self) -> int:
        """The worker's daily round."""
        return deliveries.accrue_due(self.house())

    @kept
    def late_by(self, one: Delivery, days: int) -> Delivery:
        """Nothing came for so many days, and the worker counted each."""
        self.on(one.promised + days * DAY)
        self.counted()
        return self.now(one)


@kept
def a_line(**terms: object) -> Line:
    """A permit in force that is being sold: see contracts' cast."""
    return Line(a_sale(**terms))


__all__ = ["DAY", "Line", "a_line", "contracts", "vin_of"]

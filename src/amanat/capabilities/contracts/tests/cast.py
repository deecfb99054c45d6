"""A maker with a permit, its project's account, a campaign, and buyers who sign and pay.

sale = a_sale(quantity=3, price_units=1_000_000_000)
contract = sale.in_force()        # offered, signed, paid through a bank, funded
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from amanat.capabilities.contracts import actions, queries
from amanat.capabilities.contracts.models import Contract
from amanat.capabilities.payments import actions as bank
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.payments.models import Attempt, Payment
from amanat.capabilities.people.models import Person
from amanat.capabilities.permits.tests.cast import Maker, permitted
from amanat.capabilities.presale import actions as presale
from amanat.capabilities.presale.models import Campaign, PresaleOffer
from amanat.capabilities.presale.rules.window import EVERYBODY
from amanat.capabilities.presale.tests.lottery import a_buyer
from amanat.capabilities.projects import actions as projects
from amanat.capabilities.projects.queries import account_id_of
from amanat.kernel.clock import time as clock
from amanat.kernel.ledger import book
from amanat.kernel.log.tests.kept import kept
from amanat.words.act import Act, Role

PRICE = 1_000_000_000
DAYS, HOURS = timedelta(days=1), timedelta(hours=1)
_references = count(1)


@dataclass
class Sale:
    """One permit that is being sold, and everybody around it."""

    maker: Maker
    campaign_id: int
    at: datetime = field(default_factory=clock.now)

    @property
    def permit_id(self) -> int:
        return self.maker.pk

    @property
    def business_id(self) -> int:
        return self.maker.shop.pk

    @property
    def account_units(self) -> int:
        return book.balance(account_id_of(self.permit_id)).units

    @property
    def stock(self) -> tuple[int, int]:
        """How many are free, how many sold."""
        one = self.maker.now
        assert one.stock_account_id and one.sold_account_id
        free = book.balance(one.stock_account_id).free_units
        return free or 0, book.balance(one.sold_account_id).units

    def house(self) -> Act:
        return Act(None, Role.HOUSE, self.at)

    def hand(self) -> Act:
        return Act(None, Role.CLOCK, self.at)

    def maker_acts(self) -> Act:
        return Act(self.maker.owner.pk, Role.HOLDER, self.at)

    def by(self, person: Person) -> Act:
        return Act(person.pk, Role.PERSON, self.at)

    def wait(self, **span: float) -> None:
        """Time passes for who acts next; a database in a rolled-back test keeps its own."""
        self.at += timedelta(**span)

    # The stations of a contract.

    @kept
    def offer(
        self, buyer: Person | None = None, *, units: int = 1, hours: int = 72
    ) -> PresaleOffer:
        buyer = buyer or a_buyer()
        one = self.maker.now
        assert one.stock_account_id and one.sold_account_id
        number = book.next_id()
        hold = book.Hold(number, one.stock_account_id, one.sold_account_id, None, buyer.pk, units)
        book.write(self.house(), hold, key=f"test/stock/{number}")
        return presale.offer_to(
            self.house(), campaign_id=self.campaign_id, buyer_id=buyer.pk, units=units,
            stock_hold_id=number, pay_by=self.at + hours * HOURS,
        )  # fmt: skip

    @kept
    def signed(self, offer: PresaleOffer | None = None) -> Contract:
        offer = offer or self.offer()
        act = Act(offer.buyer_id, Role.PERSON, self.at)
        agreed = queries.draft(offer.pk, offer.buyer_id, self.at).sha256
        return actions.sign(act, offer_id=offer.pk, agreed=agreed)

    def in_force(self, contract: Contract | None = None) -> Contract:
        """Signed and paid; the worker heard of it."""
        return self.pay(contract or self.signed())

    @kept
    def pay(self, contract: Contract) -> Contract:
        """The buyer pays the instalment that is asked for now, in as many parts as it takes."""
        wanted = queries.open_instalment(contract.pk)
        waiting = wanted
        assert wanted is not None
        while waiting is not None and waiting.pk == wanted.pk:
            contract = self.pay_part(contract)
            is_over = contract.state == "lapsed"
            waiting = None if is_over else queries.open_instalment(contract.pk)
        return contract

    def pay_part(self, contract: Contract) -> Contract:
        """The buyer makes one payment, and the contract hears of it."""
        waiting = queries.open_instalment(contract.pk)
        assert waiting is not None and waiting.payment_id is not None
        bank_pays(payments.payment(waiting.payment_id), self.at)
        return actions.fund(self.house(), payment_id=waiting.payment_id)

    def now(self, contract: Contract) -> Contract:
        return queries.contract(contract.pk)


@kept
def a_sale(
    *, quantity: int = 10, price_units: int = PRICE, prepayment: int = 3000, method: str = "firm",
    kind: str = "vehicle", collateral: int = 0, assignments: int = 2, ceiling: int | None = None,
) -> Sale:  # fmt: skip
    """A permit in force with its project's account and an announced campaign."""
    maker = permitted(
        quantity=quantity, price_units=price_units, prepayment=prepayment, method=method,
        kind=kind, collateral=collateral, ceiling=ceiling,
    )  # fmt: skip
    one = maker.now
    assert one.last_delivery and one.cost_units
    projects.open_project(
        maker.house(), permit_id=one.pk, permit_code=one.code, business_id=one.business_id,
        kind=one.kind, title=one.title, cost_units=one.cost_units, last_delivery=one.last_delivery,
    )  # fmt: skip
    opens = clock.now() + 73 * HOURS
    made = presale.announce_campaign(
        maker.holder(), permit_id=one.pk, opens_at=opens, closes_at=opens + 72 * HOURS,
        groups=[presale.Group(EVERYBODY, quantity)], maker="ikco",
    )  # fmt: skip
    Campaign.objects.filter(pk=made.pk).update(assignments_allowed=assignments)
    return Sale(maker, made.pk)


def at_the_bank(payment: Payment, at: datetime) -> Attempt:
    """The payer stands at the bank's page."""
    payer, says = Act(payment.payer_id, Role.PERSON, at), Act(None, Role.BANK, at)
    attempt = bank.start(payer, payment_id=payment.pk, gateway="mellat")
    bank.issue(says, attempt_id=attempt.pk, ref_id=f"token-{next(_references)}")
    return bank.redirect(payer, attempt_id=attempt.pk)


def bank_settles(attempt: Attempt, at: datetime) -> Attempt:
    """The bank says that it came, and settles."""
    says = Act(None, Role.BANK, at)
    reference = f"{next(_references):012}"
    bank.come_back(says, attempt_id=attempt.pk, reference=reference, card_mask="6037-7777")
    bank.pursue(says, attempt_id=attempt.pk)
    bank.verify(says, attempt_id=attempt.pk)
    return bank.settle(says, attempt_id=attempt.pk)


def bank_pays(payment: Payment, at: datetime) -> Attempt:
    """The payer pays, and the bank settles."""
    return bank_settles(at_the_bank(payment, at), at)

"""Whatever people do, stock, ceiling, the project's account and what went back agree to the rial."""

import random
from dataclasses import dataclass, field

import pytest

from amanat.capabilities.ceilings import queries as ceilings
from amanat.capabilities.contracts import actions, queries
from amanat.capabilities.contracts.models import Contract
from amanat.capabilities.contracts.states import OWING, SOLD, STANDING
from amanat.capabilities.contracts.tests.cast import Sale, a_sale, bank_pays
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.payments.models import Payout
from amanat.capabilities.presale.tests.lottery import a_buyer
from amanat.kernel.ledger import book
from amanat.words.refusal import Refused

pytestmark = pytest.mark.django_db
QUANTITY, STEPS, HISTORIES = 4, 12, 2


def disagreements(sale: Sale, quantity: int = QUANTITY) -> list[str]:
    """One sentence for each sum that does not agree with the others."""
    rows = list(Contract.objects.filter(permit_id=sale.permit_id))
    found = ceilings.broken([sale.business_id]) + [str(one) for one in book.broken_invariants()]
    sold = sum(one.quantity for one in rows if one.state in SOLD)
    if sale.stock[1] != sold:
        found.append(f"{sold} are sold, the ledger says {sale.stock[1]}.")
    held = sum(1 for one in rows if one.state == "signed")
    if sum(sale.stock) + held > quantity:
        found.append(f"{sale.stock} and {held} held are more than {quantity}.")
    here = sum(one.paid_units for one in rows if one.state in (*STANDING, *OWING, "fulfilled"))
    gone = sum(min(one.given_units, one.paid_units) for one in rows if one.state == "ordered")
    if sale.account_units != here - gone:
        found.append(f"{here - gone} is paid in, the account holds {sale.account_units}.")
    for one in rows:
        out = Payout.objects.filter(subject=f"contract:{one.pk}", key__contains="/repay/")
        if sum(payout.units for payout in out) != one.given_units:
            found.append(f"{one.code}: {one.given_units} given, another sum paid out.")
        if queries.paid_units(one.pk) != one.paid_units:
            found.append(f"{one.code}: its instalments say another sum.")
    exposed = sum(one.profit_units for one in rows if one.state in OWING)
    if sale.maker.shop.now.exposure_units != exposed:
        found.append(f"{exposed} is at risk, the ceiling says otherwise.")
    return found


@dataclass
class History:
    """Buyers, a maker and the clock who do whatever comes to their mind."""

    sale: Sale
    dice: random.Random
    mine: list[Contract] = field(default_factory=list)

    @property
    def one(self) -> Contract:
        return self.sale.now(self.dice.choice(self.mine))

    def buy(self) -> None:
        self.mine.append(self.sale.signed(self.sale.offer(a_buyer())))

    def pay(self) -> None:
        contract = self.one
        is_open = contract.state in ("signed", *STANDING)
        if is_open and queries.open_instalment(contract.pk) is not None:
            self.sale.pay(contract)

    def leave(self) -> None:
        contract = self.one
        actions.withdraw_contract(self.sale.by(contract.buyer), contract_id=contract.pk)

    def pass_on(self) -> None:
        contract, heir = self.one, a_buyer()
        asked = actions.ask_assignment(
            self.sale.by(contract.buyer), contract_id=contract.pk, phone=heir.phone
        )
        actions.accept_assignment(self.sale.by(heir), assignment_id=asked.pk)
        actions.consent_assignment(self.sale.maker_acts(), assignment_id=asked.pk)

    def bring(self) -> None:
        contract = actions.bring_repayment(self.sale.maker_acts(), contract_id=self.one.pk)
        bank_pays(payments.payment(contract.repay_payment_id or 0), self.sale.at)
        actions.fund(self.sale.house(), payment_id=contract.repay_payment_id or 0)

    def repay(self) -> None:
        actions.repay(self.sale.hand(), contract_id=self.one.pk)

    def play(self) -> None:
        """What is not open just now is refused, and changes nothing."""
        moves = [self.buy, self.pay, self.pay, self.leave, self.pass_on, self.bring, self.repay]
        self.buy()
        for _ in range(STEPS):
            try:
                self.dice.choice(moves)()
            except Refused:
                continue
            self.sale.wait(hours=self.dice.choice([1, 1, 5]))


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_after_any_history_all_sums_agree(seed: int) -> None:
    sale = a_sale(quantity=QUANTITY)
    History(sale, random.Random(seed)).play()
    assert disagreements(sale) == []


def test_a_rial_that_went_astray_is_found() -> None:
    """The planted bug: one rial leaves the project's account beside the contracts."""
    sale = a_sale(quantity=QUANTITY)
    contract = sale.in_force()
    away = book.open_account("test:astray")
    book.write(sale.house(), book.Transfer(contract.project_account_id, away, 1), key="test/astray")
    assert any("the account holds" in line for line in disagreements(sale))

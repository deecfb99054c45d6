"""Every clock that runs on a contract: to pay, to take one over, to repay."""

from amanat.capabilities.contracts import actions as contracts
from amanat.capabilities.contracts.tests.cast import a_sale
from amanat.capabilities.presale.tests.lottery import a_buyer
from stories.timers import Watch


def every_clock_of_a_contract(watch: Watch) -> None:
    """Signed, paid, offered to another buyer and accepted, called off, left."""
    sale, heir = a_sale(), a_buyer()
    contract = sale.signed()
    watch.look()
    contract = sale.pay(contract)
    buyer = sale.by(contract.buyer)
    asked = contracts.ask_assignment(buyer, contract_id=contract.pk, phone=heir.phone)
    watch.look()
    contracts.accept_assignment(sale.by(heir), assignment_id=asked.pk)
    watch.look()
    contracts.call_off_assignment(buyer, assignment_id=asked.pk)
    contracts.withdraw_contract(buyer, contract_id=contract.pk)
    watch.look()

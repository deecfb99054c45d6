"""The end of a contract that is kept: called with its price, paid in full, handed over."""

from datetime import date

from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.contracts import queries
from amanat.capabilities.contracts.actions.assigning import end_assignment
from amanat.capabilities.contracts.actions.portions import ask, call_off
from amanat.capabilities.contracts.events import (
    ContractCalled,
    ContractCallUndone,
    ContractFulfilled,
)
from amanat.capabilities.contracts.models import Contract, Instalment
from amanat.capabilities.contracts.refusals import BankIsAnswering, MoneyMissing
from amanat.capabilities.contracts.rules.reasons import PARTLY
from amanat.capabilities.contracts.rules.terms import DUE
from amanat.capabilities.payments import queries as accounts
from amanat.kernel.log.moves import move, subject_of
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import refuse_unless


@atomic
def call_vehicle(
    act: Act, *, contract_id: int, price_units: int, ready_on: date | None = None
) -> Contract:
    """The thing is ready and its price of today known: from now on nobody leaves any more.

    `price_units` is the price of one unit today; a firm contract keeps its own. What is still due
    is asked for as one last instalment: price × (1 - paid ÷ price at sign-up). From `ready_on` on,
    a day on which it is not paid yet is not the maker's delay. Called once more after a call that
    was undone, the price and what is due stay as the first call settled them.
    """
    contract = Contract.objects.lock(contract_id)
    contract.MACHINE.row("call_vehicle", contract.state, Role.HOUSE)
    subject, house = subject_of(contract), act.wearing(Role.HOUSE)
    if contract.delivery_price_units is not None:
        contract.ready_on = ready_on
        end_assignment(act, contract)
        move(house, contract, "call_vehicle", _called(contract, queries.unpaid_units(contract_id)))
        return contract
    refuse_unless(not accounts.is_subject_being_paid(subject), BankIsAnswering)
    event = priced(contract, price_units, ready_on)
    end_assignment(act, contract)
    _drop_the_plan(act, contract)
    move(house, contract, "call_vehicle", event)
    if event.due_units:
        ask(act, contract, _last_part(contract, event.due_units))
    return contract


def priced(contract: Contract, price_units: int, ready_on: date | None) -> ContractCalled:
    """The contract with the price and the day of its call, and the fact that says so."""
    due = queries.due_of(contract, price_units * contract.quantity)
    contract.delivery_price_units, contract.ready_on = due.price_units, ready_on
    return _called(contract, due.units)


def _called(contract: Contract, due_units: int) -> ContractCalled:
    assert contract.delivery_price_units is not None, "A call settles the price."
    return ContractCalled(
        contract.permit_id, contract.business_id, contract.buyer_id,
        contract.delivery_price_units, due_units,
    )  # fmt: skip


@atomic
def undo_call(act: Act, *, contract_id: int) -> Contract:
    """The call was a mistake: the contract is in force as before, and may be left or passed on.

    What the call asked for stays asked for, at the price it settled; late days count as if nobody
    had been called.
    """
    contract = Contract.objects.lock(contract_id)
    contract.ready_on = None
    event = ContractCallUndone(contract.permit_id, contract.business_id, contract.buyer_id)
    move(act.wearing(Role.HOUSE), contract, "undo_call", event)
    return contract


def _drop_the_plan(act: Act, contract: Contract) -> None:
    """Stages that were not paid yet are part of what is due now."""
    for one in Instalment.objects.filter(contract=contract, paid_at=None, turned_back_at=None):
        call_off(act, contract, one, PARTLY)
        one.turned_back_at = act.at
        one.save(update_fields=["turned_back_at"])


def _last_part(contract: Contract, units: int) -> Instalment:
    last = Instalment.objects.filter(contract=contract).order_by("-number").first()
    assert last is not None, "A contract in force was paid for."
    return Instalment.objects.create(
        contract=contract, number=last.number + 1, kind=DUE, units=units
    )


@atomic
def fulfil(act: Act, *, contract_id: int) -> Contract:
    """The buyer has it. MoneyMissing while something is due; the ceiling has its room back."""
    contract = Contract.objects.lock(contract_id)
    contract.MACHINE.row("fulfil", contract.state, Role.HOUSE)
    missing = queries.unpaid_units(contract_id)
    refuse_unless(not missing, MoneyMissing, units=missing)
    end_assignment(act, contract)
    for reservation_id in queries.reservations_of(contract_id):
        ceilings.deliver(act.wearing(Role.HOUSE), reservation_id=reservation_id)
    contract.ended_at = act.at
    event = ContractFulfilled(contract.permit_id, contract.business_id, contract.buyer_id)
    move(act.wearing(Role.HOUSE), contract, "fulfil", event)
    return contract

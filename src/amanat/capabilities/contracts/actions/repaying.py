"""Whoever leaves gets principal and profit back: by the maker, or by the clock.

The project's account pays what it holds of this contract; what was released to the maker and the
profit the maker brings, or it is ordered from collateral. All of it goes to the buyer's own
account, so that the money also reaches a buyer who took the contract over from another.
"""

from datetime import date, datetime, time, timedelta

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.contracts import queries
from amanat.capabilities.contracts.actions.assigning import end_assignment
from amanat.capabilities.contracts.actions.portions import call_off
from amanat.capabilities.contracts.events import (
    ContractRefunded,
    ContractRepaid,
    ContractWithdrawn,
    RepaymentBrought,
    RepaymentDemanded,
    RepaymentOrdered,
)
from amanat.capabilities.contracts.models import Contract
from amanat.capabilities.contracts.refusals import AccountShort, BankIsAnswering, NothingOwed
from amanat.capabilities.contracts.rules.money import next_part
from amanat.capabilities.contracts.rules.reasons import PARTLY
from amanat.capabilities.contracts.states import OWING, STANDING
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments import queries as accounts
from amanat.capabilities.projects import actions as projects
from amanat.capabilities.projects import queries as money
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import move, record, subject_of
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.moments import TEHRAN, tehran_day
from amanat.words.powers import SELL
from amanat.words.refusal import NotFound, WrongState, refuse_unless


@atomic
def withdraw_contract(act: Act, *, contract_id: int) -> Contract:
    """The buyer leaves, on any day before the call; the unit may be sold again at once."""
    contract = Contract.objects.lock(contract_id)
    refuse_unless(contract.buyer_id == act.by, NotFound)
    contract.MACHINE.row("withdraw_contract", contract.state, act.role)
    subject = subject_of(contract)
    refuse_unless(not accounts.is_subject_being_paid(subject), BankIsAnswering)
    left = queries.leaving_of(contract, tehran_day(act.at))
    contract.left_on, contract.repay_by = tehran_day(act.at), left.repay_by
    contract.profit_units = left.profit_units
    close_open_demands(act, contract)
    end_assignment(act, contract)
    stock_back(act, contract)
    rooms = queries.reservations_of(contract_id)
    if left.profit_units:
        house = act.wearing(Role.HOUSE)
        ceilings.accrue(house, reservation_id=rooms[0], profit_units=left.profit_units)
    event = ContractWithdrawn(
        contract.permit_id, contract.business_id, contract.buyer_id, left.paid_units,
        left.profit_units, left.repay_by.isoformat(),
    )  # fmt: skip
    move(act, contract, "withdraw_contract", event, due_at=end_of(left.repay_by))
    return contract


def end_of(day: date) -> datetime:
    """The moment at which a Tehran day is over."""
    return datetime.combine(day + timedelta(1), time(), TEHRAN)


def close_open_demands(act: Act, contract: Contract) -> None:
    """Nothing more is to be paid on it; parts of an instalment go back to whoever paid them."""
    for one in queries.instalments_of(contract.pk):
        if not one.paid_at and not one.turned_back_at:
            call_off(act, contract, one, PARTLY)


def stock_back(act: Act, contract: Contract) -> None:
    """The unit is free for sale again."""
    back = book.Transfer(
        contract.sold_account_id, contract.stock_account_id, contract.quantity, "withdrawn"
    )
    book.write(act, back, key=f"{subject_of(contract)}/stock back")


@atomic
def repay(act: Act, *, contract_id: int) -> Contract:
    """Give the buyer all that is owed, out of the project's account.

    AccountShort when it does not hold enough and the maker asks; the clock gives what is there
    and orders the rest from collateral. Never twice: the ledger pays one key once.
    """
    contract = Contract.objects.lock(contract_id)
    if act.role is Role.HOLDER:
        businesses.check_mandate(act, contract.business_id, SELL)
    contract.MACHINE.row("repay", contract.state, act.role)
    held = held_units(contract, act.at)
    short = max(0, contract.owed_units - held)
    if short and act.role is Role.CLOCK:
        return order_the_rest(act, contract_id=contract_id)
    refuse_unless(not short, AccountShort, units=short)
    pay_from_the_account(act, contract, contract.owed_units)
    free_the_rooms(act, contract)
    contract.ended_at = act.at
    event = ContractRepaid(
        contract.permit_id, contract.business_id, contract.buyer_id, contract.given_units
    )
    move(act, contract, "repay", event)
    return contract


@atomic
def order_the_rest(act: Act, *, contract_id: int) -> Contract:
    """The twenty days are over: the account gives what it holds, collateral is to bring the rest."""
    contract = Contract.objects.lock(contract_id)
    pay_from_the_account(act, contract, min(contract.owed_units, held_units(contract, act.at)))
    contract.ordered_units = contract.owed_units
    event = RepaymentOrdered(
        contract.permit_id, contract.business_id, contract.buyer_id, contract.given_units,
        contract.ordered_units,
    )  # fmt: skip
    move(act, contract, "order_the_rest", event)
    return contract


def held_units(contract: Contract, at: datetime) -> int:
    """What the project's account still has of this contract's money, retained or not."""
    found = money.standing(subject_of(contract), at)
    return 0 if found is None else found.left_units


def pay_from_the_account(act: Act, contract: Contract, units: int) -> None:
    """Out of the project's account and on to the buyer's own bank account."""
    if not units:
        return
    given = projects.give_back(
        act.wearing(Role.HOUSE),
        permit_id=contract.permit_id,
        subject=subject_of(contract),
        units=units,
        to_account_id=accounts.payable_account_id(contract.buyer_id),
    )
    assert given == units, "The account said that it holds as much."
    _pay_out(act, contract, units, "account")


def _pay_out(act: Act, contract: Contract, units: int, source: str) -> None:
    contract.given_units += units
    payments.pay_out(
        act.wearing(Role.HOUSE),
        person_id=contract.buyer_id,
        units=units,
        subject=subject_of(contract),
        key=f"{subject_of(contract)}/repay/{source}",
    )


def free_the_rooms(act: Act, contract: Contract) -> None:
    """Nothing is owed any more: the ceiling has its room back."""
    for reservation_id in queries.reservations_of(contract.pk):
        ceilings.release(act.wearing(Role.HOUSE), reservation_id=reservation_id)


@atomic
def bring_repayment(act: Act, *, contract_id: int) -> Contract:
    """The maker brings what the account lacks: a demand on whoever acts for the business.

    More than one payment may be is asked for in parts; each goes to the buyer as it comes.
    """
    contract = Contract.objects.lock(contract_id)
    businesses.check_mandate(act, contract.business_id, SELL)
    contract.MACHINE.row("bring_repayment", contract.state, act.role)
    known = contract.repay_payment_id and accounts.payment(contract.repay_payment_id)
    if known and (known.state == "due" or _is_on_its_way(known.pk)):
        return contract
    short = contract.owed_units - held_units(contract, act.at)
    refuse_unless(short > 0, NothingOwed)
    demanded = payments.demand(
        act,
        payer_id=act.person,
        units=next_part(short, accounts.caps(act.at).gateway_units),
        subject=subject_of(contract),
        credit_account_id=accounts.payable_account_id(contract.buyer_id),
        return_account_id=accounts.refundable_account_id(act.person),
        hold_id=book.next_id(),
        party_id=contract.buyer_id,
        next_path=f"/org/orders/{contract.code}",
    )
    contract.repay_payment_id = demanded.pk
    event = RepaymentDemanded(demanded.units)
    move(act, contract, "bring_repayment", event, due_at=contract.due_at)
    return contract


def _is_on_its_way(payment_id: int) -> bool:
    """Paid, and not heard of here yet."""
    payment = accounts.payment(payment_id)
    return payment.state == "paid" and book.hold_state(payment.hold_id).open_units > 0


def take_brought(act: Act, contract: Contract) -> Contract:
    """What the maker brought is the buyer's at once; with the last of it the rest is repaid."""
    payment = accounts.payment(contract.repay_payment_id or 0)
    state = book.hold_state(payment.hold_id)
    if not state.open_units:
        return contract
    if contract.state not in OWING:
        raise WrongState(verb="repay", state=contract.state)
    step = book.Step(payment.hold_id, state.turns + 1, book.StepKind.RELEASE)
    book.write(act, step, key=f"{subject_of(contract)}/brought/{payment.pk}")
    _pay_out(act, contract, payment.units, f"brought/{payment.pk}")
    contract.ordered_units = max(0, contract.ordered_units - payment.units)
    contract.save(update_fields=["given_units", "ordered_units"])
    record(act, RepaymentBrought(payment.units), subject=contract)
    if contract.owed_units > held_units(contract, act.at):
        return contract  # Another part is to be brought.
    return repay(act, contract_id=contract.pk)


@atomic
def refund_contract(act: Act, *, contract_id: int, units: int) -> Contract:
    """The project failed and its plan gave this buyer `units` so far: the promise is over here.

    What is still owed stands in the project's plan; what a later plan brings is added here.
    """
    contract = Contract.objects.lock(contract_id)
    was_standing = contract.state in STANDING
    contract.MACHINE.row("refund_contract", contract.state, Role.HOUSE)
    if was_standing:
        close_open_demands(act, contract)
        end_assignment(act, contract)
        stock_back(act, contract)
    free_the_rooms(act, contract)
    contract.given_units = min(contract.given_units + units,
                               contract.paid_units + contract.profit_units)  # fmt: skip
    contract.ended_at = act.at
    event = ContractRefunded(
        contract.permit_id, contract.business_id, contract.buyer_id, contract.given_units
    )
    move(act.wearing(Role.HOUSE), contract, "refund_contract", event)
    return contract


@atomic
def refund_by_plan(act: Act, *, plan_id: int, first_id: int, last_id: int) -> int:
    """One batch of a project's refund plan was paid: so are its contracts. Answers how many."""
    shares = money.refund_shares(plan_id, first_id, last_id)
    for one in shares:
        contract_id = queries.contract_id_of(one.subject)
        refund_contract(act, contract_id=contract_id, units=one.units)
    return len(shares)

"""The money came: stock, room and money move in one group of the ledger, or nothing does.

What cannot come into force goes back to whoever paid, with the reason; nobody waits in silence.
"""

from django.db import transaction

from amanat.capabilities.ceilings import actions as ceilings
from amanat.capabilities.ceilings import queries as rooms
from amanat.capabilities.contracts import queries
from amanat.capabilities.contracts.actions.portions import (
    ask,
    ask_again,
    call_off,
    give_back,
    note_portion,
)
from amanat.capabilities.contracts.actions.repaying import take_brought
from amanat.capabilities.contracts.events import (
    ContractExtended,
    ContractFunded,
    ContractLapsed,
    ContractTurnedBack,
    InstalmentPaid,
)
from amanat.capabilities.contracts.models import Contract, Instalment
from amanat.capabilities.contracts.refusals import BankIsAnswering, OfferOver, StillTime
from amanat.capabilities.contracts.rules.reasons import (
    GONE,
    LEFT,
    NO_ROOM,
    UNPAID,
    reason_of,
)
from amanat.capabilities.contracts.states import SIGNED, STANDING
from amanat.capabilities.payments import queries as accounts
from amanat.capabilities.permits import queries as permits
from amanat.capabilities.permits import refusals as no_permit
from amanat.capabilities.presale import actions as presale
from amanat.capabilities.presale import queries as offers
from amanat.capabilities.projects import actions as projects
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import move, subject_of
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import NotFound, Refused, refuse, refuse_unless

OFFERED = "offered"
STOPPED = ("suspended", "revoked")


@atomic
def fund(act: Act, *, payment_id: int) -> Contract:
    """One payment of a contract is settled. Said again, it changes nothing more.

    A part of an instalment waits for the rest, which is asked for at once. The first instalment
    brings the contract into force; a later one counts; what the maker brings goes to the buyer who
    left. A late first payment is decided by rule: if the offer is still there the contract stands,
    if it is gone the money goes back.
    """
    payment = accounts.payment(payment_id)
    contract = Contract.objects.lock(queries.contract_id_of(payment.subject))
    house = act.wearing(Role.HOUSE)
    if contract.repay_payment_id == payment_id:
        return take_brought(house, contract)
    if queries.has_come(payment_id):
        return contract
    found = Instalment.objects.filter(payment_id=payment_id, contract=contract).first()
    if found is None and not book.hold_state(payment.hold_id).open_units:
        return contract  # The maker brought it before, and it is with the buyer.
    instalment = found or refuse(NotFound, "payment_id")
    rest = note_portion(house, contract, instalment, payment_id)
    if instalment.turned_back_at or contract.state not in (SIGNED, *STANDING):
        give_back(house, contract, instalment, LEFT)
        return contract
    if rest:
        return _ask_for_the_rest(house, contract, instalment)
    if contract.state == SIGNED:
        return _bring_into_force(house, contract, instalment)
    return fund_instalment(house, contract_id=contract.pk, number=instalment.number)


def _ask_for_the_rest(act: Act, contract: Contract, instalment: Instalment) -> Contract:
    """The next part; of a first instalment only while its offer is there."""
    is_gone = contract.state == SIGNED and offers.offer(contract.offer_id).state != OFFERED
    if is_gone:
        return turn_back(act, contract_id=contract.pk, reason=GONE)
    ask(act, contract, instalment)
    return contract


def _bring_into_force(act: Act, contract: Contract, instalment: Instalment) -> Contract:
    try:
        with transaction.atomic():
            return _in_force(act, contract, instalment)
    except Refused as no:
        reason = reason_of(no)
    contract = Contract.objects.lock(contract.pk)  # As it is, not as it was about to be.
    return turn_back(act, contract_id=contract.pk, reason=reason)


def _in_force(act: Act, contract: Contract, instalment: Instalment) -> Contract:
    """Everything that must be true together, in one transaction and one group of the ledger."""
    offer = offers.offer(contract.offer_id)
    refuse_unless(offer.state == OFFERED, OfferOver)
    permit = permits.permit(contract.permit_id)
    refuse_unless(
        permit.state not in STOPPED, no_permit.PermitNotInForce
    )  # It was in force when signed.
    stock = book.Step(
        contract.stock_hold_id,
        book.hold_state(contract.stock_hold_id).turns + 1,
        book.StepKind.RELEASE,
    )
    batch = take(act, contract, instalment, stock)
    contract.funded_at = act.at
    event = ContractFunded(
        contract.permit_id, contract.business_id, contract.buyer_id, instalment.units, batch
    )
    move(act, contract, "fund", event)
    presale.take_offer(act, presale_offer_id=contract.offer_id)
    _ask_for_the_next(act, contract)
    return contract


def take(act: Act, contract: Contract, instalment: Instalment, *linked: book.Item) -> str:
    """Room under the ceiling, the money on to the project's account, and what is `linked`, as one.

    Answers how the ledger names the group. Refused, with nothing moved, when one of it fails.
    """
    holds = [
        accounts.payment(one.payment_id).hold_id for one in queries.waiting_portions(instalment.pk)
    ]
    subject = subject_of(contract)
    room = ceilings.reserve(
        act,
        business_id=contract.business_id,
        units=instalment.units,
        key=f"{subject}/{instalment.number}",
        subject=subject,
    )
    money = [
        book.Step(hold, book.hold_state(hold).turns + 1, book.StepKind.RELEASE) for hold in holds
    ]
    ceilings.confirm(
        act, reservation_id=room.pk, money_hold_id=holds[-1], more_hold_ids=holds[:-1],
        linked=(*linked, *money),
    )  # fmt: skip
    instalment.reservation_id, instalment.paid_at = room.pk, act.at
    instalment.save(update_fields=["reservation_id", "paid_at"])
    contract.paid_units += instalment.units
    projects.receive(
        act,
        permit_id=contract.permit_id,
        subject=subject,
        buyer_id=contract.buyer_id,
        units=instalment.units,
        reservation_id=room.pk,
    )
    return rooms.batch_of(room.pk)


@atomic
def fund_instalment(act: Act, *, contract_id: int, number: int) -> Contract:
    """A later instalment came: with room of its own, or back to the payer when there is none."""
    contract = Contract.objects.lock(contract_id)
    instalment = Instalment.objects.get(contract=contract, number=number)
    if instalment.paid_at is not None:
        return contract
    try:
        with transaction.atomic():
            batch = take(act, contract, instalment)
            event = InstalmentPaid(number, instalment.units, batch)
            move(act, contract, "fund_instalment", event)
    except Refused as no:
        reason = reason_of(no)
    else:
        _ask_for_the_next(act, contract)
        return contract
    contract = Contract.objects.lock(contract_id)
    instalment = Instalment.objects.get(contract=contract, number=number)
    contract.reason = reason
    contract.save(update_fields=["reason"])
    give_back(act, contract, instalment, reason)
    ask_again(act, contract, instalment)
    return contract


def _ask_for_the_next(act: Act, contract: Contract) -> None:
    """One instalment is asked for at a time; the last one of them waits for the call."""
    waiting = Instalment.objects.filter(contract=contract, payment_id=None, turned_back_at=None)
    following = waiting.order_by("number").first()
    if following is not None:
        ask(act, contract, following)


@atomic
def turn_back(act: Act, *, contract_id: int, reason: str = NO_ROOM) -> Contract:
    """The first payment came and the contract cannot stand: the money goes back, with the reason.

    An offer that is still there stays the buyer's until its end: they may sign again.
    """
    contract = Contract.objects.lock(contract_id)
    instalment = Instalment.objects.get(contract=contract, number=1)
    contract.reason, contract.ended_at = reason, act.at
    event = ContractTurnedBack(
        contract.permit_id, contract.business_id, contract.buyer_id,
        queries.came_units(instalment.pk), reason,
    )  # fmt: skip
    move(act.wearing(Role.HOUSE), contract, "turn_back", event)
    give_back(act, contract, instalment, reason)
    if offers.offer(contract.offer_id).state == OFFERED:
        presale.reopen_offer(act.wearing(Role.HOUSE), presale_offer_id=contract.offer_id)
    return contract


@atomic
def lapse_contract(act: Act, *, contract_id: int, reason: str = UNPAID) -> Contract:
    """Nobody paid in time. While a bank is answering it waits: the answer decides."""
    contract = Contract.objects.lock(contract_id)
    instalment = Instalment.objects.get(contract=contract, number=1)
    payment = accounts.payment(instalment.payment_id or 0)
    is_open = payment.state == "paid" or accounts.is_being_paid(payment.pk)
    refuse_unless(not is_open, BankIsAnswering)
    offer = offers.offer(contract.offer_id)
    has_time = offer.state == OFFERED and offer.due_at is not None and act.at < offer.due_at
    refuse_unless(not has_time, StillTime)
    call_off(act, contract, instalment, reason)
    contract.reason, contract.ended_at = reason, act.at
    event = ContractLapsed(contract.permit_id, contract.business_id, contract.buyer_id, reason)
    move(act, contract, "lapse_contract", event)
    return contract


@atomic
def extend_contract(act: Act, *, offer_id: int) -> Contract | None:
    """The offer was given more time: its contract may be paid as long."""
    contract = queries.of_offer(offer_id)
    until = offers.offer(offer_id).due_at
    if contract is None or contract.state != SIGNED or until is None:
        return None
    contract = Contract.objects.lock(contract.pk)
    event = ContractExtended(until.isoformat())
    move(act.wearing(Role.HOUSE), contract, "extend_contract", event, due_at=until)
    return contract


@atomic
def lapse_with_its_offer(act: Act, *, offer_id: int) -> Contract | None:
    """The offer is over; its unpaid contract as well, unless a bank is answering just now."""
    contract = queries.of_offer(offer_id)
    if contract is None or contract.state != SIGNED:
        return None
    payment_id = queries.instalments_of(contract.pk)[0].payment_id or 0
    is_paid = accounts.payment(payment_id).state == "paid"
    if is_paid or accounts.is_being_paid(payment_id):
        return None  # Its settlement decides, by rule.
    return lapse_contract(act, contract_id=contract.pk, reason=GONE)

"""An instalment is paid in as many parts as the cap of a gateway makes of it, one after the other.

A part that came waits in the ledger on its way to the project's account. Nothing of an instalment
counts before all of it is there; what does not come to that goes back to whoever paid.
"""

from collections.abc import Iterable, Sequence

from amanat.capabilities.contracts import queries
from amanat.capabilities.contracts.events import (
    InstalmentDemanded,
    InstalmentPartPaid,
    InstalmentTurnedBack,
)
from amanat.capabilities.contracts.models import Contract, Instalment, Portion
from amanat.capabilities.contracts.rules.money import next_part
from amanat.capabilities.contracts.rules.reasons import PARTLY
from amanat.capabilities.contracts.rules.terms import DUE as DUE_PART
from amanat.capabilities.contracts.states import SIGNED
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments import queries as accounts
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import record, record_many, subject_of
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role

DUE = "due"  # Of a payment: asked for, and not paid.


def ask(act: Act, contract: Contract, instalment: Instalment) -> None:
    """Demand an instalment of the present buyer, or as much of the rest as one payment may be."""
    came = queries.came_units(instalment.pk)
    most = accounts.caps(act.at).gateway_units
    demanded = payments.demand(
        act,
        payer_id=contract.buyer_id,
        units=next_part(instalment.units - came, most),
        subject=subject_of(contract),
        credit_account_id=contract.project_account_id,
        return_account_id=accounts.refundable_account_id(contract.buyer_id),
        hold_id=book.next_id(),
        party_id=contract.business_id,
        next_path=f"/contracts/{contract.code}",
    )
    instalment.payment_id = demanded.pk
    instalment.save(update_fields=["payment_id"])
    if contract.state != SIGNED and not came:
        event = InstalmentDemanded(instalment.number, instalment.units, instalment.kind)
        record(act.wearing(Role.HOUSE), event, subject=contract)


def ask_last_parts(act: Act, due: Sequence[tuple[Contract, int]]) -> None:
    """Demand the rest of the price of many contracts that are called, each as its last instalment:
    what `ask` does for one."""
    most = accounts.caps(act.at).gateway_units
    numbers = queries.last_numbers(one.pk for one, _ in due)
    back_to = accounts.refundable_account_ids({one.buyer_id for one, _ in due})
    demands = [
        payments.Demand(
            payer_id=one.buyer_id,
            units=next_part(units, most),
            subject=subject_of(one),
            credit_account_id=one.project_account_id,
            return_account_id=back_to[one.buyer_id],
            hold_id=hold_id,
            party_id=one.business_id,
            next_path=f"/contracts/{one.code}",
        )
        for (one, units), hold_id in zip(due, book.next_ids(len(due)), strict=True)
    ]
    demanded = payments.demand_many(act, demands=demands)
    parts = [
        Instalment(
            contract=one, number=numbers[one.pk] + 1, kind=DUE_PART, units=units,
            payment_id=payment.pk,
        )
        for (one, units), payment in zip(due, demanded, strict=True)
    ]  # fmt: skip
    Instalment.objects.bulk_create(parts)
    facts = [(one.contract, InstalmentDemanded(one.number, one.units, one.kind)) for one in parts]
    record_many(act.wearing(Role.HOUSE), facts)


def note_portion(act: Act, contract: Contract, instalment: Instalment, payment_id: int) -> int:
    """One payment of an instalment came; answers what is still to come."""
    payment = accounts.payment(payment_id)
    Portion.objects.create(
        instalment=instalment, payment_id=payment_id, units=payment.units, came_at=act.at
    )
    rest = instalment.units - queries.came_units(instalment.pk)
    assert rest >= 0, "Never more is asked for than what is left."
    if rest:
        event = InstalmentPartPaid(instalment.number, payment.units, rest)
        record(act.wearing(Role.HOUSE), event, subject=contract)
    return rest


def ask_again(act: Act, contract: Contract, old: Instalment) -> None:
    """The same share of the price once more, as a new instalment: the old one is history."""
    last = Instalment.objects.filter(contract=contract).order_by("-number").first()
    assert last is not None, "The one that came back is there."
    again = Instalment.objects.create(
        contract=contract, number=last.number + 1, kind=old.kind, units=old.units,
        due_on=old.due_on,
    )  # fmt: skip
    ask(act, contract, again)


def ask_of_another(act: Act, contract: Contract, waiting: Instalment) -> None:
    """The contract has a new buyer: parts of the old one go back, and the new one pays it whole."""
    if call_off(act, contract, waiting, PARTLY):
        ask_again(act, contract, waiting)
    else:
        ask(act, contract, waiting)


def drop_plans(act: Act, contract_ids: Iterable[int]) -> None:
    """Stages that nobody paid any part of are over: what is due at the call has them in it."""
    rows = Instalment.objects.filter(contract_id__in=list(contract_ids))
    stages = rows.filter(paid_at=None, turned_back_at=None)
    asked = [pk for pk in stages.values_list("payment_id", flat=True) if pk is not None]
    payments.close_many(act, payment_ids=accounts.due_among(asked))
    stages.update(turned_back_at=act.at)


def call_off(act: Act, contract: Contract, instalment: Instalment, reason: str) -> int:
    """Nothing more is to be paid on it; answers how much of it goes back."""
    payment_id = instalment.payment_id
    if payment_id is not None and accounts.payment(payment_id).state == DUE:
        payments.close(act, payment_id=payment_id)
    came = queries.came_units(instalment.pk)
    if came:
        give_back(act, contract, instalment, reason)
    return came


@atomic
def give_back(act: Act, contract: Contract, instalment: Instalment, reason: str) -> None:
    """What came of an instalment goes back where it came from; the contract stays as it is."""
    waiting = queries.waiting_portions(instalment.pk)
    for part in waiting:
        _return(act, contract, part)
    instalment.turned_back_at = act.at
    instalment.save(update_fields=["turned_back_at"])
    units = sum(part.units for part in waiting)
    event = InstalmentTurnedBack(instalment.number, units, reason)
    record(act.wearing(Role.HOUSE), event, subject=contract)


def _return(act: Act, contract: Contract, part: Portion) -> None:
    payment = accounts.payment(part.payment_id)
    subject = subject_of(contract)
    turn = book.hold_state(payment.hold_id).turns + 1
    step = book.Step(payment.hold_id, turn, book.StepKind.REFUND)
    by_card = accounts.held_attempt(payment.pk) is not None
    owed = accounts.payable_account_id(payment.payer_id)
    on = book.Transfer(payment.return_account_id, owed, payment.units, "back")
    book.write(act, step, *([] if by_card else [on]), key=f"{subject}/back/{payment.pk}")
    if by_card:
        payments.refund(act, payment_id=payment.pk, units=payment.units, purpose=subject)
    else:  # It came by a file of the bank, and goes to the payer's own account.
        payments.pay_out(
            act, person_id=payment.payer_id, units=payment.units, subject=subject,
            key=f"{subject}/back/{payment.pk}",
        )  # fmt: skip
    part.back_at = act.at
    part.save(update_fields=["back_at"])

"""Deliveries begin and end with their contracts: planned, passed on, dropped, failed."""

from amanat.capabilities.contracts import queries as contracts
from amanat.capabilities.deliveries import queries
from amanat.capabilities.deliveries.events import (
    DeliveryDropped,
    DeliveryFailed,
    DeliveryPlanned,
    ProgrammeOpened,
)
from amanat.capabilities.deliveries.models import Delivery, Programme
from amanat.capabilities.deliveries.rules.delay import DAY
from amanat.capabilities.deliveries.states import OPEN
from amanat.capabilities.permits import queries as permits
from amanat.kernel.log.moves import move, record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.identity import bare
from amanat.words.moments import start_of


@atomic
def plan_delivery(act: Act, *, contract_id: int) -> Delivery:
    """A contract came into force: its delivery takes the next place of the permit's programme.

    The same contract again is the same delivery.
    """
    contract = contracts.contract(contract_id)
    programme = _programme(act, contract.permit_id, contract.business_id)
    known = Delivery.objects.filter(contract_id=contract_id).first()
    if known is not None:
        return known
    permit = permits.permit(contract.permit_id)
    one = Delivery(
        programme=programme, contract_id=contract.pk, contract_code=contract.code, bare_code=bare(contract.code),
        permit_id=contract.permit_id, business_id=contract.business_id,
        buyer_id=contract.buyer_id, kind=permit.kind, method=contract.method,
        reservation_id=next(iter(contracts.reservations_of(contract.pk)), None),
        contract_day=contract.contract_day, promised=contract.delivery_day,
        place=queries.last_place(programme) + 1,
    )  # fmt: skip
    event = DeliveryPlanned(contract.pk, contract.permit_id, one.promised.isoformat())
    due_at = start_of(one.promised + DAY)
    move(act.wearing(Role.HOUSE), one, "plan_delivery", event, due_at=due_at)
    return one


def _programme(act: Act, permit_id: int, business_id: int) -> Programme:
    """The permit's programme, locked: places are given one at a time."""
    made, is_new = Programme.objects.get_or_create(
        permit_id=permit_id, defaults={"business_id": business_id}
    )
    if is_new:
        record(act, ProgrammeOpened(permit_id), subject=made)
    return Programme.objects.lock(made.pk)


@atomic
def follow_assignment(act: Act, *, contract_id: int) -> None:
    """The contract has another buyer: the vehicle and the code are theirs now."""
    known = queries.of_contract(contract_id)
    if known is None:
        return
    one = Delivery.objects.lock(known.pk)
    one.buyer_id = contracts.contract(contract_id).buyer_id
    one.code_round += 1
    one.save(update_fields=["buyer_id", "code_round"])


def _end(
    act: Act, contract_id: int, verb: str, event: type[DeliveryDropped | DeliveryFailed]
) -> None:
    known = queries.of_contract(contract_id)
    if known is None:
        return
    one = Delivery.objects.lock(known.pk)
    if one.state not in OPEN:
        return
    one.vin, one.ended_at = None, act.at  # The vehicle is free for another contract.
    move(act.wearing(Role.HOUSE), one, verb, event(one.contract_id, one.accrued_units))


@atomic
def drop_delivery(act: Act, *, contract_id: int) -> None:
    """Its buyer left: nothing is delivered any more."""
    _end(act, contract_id, "drop_delivery", DeliveryDropped)


@atomic
def fail_delivery(act: Act, *, contract_id: int) -> None:
    """The maker failed and the buyer got the money back: nothing is delivered any more."""
    _end(act, contract_id, "fail_delivery", DeliveryFailed)

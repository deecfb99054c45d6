"""Contracts by the thousand: signed in the house's name for who agreed elsewhere, paid by a file,
called for delivery by a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from amanat.capabilities.contracts import queries
from amanat.capabilities.contracts.actions.delivering import priced
from amanat.capabilities.contracts.actions.paying import fund
from amanat.capabilities.contracts.actions.portions import ask_last_parts, drop_plans
from amanat.capabilities.contracts.actions.signing import sign
from amanat.capabilities.contracts.models import Contract
from amanat.capabilities.contracts.refusals import TooManyAtOnce
from amanat.capabilities.contracts.states import SIGNED
from amanat.capabilities.payments import actions as payments
from amanat.kernel.log.moves import Change, move_many
from amanat.words.act import Act, Role
from amanat.words.refusal import refuse_unless

MOST_AT_ONCE = 1_000


@transaction.atomic
def sign_many(act: Act, *, offer_ids: Sequence[int]) -> list[Contract]:
    """Sign these offers, all or none, in their order."""
    refuse_unless(len(offer_ids) <= MOST_AT_ONCE, TooManyAtOnce, "offers", most=MOST_AT_ONCE)
    house = act.wearing(Role.HOUSE)
    return [sign(house, offer_id=offer_id) for offer_id in offer_ids]


@transaction.atomic
def fund_many(act: Act, *, contract_ids: Sequence[int], reference: str) -> list[Contract]:
    """Their first payments came in one file of the bank: each comes into force, or goes back.

    The same file again changes nothing more.
    """
    refuse_unless(len(contract_ids) <= MOST_AT_ONCE, TooManyAtOnce, "contracts", most=MOST_AT_ONCE)
    house, bank = act.wearing(Role.HOUSE), act.wearing(Role.BANK)
    done, open_ids, turn = dict[int, Contract](), list(contract_ids), 1
    while open_ids:
        asked = queries.first_payments(open_ids)
        key = reference if turn == 1 else f"{reference}/{turn}"
        payments.receive_file(bank, payment_ids=list(asked.values()), reference=key)
        done |= {one: fund(house, payment_id=asked[one]) for one in open_ids}
        open_ids = [one for one in open_ids if done[one].state == SIGNED]
        turn += 1  # What is above the cap of a gateway stands in the file part by part.
    return [done[one] for one in contract_ids]


@dataclass(frozen=True, slots=True)
class Call:
    """One contract is ready: the price of one unit today, and the day the buyer is called for."""

    contract_id: int
    price_units: int
    ready_on: date | None


@transaction.atomic
def call_many(act: Act, *, calls: Sequence[Call]) -> dict[int, int]:
    """Call those of which nothing else must be ended first; answers what is due, by contract.

    The others stay as they are: `call_vehicle` is for them, one at a time.
    """
    refuse_unless(len(calls) <= MOST_AT_ONCE, TooManyAtOnce, "contracts", most=MOST_AT_ONCE)
    locked = Contract.objects.lock_many(one.contract_id for one in calls)
    plain = queries.plain_to_call(locked.values())
    events = {
        one.contract_id: priced(locked[one.contract_id], one.price_units, one.ready_on)
        for one in calls
        if one.contract_id in plain
    }
    drop_plans(act, events)
    changes = [Change(locked[pk], event) for pk, event in events.items()]
    house, saving = act.wearing(Role.HOUSE), ("delivery_price_units", "ready_on")
    move_many(house, "call_vehicle", changes, saving=saving)
    due = [(locked[pk], event.due_units) for pk, event in events.items() if event.due_units]
    if due:
        ask_last_parts(act, due)
    return {pk: event.due_units for pk, event in events.items()}

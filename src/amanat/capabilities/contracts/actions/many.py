"""Contracts by the thousand: called for delivery by a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from amanat.capabilities.contracts import queries
from amanat.capabilities.contracts.actions.delivering import priced
from amanat.capabilities.contracts.actions.portions import ask_last_parts, drop_plans
from amanat.capabilities.contracts.models import Contract
from amanat.capabilities.contracts.refusals import TooManyAtOnce
from amanat.kernel.log.moves import Change, move_many
from amanat.kernel.transactions import atomic
from amanat.words.act import Act, Role
from amanat.words.refusal import refuse_unless

MOST_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Call:
    """One contract is ready: the price of one unit today, and the day the buyer is called for."""

    contract_id: int
    price_units: int
    ready_on: date | None


@atomic
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

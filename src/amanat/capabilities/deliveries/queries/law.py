"""What a delay costs, by contracts' one function; and the parameters of this room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from amanat.capabilities.contracts import queries as contracts
from amanat.capabilities.deliveries.models import Delivery
from amanat.kernel.law import parameters

CALL_DAYS = "delivery.call_days"
PAY_DAYS = "delivery.pay_days"
ACCEPT_DAYS = "delivery.accept_days"
ANSWER_HOURS = "delivery.answer_hours"
DEFAULT_DAYS = "delivery.default_days"
DEFAULT_PERCENT = "delivery.default_percent"


@dataclass(slots=True)
class Reckoner:
    """Counts many delays: each dated set, and what was paid, read once."""

    _by: contracts.Reckoner = field(default_factory=contracts.Reckoner)
    _paid: dict[int, list[tuple[date, int]]] = field(default_factory=dict)

    def know(self, rows: Iterable[Delivery]) -> None:
        """Read what was paid on all of these at once."""
        ids = [one.contract_id for one in rows]
        found = contracts.paid_lists(ids)
        self._paid = {contract_id: found.get(contract_id, []) for contract_id in ids}

    def cost(self, one: Delivery, until: date) -> contracts.Cost:
        """NoSetForDate when a late day has no rule: nothing is guessed."""
        paid = self._paid.get(one.contract_id)
        if paid is None:
            paid = self._paid[one.contract_id] = contracts.paid_list(one.contract_id)
        return self._by.cost(promise_of(one), paid, until)


def promise_of(one: Delivery) -> contracts.Promise:
    """What was promised for this delivery, and when its maker stood ready."""
    return contracts.Promise(
        one.kind, one.method, one.contract_day, one.promised, one.ready_on, one.due_paid_on
    )


def cost(one: Delivery, until: date) -> contracts.Cost:
    return Reckoner().cost(one, until)


def days_of(name: str, day: date) -> int:
    """A parameter of this room that counts days or hours or percent."""
    return counts_of((name,), day)[0]


def counts_of(names: Sequence[str], day: date) -> list[int]:
    """Some of them, in this order, with one look at the law."""
    rows = parameters.rows_in_force(names, day)
    values = [rows[name].value for name in names]
    assert all(isinstance(value, int) for value in values), f"{names} are not whole numbers."
    return values


def is_confirmed(name: str, day: date) -> bool:
    return bool(parameters.row_in_force(name, day).status == parameters.Status.CONFIRMED)

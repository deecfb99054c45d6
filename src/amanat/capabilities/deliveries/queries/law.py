"""What a delay costs: one function for the page, for the daily accrual, and for what is paid."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from amanat.capabilities.deliveries.models import Delivery
from amanat.capabilities.deliveries.rules import delay
from amanat.capabilities.deliveries.rules.delay import Formula, Terms
from amanat.capabilities.permits import queries as permits
from amanat.kernel.law import parameters

CALL_DAYS = "delivery.call_days"
PAY_DAYS = "delivery.pay_days"
ACCEPT_DAYS = "delivery.accept_days"
ANSWER_HOURS = "delivery.answer_hours"
DEFAULT_DAYS = "delivery.default_days"
DEFAULT_PERCENT = "delivery.default_percent"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a delay has cost up to the end of a day, and the lines of its formula."""

    units: int
    days: int
    lines: tuple[Formula, ...]
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    """The set that governs contracts of one day, and the deposit rates of all late days."""

    late: permits.Late
    rates: list[tuple[date, Fraction]]
    is_confirmed: bool


@dataclass(slots=True)
class Reckoner:
    """Reads each dated set once, however many deliveries are counted with it."""

    _rules: dict[tuple[str, str, date], _Rule] = field(default_factory=dict)
    _month_days: dict[date, int] = field(default_factory=dict)

    def cost(self, one: Delivery, until: date) -> Cost:
        """NoSetForDate when a late day has no rule: nothing is guessed."""
        terms = terms_of(one)
        rule = self._rule(one)
        stretches = [
            stretch
            for after, upto in delay.spans(terms, until)
            for stretch in permits.stretches_of(after, upto, rule.rates)
        ]
        month_days = self._days_of_a_month(one.promised + delay.DAY) if stretches else 1
        base = base_of(one)
        units = permits.compensation(base, rule.late, stretches, month_days=month_days)
        lines = tuple(
            Formula(
                base, one_stretch.days, rule.late.monthly_at(one_stretch.deposit_annual),
                None if rule.late.tenor is None else one_stretch.deposit_annual, month_days,
            )
            for one_stretch in stretches
        )  # fmt: skip
        return Cost(units, delay.days(terms, until), lines, rule.is_confirmed)

    def _rule(self, one: Delivery) -> _Rule:
        key = (one.kind, one.method, one.contract_day)
        if key not in self._rules:
            found = permits.late_set(one.contract_day, one.kind)
            late = found.by_method[permits.Method(one.method)]
            rates = permits.deposit_rates(late.tenor)
            self._rules[key] = _Rule(late, rates, _is_confirmed(one))
        return self._rules[key]

    def _days_of_a_month(self, first: date) -> int:
        """The convention of the first late day governs the whole delay."""
        if first not in self._month_days:
            self._month_days[first] = int(permits.convention(first)["month_days"])
        return self._month_days[first]


def _is_confirmed(one: Delivery) -> bool:
    """Whether the rule of delay is law for certain; shown beside every sum when it is not."""
    said = permits.delay_of(
        one.kind, one.method, contract_day=one.contract_day, promised=one.promised,
        until=one.promised, paid_units=0,
    )  # fmt: skip
    return said.is_confirmed


def terms_of(one: Delivery) -> Terms:
    return Terms(one.promised, one.ready_on, one.due_paid_on)


def base_of(one: Delivery) -> int:
    """What the compensation counts from: the money paid when the delay began."""
    return one.base_units


def cost(one: Delivery, until: date) -> Cost:
    return Reckoner().cost(one, until)


def days_of(name: str, day: date) -> int:
    """A parameter of this room that counts days or hours or percent."""
    value = parameters.row_in_force(name, day).value
    assert isinstance(value, int), f"{name} is not a whole number."
    return value


def is_confirmed(name: str, day: date) -> bool:
    return bool(parameters.row_in_force(name, day).status == parameters.Status.CONFIRMED)

"""What a delay costs: one function for every page, for the daily accrual, and for what is paid."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from amanat.capabilities.contracts.models import Contract, Instalment
from amanat.capabilities.contracts.queries.reading import open_instalment, paid_list, terms_of
from amanat.capabilities.contracts.rules import delay
from amanat.capabilities.contracts.rules.delay import Line, Promise
from amanat.capabilities.contracts.rules.money import Paid
from amanat.capabilities.contracts.rules.terms import DUE
from amanat.capabilities.permits import queries as permits
from amanat.words.moments import tehran_day


@dataclass(frozen=True, slots=True)
class Cost:
    """What a delay has cost up to the end of a day, and the lines of its formula."""

    units: int
    days: int
    lines: tuple[Line, ...]
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    """The set that governs contracts of one day, and the deposit rates of all late days."""

    late: permits.Late
    rates: list[tuple[date, Fraction]]
    is_confirmed: bool


@dataclass(slots=True)
class Reckoner:
    """Reads each dated set once, however many delays are counted with it."""

    _rules: dict[tuple[str, str, date], _Rule] = field(default_factory=dict)
    _month_days: dict[date, int] = field(default_factory=dict)

    def cost(self, one: Promise, paid: Paid, until: date) -> Cost:
        """NoSetForDate when a late day has no rule: nothing is guessed."""
        rule = self._rule(one)
        lines = tuple(self._lines(one, rule, paid, until))
        return Cost(delay.sum_of(lines), delay.days(one, until), lines, rule.is_confirmed)

    def _lines(self, one: Promise, rule: _Rule, paid: Paid, until: date) -> Iterator[Line]:
        tenor = rule.late.tenor
        for span in delay.spans(one, until):
            month_days = self._days_of_a_month(one.promised + delay.DAY)
            for (after, upto), base in delay.bases(paid, span):
                for stretch in permits.stretches_of(after, upto, rule.rates):
                    annual = stretch.deposit_annual
                    monthly = rule.late.monthly_at(annual)
                    shown = None if tenor is None else annual
                    yield Line(base, stretch.days, monthly, shown, month_days)

    def _rule(self, one: Promise) -> _Rule:
        """The rule of the contract's day, and whether it is law for certain."""
        key = (one.kind, one.method, one.contract_day)
        if key not in self._rules:
            found = permits.late_set(one.contract_day, one.kind)
            late = found.by_method[permits.Method(one.method)]
            known = permits.delay_of(
                one.kind, one.method, contract_day=one.contract_day, promised=one.promised,
                until=one.promised, paid_units=0,
            )  # fmt: skip
            self._rules[key] = _Rule(late, permits.deposit_rates(late.tenor), known.is_confirmed)
        return self._rules[key]

    def _days_of_a_month(self, first: date) -> int:
        """The convention of the first late day governs the whole delay."""
        if first not in self._month_days:
            self._month_days[first] = int(permits.convention(first)["month_days"])
        return self._month_days[first]


def promise_of(one: Contract) -> Promise:
    """What a contract promised, and whether its maker stands ready for its buyer."""
    paid_on = None if one.ready_on is None else due_paid_on(one)
    return Promise(
        terms_of(one).kind, one.method, one.contract_day, one.delivery_day, one.ready_on, paid_on
    )


def due_paid_on(one: Contract) -> date | None:
    """The day on which a called contract was paid in full; None while something is due.

    Where nothing was due at the call, the buyer was never waited for: the day of the call's own.
    """
    if open_instalment(one.pk) is not None:
        return None
    rows = Instalment.objects.filter(contract=one, kind=DUE, paid_at__isnull=False)
    last = rows.order_by("-number").first()
    return one.ready_on if last is None or last.paid_at is None else tehran_day(last.paid_at)


def late_of(one: Contract, until: date) -> Cost:
    """What lateness until a day costs the maker: the very sum that is accrued and paid."""
    return Reckoner().cost(promise_of(one), paid_list(one.pk), until)


def if_late(one: Contract, until: date) -> Cost:
    """The same for a vehicle that nobody was called for by then."""
    plain = Promise(terms_of(one).kind, one.method, one.contract_day, one.delivery_day)
    return Reckoner().cost(plain, paid_list(one.pk), until)

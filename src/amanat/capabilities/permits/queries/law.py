"""The law of pre-sale with its dated sets: what a day's rules make of a sum.

What is shown with a formula and what is paid come from the same function here.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from amanat.capabilities.permits.models import Permit
from amanat.capabilities.permits.refusals import NoSetForDate
from amanat.capabilities.permits.rules import methods
from amanat.capabilities.permits.rules.leaving import Leaving, Terms, profit, withdrawal
from amanat.capabilities.permits.rules.methods import Late, LateSet, Longest, Method
from amanat.capabilities.permits.rules.terms import WHOLE_SHARE
from amanat.kernel.law import parameters as law
from amanat.kernel.law.parameters import NoValueForDate, Parameter
from amanat.words.months import late_days
from amanat.words.said import date_said

VEHICLE = "vehicle"
DELAY = {VEHICLE: "vehicle.delay"}
OTHER_DELAY = "permit.delay"  # Of any other kind: this platform's default.
WAYS = {VEHICLE: "vehicle.methods"}
OTHER_WAYS = "permit.methods"
CONVENTION = "vehicle.delay.convention"
DEPOSITS = "bank.deposit_rate"
WITHDRAWAL = "vehicle.withdrawal"


def row(name: str, day: date) -> Parameter:
    """The dated row that governs `day`; NoSetForDate when there is none. Never a guess."""
    try:
        found = law.row_in_force(name, day)
    except NoValueForDate:
        raise NoSetForDate(name, day=date_said(day)) from None
    if not found.value:  # A day on which the old set had ended and no new one had begun.
        raise NoSetForDate(name, day=date_said(day))
    return found


def convention(day: date) -> dict[str, Any]:
    """How days of a month and of a year are counted."""
    return dict(row(CONVENTION, day).value)


def late_sets(kind: str = VEHICLE) -> list[LateSet]:
    """Every rule of delay that was ever in force for a kind, the oldest first."""
    rows = law.values_of(DELAY.get(kind, OTHER_DELAY))
    ends = [one.valid_from - timedelta(1) for one in rows[1:]] + [None]
    return [
        LateSet(f"{one.name}/{one.valid_from}", one.valid_from, end, _by_method(one.value))
        for one, end in zip(rows, ends, strict=True)
    ]


def late_set(day: date, kind: str = VEHICLE) -> LateSet:
    """The rules of delay for contracts of this day; NoSetForDate when there is none."""
    return methods.late_set_of(day, late_sets(kind))


def _by_method(said: dict[str, Any]) -> dict[Method, Late]:
    every: dict[str, str] = said.get("all_methods", {})
    return {one: _late(said.get(one.value, every)) for one in Method}


def _late(said: dict[str, str]) -> Late:
    if said["type"] == "flat_monthly":
        return Late(Fraction(said["rate"]))
    return Late(Fraction(said["add_monthly"]), said["deposit_tenor"])


def longest(kind: str, method: str, day: date, *, is_imported: bool = False) -> Longest:
    """How long delivery may take by the set of this day."""
    said = row(WAYS.get(kind, OTHER_WAYS), day).value
    said = said if kind == VEHICLE else said[kind]
    one = said[method]
    months = one.get("max_delivery_months")
    if months is None:
        source = "imported" if is_imported else "domestic"
        months = one.get(f"max_delivery_months_{source}", 0)
    return Longest(one.get("max_delivery_days", 0), months)


def latest_delivery_of(one: Permit, contract_day: date) -> date:
    """The last day on which a contract of this day may promise delivery."""
    most = longest(one.kind, one.method, contract_day, is_imported=one.is_imported)
    limit = methods.latest_delivery(contract_day, most)
    return limit if one.last_delivery is None else min(limit, one.last_delivery)


def price_fixed_at(kind: str, method: str, day: date) -> str:
    """Whether the price is that of the contract or that of delivery."""
    said = row(WAYS.get(kind, OTHER_WAYS), day).value
    said = said if kind == VEHICLE else said[kind]
    return str(said[method]["price_fixed_at"])


def deposit_rates(tenor: str | None) -> list[tuple[date, Fraction]]:
    """The yearly rates of a deposit with their first days, rising; a flat rule needs none."""
    if tenor is None:
        return [(date.min, Fraction(0))]
    rows = law.values_of(DEPOSITS)
    return [(one.valid_from, Fraction(one.value[tenor])) for one in rows if tenor in one.value]


@dataclass(frozen=True, slots=True)
class Delay:
    """What lateness costs until one day, with everything that makes the sum."""

    units: int
    days: int
    paid_units: int
    late: Late
    stretches: tuple[methods.Stretch, ...]
    month_days: int
    set_name: str
    is_confirmed: bool


def delay_of(
    kind: str, method: str, *, contract_day: date, promised: date, until: date, paid_units: int
) -> Delay:
    """What the buyer is owed for delivery on `until` instead of `promised`.

    The set of the contract's day governs all of it; the deposit rate is that of each late day.
    """
    found = late_set(contract_day, kind)
    late = found.by_method[Method(method)]
    stretches = methods.stretches_of(promised, until, deposit_rates(late.tenor))
    month_days = int(convention(max(until, contract_day))["month_days"])
    units = methods.compensation(paid_units, late, stretches, month_days=month_days)
    said = row(DELAY.get(kind, OTHER_DELAY), contract_day)
    return Delay(
        units, late_days(promised, until), paid_units, late, tuple(stretches), month_days,
        found.name, said.status == law.Status.CONFIRMED,
    )  # fmt: skip


def withdrawal_terms(one: Permit, day: date) -> Terms:
    """What leaving a contract of this day brings; the yearly rate is the permit's own."""
    said = row(WITHDRAWAL, day).value
    return Terms(
        Fraction(one.withdrawal_basis_points, WHOLE_SHARE),
        int(said["profit_from_months_after_contract"]),
        int(said["pay_back_within_days"]),
        int(convention(day)["year_days"]),
    )


def leaving_of(one: Permit, *, contract_day: date, left: date, paid_units: int) -> Leaving:
    """What a buyer who leaves on this day gets back, and until when."""
    return withdrawal(contract_day, left, paid_units, withdrawal_terms(one, contract_day))


def participation_of(one: Permit, *, contract_day: date, until: date, paid_units: int) -> int:
    """The profit of a partnership contract up to this day."""
    annual = Fraction(one.participation_basis_points, WHOLE_SHARE)
    days = (until - contract_day).days
    return profit(paid_units, annual, days, year_days=int(convention(contract_day)["year_days"]))

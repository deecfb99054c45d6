"""Every delay of the guide, late by the clock and counted by the worker, exact to the rial."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from amanat.capabilities.contracts import queries as contracts
from amanat.capabilities.contracts.models import Instalment
from amanat.capabilities.deliveries import queries
from amanat.capabilities.deliveries.models import Accrual, Delivery
from amanat.capabilities.deliveries.tests.cast import Line, a_line
from amanat.kernel.law import parameters as law
from amanat.kernel.ledger.book import LARGEST_AMOUNT_UNITS
from amanat.words.moments import start_of
from amanat.words.refusal import Refused

pytestmark = pytest.mark.django_db
VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text("utf-8"))
PROMISED = date(2027, 3, 1)
CONTRACT = date(2026, 6, 1)


@pytest.fixture
def line() -> Line:
    return a_line(method="custom", quantity=1)


def segments(given: dict[str, Any]) -> list[tuple[int, str | None]]:
    """The late days with their deposit rate, cut where it changes."""
    if "segments" in given:
        return [(one["days"], one["deposit_rate_annual"]) for one in given["segments"]]
    return [(given["days_late"], given.get("deposit_rate_annual"))]


def set_rates(given: dict[str, Any]) -> int:
    """The published rates of the late days; answers how many days late it is in all."""
    first, days = PROMISED + timedelta(1), 0
    for count, rate in segments(given):
        if rate is not None:
            tenors = dict.fromkeys(("contract_term", "1y", "3y"), rate)
            since = first + timedelta(days)
            law.enact("bank.deposit_rate", tenors, valid_from=since, source="a test")
        days += count
    return days


def outcome(line: Line, one: Delivery, given: dict[str, Any]) -> dict[str, Any]:
    """What the worker counted day by day; and what both sides are shown."""
    contract = date.fromisoformat(given.get("contract", CONTRACT.isoformat()))
    if given["paid_irr"] > LARGEST_AMOUNT_UNITS:
        return {"compensation_irr": above_the_ledger(one, given)}
    Instalment.objects.filter(contract_id=one.contract_id, number=1).update(units=given["paid_irr"])
    Delivery.objects.filter(pk=one.pk).update(
        method=given["method"], contract_day=contract, promised=PROMISED, reservation_id=None,
        due_at=start_of(PROMISED + timedelta(1)),
    )  # fmt: skip
    days = set_rates(given)
    line.on(PROMISED + timedelta(days))
    try:
        line.counted()
    except Refused as no:
        return {"error": no.code}
    late = line.now(one)
    shown = queries.late_so_far(late, line.sale.at)
    counted = sum(Accrual.objects.values_list("units", flat=True))
    said = shown.so_far.units if shown else 0
    assert counted == said == late.accrued_units, "What is shown is what is counted."
    return {"compensation_irr": late.accrued_units}


def above_the_ledger(one: Delivery, given: dict[str, Any]) -> int:
    """More than one payment can be: the same function, without the worker."""
    one.method, one.contract_day, one.promised = given["method"], CONTRACT, PROMISED
    until = PROMISED + timedelta(set_rates(given))
    promise = contracts.Promise(one.kind, one.method, one.contract_day, one.promised)
    return contracts.Reckoner().cost(promise, [(CONTRACT, given["paid_irr"])], until).units


@pytest.mark.parametrize("group", VECTORS, ids=lambda group: group["group"])
def test_every_delay_comes_out_to_the_rial(line: Line, group: dict[str, Any]) -> None:
    one, found = line.planned(), {}
    for case in group["cases"]:
        with transaction.atomic():
            found[case["id"]] = outcome(line, one, case["in"])
            transaction.set_rollback(True)
    wanted = {case["id"]: dict(case["out"]) for case in group["cases"]}
    for out in wanted.values():
        out.pop("set", None)
    assert found == wanted

"""Deliveries in time and late: what is called, handed over, and what each late day costs."""

from datetime import timedelta

import pytest

from amanat.capabilities.businesses.tests.cast import a_person
from amanat.capabilities.ceilings import queries as ceilings
from amanat.capabilities.contracts import queries as contracts
from amanat.capabilities.deliveries import actions as deliveries
from amanat.capabilities.deliveries import queries, refusals
from amanat.capabilities.deliveries.models import Accrual, Delivery
from amanat.capabilities.deliveries.tests.cast import DAY, Line, a_line, vin_of
from amanat.capabilities.payments.models import Payout
from amanat.words.refusal import NotFound, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def line() -> Line:
    return a_line(method="custom", collateral=50_000_000_000)


def test_a_vehicle_in_time_is_called_paid_handed_over_and_accepted(line: Line) -> None:
    one = line.planned()
    line.on(one.promised - 10 * DAY)
    one = line.called(one)
    assert (one.state, one.due_units) == ("called", 700_000_000)
    one = line.paid(one)
    line.wait(7) if hasattr(line, "wait") else line.on(one.ready_on)
    one = line.handed(one)
    assert (one.state, one.accrued_units) == ("handed", 0)
    assert contracts.contract(one.contract_id).state == "fulfilled"
    assert ceilings.in_force(one.business_id, line.sale.at).exposure_units == 0
    one = deliveries.accept_delivery(line.buyer(one), delivery_id=one.pk, defects="خط روی در")
    assert (one.state, one.buyer_defects) == ("accepted", "خط روی در")

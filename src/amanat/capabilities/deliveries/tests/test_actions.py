"""Deliveries in time and late: what is called, handed over, and what each late day costs."""

from datetime import timedelta

import pytest

from amanat.capabilities.businesses.tests.cast import a_person
from amanat.capabilities.ceilings import queries as ceilings
from amanat.capabilities.contracts import queries as contracts
from amanat.capabilities.contracts.tests.cast import bank_pays
from amanat.capabilities.deliveries import actions as deliveries
from amanat.capabilities.deliveries import queries, refusals
from amanat.capabilities.deliveries.models import Accrual, Delivery
from amanat.capabilities.deliveries.tests.cast import DAY, Line, a_line, vin_of
from amanat.capabilities.payments import queries as payments
from amanat.capabilities.payments.models import Payout
from amanat.capabilities.ranks.models import Note
from amanat.kernel.log.models import Entry
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
    with pytest.raises(refusals.DueUnpaid):
        line.handed(one)
    one = line.paid(one)
    line.on(one.ready_on)
    one = line.handed(one)
    assert (one.state, one.accrued_units) == ("handed", 0)
    assert contracts.contract(one.contract_id).state == "fulfilled"
    assert ceilings.in_force(one.business_id, line.sale.at).exposure_units == 0
    one = deliveries.accept_delivery(line.buyer(one), delivery_id=one.pk, defects="خط روی در")
    assert (one.state, one.buyer_defects) == ("accepted", "خط روی در")


def test_who_says_nothing_accepts_in_some_days(line: Line) -> None:
    one = line.planned()
    line.on(one.promised - 10 * DAY)
    line.paid(line.called(one))
    line.on(one.promised)
    one = line.handed(one)
    assert one.due_at == line.sale.at + 3 * DAY
    line.on(line.today + 4 * DAY)
    assert deliveries.accept_delivery(line.clock(), delivery_id=one.pk).state == "accepted"


def test_a_vehicle_belongs_to_one_contract_of_all(line: Line) -> None:
    one, other = line.planned(), line.planned()
    line.on(one.promised - 10 * DAY)
    line.called(one, vin=vin_of(7))
    with pytest.raises(refusals.VinTaken) as no:
        line.called(other, vin=f" {vin_of(7).lower()} ")
    assert (no.value.code, no.value.status, no.value.param) == ("vin.taken", 409, "vin")


@pytest.mark.parametrize(
    ("ahead", "vin", "refusal"),
    [
        (6, vin_of(1), refusals.CallTooSoon),
        (61, vin_of(1), refusals.CallTooFar),
        (7, "", refusals.BadVin),
        (7, "NAS00000X00000001", refusals.BadVin),
    ],
)
def test_a_call_with_a_wrong_day_or_vehicle_is_refused(
    line: Line, ahead: int, vin: str, refusal: type[Exception]
) -> None:
    one = line.planned()
    with pytest.raises((refusal, refusals.VinNeeded)):
        deliveries.call_buyer(
            line.holder(), delivery_id=one.pk, vin=vin, day=line.today + ahead * DAY
        )


def test_a_stranger_finds_nothing(line: Line) -> None:
    one, stranger = line.planned(), a_person("غریبه")
    act = line.sale.by(stranger)
    with pytest.raises(NotFound):
        deliveries.renew_hand_code(act, delivery_id=one.pk)
    with pytest.raises(NotFound):
        queries.of_buyer(stranger.pk, one.contract_code)


def test_a_late_vehicle_costs_its_days_and_the_buyer_gets_them_off_the_last_payment(
    line: Line,
) -> None:
    one = line.late_by(line.planned(), 10)
    assert (one.state, one.base_units, one.accrued_units) == ("late", 300_000_000, 3_000_000)
    shown = queries.late_so_far(one, line.sale.at)
    assert shown is not None
    assert (shown.so_far.days, shown.so_far.units, shown.tomorrow_units) == (10, 3_000_000, 300_000)
    assert ceilings.in_force(one.business_id, line.sale.at).exposure_units == 3_000_000
    one = line.paid(line.called(one))
    line.on(one.ready_on)
    one = line.handed(one)
    #  Ten days on the first 300 million, seven on all of it: it was paid when they began.
    owed = 10 * 300_000 + 7 * 1_000_000
    assert (one.state, one.accrued_units, one.netted_units) == ("compensated", owed, owed)
    payouts = Payout.objects.filter(person_id=one.buyer_id, subject=f"delivery:{one.pk}")
    assert [row.units for row in payouts] == [owed]
    assert ceilings.in_force(one.business_id, line.sale.at).exposure_units == 0


def test_contract_and_delivery_say_the_same_of_a_delay_in_which_money_came() -> None:
    line = a_line(method="firm", collateral=50_000_000_000)
    one = line.late_by(line.planned(), 10)
    line.sale.pay(contracts.contract(one.contract_id))  # The second instalment, on the tenth day.
    one = line.late_by(one, 15)
    shown = queries.late_so_far(one, line.sale.at)
    said = contracts.live_statement(contracts.contract(one.contract_id), line.sale.at).late_now
    assert shown is not None and said is not None
    assert shown.so_far.units == said.units == one.accrued_units
    lines = [(part.base_units, part.days) for part in shown.so_far.lines]
    assert lines == [(300_000_000, 10), (1_000_000_000, 5)]
    line.called(one)
    line.on(line.today + 9 * DAY)  # Fully paid before: every day until the hand-over is late.
    late = contracts.late_of(contracts.contract(one.contract_id), line.today)
    assert late.days == 24 and late == queries.cost(line.now(one), line.today)


def test_days_of_waiting_for_the_buyer_are_nobodys_delay_on_both_pages(line: Line) -> None:
    one = line.late_by(line.planned(), 10)
    one = line.called(one)
    line.on(one.ready_on + 5 * DAY)
    waiting = contracts.late_of(contracts.contract(one.contract_id), line.today)
    assert waiting.days == 17 and waiting == queries.cost(line.now(one), line.today)
    one = line.paid(one)
    line.on(line.today + 2 * DAY)
    after = contracts.late_of(contracts.contract(one.contract_id), line.today)
    assert after.days == 19 and after == queries.cost(line.now(one), line.today)


def test_each_day_is_counted_once_also_when_the_clock_jumps(line: Line) -> None:
    first, second = line.planned(), line.planned()
    line.on(first.promised + 3 * DAY)
    assert (line.counted(), line.counted()) == (3, 0)
    line.on(first.promised + 8 * DAY)
    assert line.counted() == 5
    rows = list(Accrual.objects.order_by("day").values_list("day", "deliveries", "units"))
    assert rows == [(first.promised + n * DAY, 2, 600_000) for n in range(1, 9)]
    accrued = [row.accrued_units for row in Delivery.objects.order_by("pk")]
    assert accrued == [2_400_000, 2_400_000] and second.promised == first.promised


def test_a_buyer_who_does_not_pay_makes_nobody_late(line: Line) -> None:
    one = line.planned()
    line.on(one.promised - 7 * DAY)
    line.called(one)
    line.on(one.promised + 5 * DAY)
    assert line.counted() == 0 and line.now(one).state == "called"
    line.paid(one)
    line.on(one.promised + 8 * DAY)
    line.counted()
    assert (line.now(one).state, line.now(one).accrued_units) == ("late_called", 3_000_000)


def test_nothing_left_to_net_is_paid_in_ten_days_or_taken_from_the_project() -> None:
    line = a_line(method="custom", prepayment=10_000, collateral=50_000_000_000)
    one = line.late_by(line.planned(), 10)
    one = line.called(one)
    assert one.due_units == 0 and one.due_paid_on is not None
    line.on(one.ready_on)
    one = line.handed(one)
    assert (one.state, one.left_units) == ("handed_late", 17_000_000)
    payment_id = deliveries.pay_compensation(line.holder(), delivery_id=one.pk)
    assert payment_id == line.now(one).asked_payment_id
    line.on(line.today + timedelta(days=11))
    one = deliveries.take_compensation(line.clock(), delivery_id=one.pk)
    assert (one.state, one.paid_units) == ("compensated", 17_000_000)


def test_what_the_maker_pays_goes_on_to_the_buyer() -> None:
    line = a_line(method="custom", prepayment=10_000, collateral=50_000_000_000)
    one = line.called(line.late_by(line.planned(), 10))
    line.on(one.ready_on)
    one = line.handed(one)
    payment_id = deliveries.pay_compensation(line.holder(), delivery_id=one.pk)
    bank_pays(payments.payment(payment_id), line.sale.at)
    one = deliveries.settle_compensation(
        line.house(), delivery_id=one.pk, payment_id=payment_id, units=17_000_000
    )
    assert (one.state, one.paid_units, one.left_units) == ("compensated", 17_000_000, 0)
    again = deliveries.settle_compensation(
        line.house(), delivery_id=one.pk, payment_id=payment_id, units=17_000_000
    )
    assert again.paid_units == 17_000_000


def test_a_complaint_is_written_already_and_answered_late_rather_than_never(line: Line) -> None:
    one = line.planned()
    with pytest.raises(refusals.NotLate):
        deliveries.complain_of_delay(line.buyer(one), delivery_id=one.pk)
    one = line.late_by(one, 1)
    made = deliveries.complain_of_delay(line.buyer(one), delivery_id=one.pk)
    assert (made.state, made.late_days, made.units) == ("filed", 1, 300_000)
    with pytest.raises(refusals.ComplainedBefore):
        deliveries.complain_of_delay(line.buyer(one), delivery_id=one.pk)
    line.on(line.today + 4 * DAY)
    made = deliveries.leave_unanswered(line.clock(), late_complaint_id=made.pk)
    made = deliveries.answer_delay(
        line.holder(), late_complaint_id=made.pk, answer="قطعه دیر رسید؛ هفتهٔ بعد تحویل می‌دهیم."
    )
    assert made.state == "answered"
    kinds = Note.objects.filter(subject=f"latecomplaint:{made.pk}").values_list("kind", flat=True)
    assert list(kinds.order_by("pk")) == [
        "complaint_filed", "complaint_answered",
    ]  # fmt: skip


def test_a_buyer_who_leaves_or_is_refunded_gets_no_delivery(line: Line) -> None:
    one, other = line.planned(), line.planned()
    deliveries.drop_delivery(line.house(), contract_id=one.contract_id)
    deliveries.fail_delivery(line.house(), contract_id=other.contract_id)
    assert [line.now(row).state for row in (one, other)] == ["dropped", "failed"]
    with pytest.raises(WrongState):
        line.called(one)


def test_a_maker_who_is_too_late_with_too_many_is_in_default_once(line: Line) -> None:
    one = line.late_by(line.planned(), 89)
    programme = queries.programme_of(one.permit_id)
    assert programme is not None and programme.defaulted_at is None
    line.late_by(one, 91)
    found = Entry.objects.filter(name="MakerInDefault").values_list("facts", flat=True)
    assert [(facts["late"], facts["longest_days"]) for facts in found] == [(1, 90)]

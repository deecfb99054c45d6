"""A file's rows done together come to exactly what they come to one at a time."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from amanat.capabilities.contracts import actions as contracts
from amanat.capabilities.contracts import queries as known
from amanat.capabilities.contracts.actions import delivering
from amanat.capabilities.contracts.models import Assignment, Contract, Instalment, Portion
from amanat.capabilities.contracts.tests.cast import at_the_bank, bank_pays
from amanat.capabilities.deliveries import actions as deliveries
from amanat.capabilities.deliveries.actions import many
from amanat.capabilities.deliveries.models import Delivery
from amanat.capabilities.deliveries.tests.bulk import Crowd, a_crowd
from amanat.capabilities.deliveries.tests.cast import DAY, vin_of
from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments import queries as accounts
from amanat.capabilities.payments.models import Payment
from amanat.capabilities.people.models import Person
from amanat.capabilities.presale.tests.lottery import a_buyer
from amanat.kernel.ledger import book
from amanat.kernel.ledger.wire import rows as ledger_rows
from amanat.kernel.log import moves
from amanat.kernel.log.models import Entry
from amanat.words.act import Role
from amanat.words.refusal import Refused

pytestmark = pytest.mark.django_db
ROWS = 16
MADE = ("id", "payment_id", "hold_id", "return_account_id")  # Numbers that every try draws anew.
BALANCES = (
    "select id, posted_debit_units, posted_credit_units, pending_debit_units from ledger_account"
)
Outcome = int | Refused


@pytest.fixture
def crowd() -> Crowd:
    return a_crowd(ROWS)


def plain(crowd: Crowd, count: int) -> list[deliveries.Call]:
    rows = Delivery.objects.filter(programme_id=crowd.first.programme_id).order_by("place")
    day = crowd.line.today + 8 * DAY
    return [
        deliveries.Call(one.pk, vin_of(place), day)
        for place, one in enumerate(rows[:count], start=1)
    ]


def mixed(crowd: Crowd) -> list[deliveries.Call]:
    """Everything that can stand in a row, the plain ones in between."""
    calls = plain(crowd, ROWS)
    rows = [Delivery.objects.get(pk=one.delivery_id) for one in calls]
    line, house = crowd.line, crowd.line.house()
    another = a_buyer()
    _give_to(another, rows[1])
    Delivery.objects.filter(pk=rows[2].pk).update(state="late", due_at=None)
    paid_up = Contract.objects.get(pk=rows[3].contract_id)
    Contract.objects.filter(pk=paid_up.pk).update(paid_units=paid_up.price_units)
    _asked_of_a_stage(house, rows[4])
    at_the_bank(_asked_of_a_stage(house, rows[5]), line.sale.at)
    _paid_in_part(crowd, _asked_of_a_stage(house, rows[14]))
    buyer = line.buyer(rows[6])
    contracts.ask_assignment(buyer, contract_id=rows[6].contract_id, phone=another.phone)
    line.called(rows[7])
    line.called(rows[8])
    deliveries.take_call_back(line.holder(), delivery_id=rows[8].pk, reason="روز اشتباه بود")
    calls[9] = deliveries.Call(rows[9].pk, "nonsense", calls[9].day)
    calls[10] = deliveries.Call(rows[10].pk, vin_of(1), calls[10].day)  # Of the first row.
    calls[11] = deliveries.Call(rows[11].pk, calls[11].vin, line.today)
    calls[12] = deliveries.Call(rows[12].pk, calls[11].vin, calls[12].day)  # Of a refused row.
    calls[13] = deliveries.Call(rows[0].pk, calls[13].vin, calls[13].day)  # Once more.
    return [*calls, deliveries.Call(0, vin_of(99), calls[0].day)]


def _give_to(person: Person, one: Delivery) -> None:
    Contract.objects.filter(pk=one.contract_id).update(buyer=person)
    Delivery.objects.filter(pk=one.pk).update(buyer_id=person.pk)


def _asked_of_a_stage(house: Any, one: Delivery) -> Payment:
    """A stage of the price that the buyer was asked for and has not paid."""
    contract = Contract.objects.get(pk=one.contract_id)
    account, back = contract.project_account_id, accounts.refundable_account_id(one.buyer_id)
    asked = payments.demand(
        house, payer_id=one.buyer_id, units=1_000_000, subject=f"contract:{contract.pk}",
        credit_account_id=account, return_account_id=back, hold_id=book.next_id(),
        party_id=contract.business_id,
    )  # fmt: skip
    Instalment.objects.create(
        contract=contract, number=7, kind="stage", units=2 * asked.units, payment_id=asked.pk
    )
    return asked


def _paid_in_part(crowd: Crowd, asked: Payment) -> None:
    """One payment of a stage came, and the rest did not."""
    bank_pays(asked, crowd.line.sale.at)
    stage = Instalment.objects.get(payment_id=asked.pk)
    Portion.objects.create(
        instalment=stage, payment_id=asked.pk, units=asked.units, came_at=crowd.line.sale.at
    )


def one_by_one(crowd: Crowd, calls: Sequence[deliveries.Call]) -> list[Outcome]:
    return [many._alone(crowd.line.holder(), call) for call in calls]


def together(crowd: Crowd, calls: Sequence[deliveries.Call]) -> list[Outcome]:
    return deliveries.call_many(crowd.line.holder(), calls=calls)


def told(outcome: Outcome) -> str:
    """A refusal with its sentence, or the fact that is the row's receipt."""
    if isinstance(outcome, Refused):
        return f"{outcome.code} {outcome.param} {outcome.sentence.fa}"
    entry = Entry.objects.get(pk=outcome)
    return f"{entry.name} {entry.subject}"


def world(crowd: Crowd, since: int) -> dict[str, Any]:
    """Rows, facts, jobs and ledger, without the numbers that every try draws anew."""
    ids = Delivery.objects.filter(programme_id=crowd.first.programme_id).values("contract_id")
    subjects = [f"contract:{one['contract_id']}" for one in ids]
    asked = Payment.objects.filter(subject__in=subjects)
    facts = list(Entry.objects.filter(pk__gt=since).order_by("pk"))
    names = {
        one.subject: f"{one.subject.partition(':')[0]} of {one.facts['subject']}"
        for one in facts
        if "subject" in one.facts
    }
    codes = dict(ledger_rows("select account_id, code from ledger_account_name"))
    jobs = ProcrastinateJob.objects.filter(args__entry_id__in=[one.pk for one in facts])
    return {
        "deliveries": _rows(Delivery.objects.filter(contract_id__in=ids)),
        "contracts": _rows(Contract.objects.filter(pk__in=ids)),
        "instalments": _rows(Instalment.objects.filter(contract_id__in=ids), "contract_id"),
        "passing": _rows(Assignment.objects.filter(contract_id__in=ids)),
        "payments": _rows(asked, "subject", "units"),
        "paid by": _payments_of(ids),
        "facts": sorted(
            (names.get(one.subject, one.subject), n, one.name, _said(one), one.by, one.role, one.at)
            for subject in sorted({one.subject for one in facts})
            for n, one in enumerate(one for one in facts if one.subject == subject)
        ),
        "jobs": sorted(names.get(one.lock or "", one.lock or "") for one in jobs),
        "back to": sorted((one.subject, one.units, codes[one.return_account_id]) for one in asked),
        "ledger": sorted((codes.get(row[0], ""), *row[1:]) for row in ledger_rows(BALANCES)),
    }


def _said(entry: Entry) -> str:
    facts = {name: value for name, value in entry.facts.items() if name not in MADE}
    return str(sorted(facts.items())) + str((entry.cause_id, entry.depth, len(entry.salt)))


def _rows(rows: models.QuerySet[Any], *order: str) -> list[dict[str, Any]]:
    """In the order they were made within each contract: the rows' own numbers are left out."""
    ordered = rows.order_by(*order, "pk")
    return [{k: v for k, v in row.items() if k not in MADE} for row in ordered.values()]


def _payments_of(contract_ids: Any) -> list[tuple[int, int, str, int]]:
    """Which payment each instalment is asked with, and that each has a hold number of its own."""
    found = Instalment.objects.filter(contract_id__in=contract_ids, payment_id__gt=0)
    by = Payment.objects.in_bulk(list(found.values_list("payment_id", flat=True)))
    assert len({one.hold_id for one in by.values()}) == len(by)
    return [
        (
            one.contract_id,
            one.number,
            by[one.payment_id or 0].subject,
            by[one.payment_id or 0].units,
        )
        for one in found.order_by("contract_id", "number")
    ]


def came_to(
    crowd: Crowd, calls: Sequence[deliveries.Call], way: Callable[..., list[Outcome]]
) -> tuple[list[str], dict[str, Any]]:
    """What a way of doing the rows leaves behind; afterwards nothing of it is left."""
    since = Entry.objects.latest("pk").pk
    with transaction.atomic():
        outcomes = [told(one) for one in way(crowd, calls)]
        left = world(crowd, since)
        transaction.set_rollback(True)
    return outcomes, left


def test_together_and_one_by_one_leave_the_same_rows_facts_jobs_and_ledger(crowd: Crowd) -> None:
    calls = mixed(crowd)
    told_alone, alone = came_to(crowd, calls, one_by_one)
    told_together, all_of_them = came_to(crowd, calls, together)
    assert told_together == told_alone
    assert [row.partition(" ")[0] for row in told_alone].count("DeliveryCalled") == 10
    for part in alone:
        assert all_of_them[part] == alone[part], part


def test_twelve_plain_rows_ask_no_more_questions_than_six(crowd: Crowd) -> None:
    asked = []
    for count in (6, 12):
        with CaptureQueriesContext(connection) as questions, transaction.atomic():
            assert all(isinstance(one, int) for one in together(crowd, plain(crowd, count)))
            transaction.set_rollback(True)
        asked.append(len(questions))
    assert asked[0] == asked[1] < 50


@pytest.fixture(params=["a row is not written", "a fact is written twice", "a job is lost"])
def a_bug(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    write, record, post = moves.write_rows, moves.record_many, moves.outbox.post
    if request.param == "a row is not written":
        monkeypatch.setattr(
            moves, "write_rows", lambda rows, fields: write(rows[:-1] or rows, fields)
        )
    elif request.param == "a fact is written twice":
        monkeypatch.setattr(
            moves,
            "record_many",
            lambda act, facts: record(act, [one for one in facts for _ in "ab"])[::2],
        )
    else:
        monkeypatch.setattr(moves.outbox, "post", lambda *entries: post(*entries[:-1] or entries))
    yield request.param


def test_the_comparison_finds_a_planted_bug(crowd: Crowd, a_bug: str) -> None:
    calls = plain(crowd, 4)
    assert came_to(crowd, calls, one_by_one) != came_to(crowd, calls, together), a_bug


def test_a_row_that_is_there_twice_or_gone_is_not_written(crowd: Crowd) -> None:
    one = Delivery.objects.get(pk=crowd.first.pk)
    gone = Delivery(pk=0)
    for rows in ([one, one], [one, gone]):
        with pytest.raises(AssertionError), transaction.atomic():
            moves.write_rows(rows, ["place"])


def test_one_wrong_state_among_many_moves_nothing(crowd: Crowd) -> None:
    rows = [Contract.objects.get(pk=one.contract_id)
            for one in Delivery.objects.filter(programme_id=crowd.first.programme_id)[:2]]  # fmt: skip
    rows[1].state = "fulfilled"
    event = delivering.priced(rows[0], 1, None)
    changes = [moves.Change(one, event) for one in rows]
    house = crowd.line.house().wearing(Role.HOUSE)
    with pytest.raises(Refused):
        moves.move_many(house, "call_vehicle", changes)
    assert known.contract(rows[0].pk).state == "in_force"

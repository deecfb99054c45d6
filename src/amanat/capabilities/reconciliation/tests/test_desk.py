"""What does not agree: explained, matched and corrected by people of finance, and by nobody else."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client

from amanat.capabilities.payments import actions as payments
from amanat.capabilities.payments import queries as money
from amanat.capabilities.payments.refusals import HaltedAlready, RestartNeedsTwo
from amanat.capabilities.payments.tests.cast import a_financier, a_person, units_in
from amanat.capabilities.people.models import Person
from amanat.capabilities.people.tests.program import Program
from amanat.capabilities.reconciliation import actions, queries, refusals
from amanat.capabilities.reconciliation.models import Closing, Item, Line, Match
from amanat.capabilities.reconciliation.ports import ListRow
from amanat.capabilities.reconciliation.rules.sheet import Row, Sheet
from amanat.kernel.ledger import book
from amanat.words.act import Act, Role
from amanat.words.moments import TEHRAN
from amanat.words.refusal import NotYours

pytestmark = pytest.mark.django_db
MORNING = datetime(2031, 3, 4, 10, 0, tzinfo=TEHRAN)  # A day that no other test has been to.
TODAY = MORNING.date()
OPENING = 1_000_000_000
FEE = 12_000


class Desk:
    """The bank says things; two people of finance answer."""

    def __init__(self) -> None:
        self.at, self.balance, self.rows = MORNING, OPENING, list[Row]()
        self.nilou, self.kaveh = a_financier(), a_financier()
        self.round()

    def act(self, person: Person | None, role: Role = Role.FINANCE) -> Act:
        return Act(person.pk if person else None, role, self.at)

    @property
    def first(self) -> Act:
        return self.act(self.nilou)

    @property
    def second(self) -> Act:
        return self.act(self.kaveh)

    def line(self, reference: str, units: int, about: str = "") -> None:
        self.rows.append(Row(reference, self.at, units, "transfer", about, "x"))
        self.balance += units
        self.round()

    def round(self) -> list[str]:
        """What the worker's round does once the bank has been read."""
        house = self.act(None, Role.HOUSE)
        sheet = Sheet(self.at.date(), OPENING, self.balance, tuple(self.rows))
        actions.keep(house, sheet, source="bank")
        actions.match(house)
        return actions.watch(house)

    def end_of_day(self) -> None:
        self.rows, self.at = [], self.at + timedelta(days=1)
        whole = Sheet(TODAY, OPENING, self.balance, ())
        actions.keep(self.act(None, Role.HOUSE), whole, source="bank")

    def item(self) -> Item:
        return Item.objects.latest("pk")


@pytest.fixture
def desk(db: None) -> Desk:
    return Desk()


def test_what_the_account_held_before_is_our_own_and_all_agrees(desk: Desk) -> None:
    assert desk.round() == []
    assert queries.position().difference_units == 0
    assert units_in("bank:main") == OPENING
    assert list(queries.items()) == []


def test_a_line_nobody_knows_stops_payouts_until_it_has_a_reason(desk: Desk) -> None:
    desk.line("F1", -FEE)
    item = desk.item()
    assert (item.key.split(":")[0], item.units, item.state) == ("line", -FEE, "open")
    assert money.is_halted() and queries.position().difference_units == -FEE
    with pytest.raises(NotYours):
        actions.explain(desk.act(a_person()), item_id=item.pk, words="x")
    with pytest.raises(refusals.WhyNeeded):
        actions.explain(desk.first, item_id=item.pk, words=" ")
    actions.explain(desk.first, item_id=item.pk, words="کارمزد ماه")
    halt = money.open_halt()
    assert halt is not None and (halt.grounds, halt.state) == ([], "halted")
    assert desk.round() == []
    assert queries.position().rest_units == 0


def test_one_person_halts_and_two_let_it_go_on(desk: Desk) -> None:
    halt = payments.halt(desk.first, words="نگاهی می‌کنیم")
    with pytest.raises(HaltedAlready):
        payments.halt(desk.second, words="من هم")
    payments.ask_to_restart(desk.first, halt_id=halt.pk, words="درست بود")
    with pytest.raises(RestartNeedsTwo):
        payments.restart(desk.first, halt_id=halt.pk)
    payments.keep_halted(desk.second, halt_id=halt.pk)
    payments.ask_to_restart(desk.second, halt_id=halt.pk, words="اکنون درست است")
    payments.restart(desk.first, halt_id=halt.pk)
    assert not money.is_halted()
    stranger = desk.act(a_person())
    with pytest.raises(NotYours):
        payments.halt(stranger, words="x")


def test_our_book_is_corrected_by_two_people_who_sign_the_same(desk: Desk) -> None:
    earn(FEE)
    desk.line("F1", -FEE)
    item = desk.item()
    entry: dict[str, Any] = {"debit": "fees:IRR", "credit": "bank:main", "words": "کارمزد بانک"}
    with pytest.raises(refusals.NoSuchBookAccount):
        actions.propose_correction(
            desk.first, item_id=item.pk, **{**entry, "debit": f"payable:{desk.nilou.pk}"}
        )
    item = actions.propose_correction(desk.first, item_id=item.pk, **entry)
    with pytest.raises(refusals.CorrectionNeedsTwo):
        actions.write_correction(desk.first, item_id=item.pk, sha256=item.sha256)
    with pytest.raises(refusals.NotWhatYouRead):
        actions.write_correction(desk.second, item_id=item.pk, sha256="0" * 64)
    actions.turn_down_correction(desk.second, item_id=item.pk)
    item = actions.propose_correction(desk.first, item_id=item.pk, **entry)
    fees = units_in("fees:IRR")
    actions.write_correction(desk.second, item_id=item.pk, sha256=item.sha256)
    assert units_in("fees:IRR") == fees - FEE
    assert desk.round() == []
    assert list(queries.items()) == []
    assert queries.position().difference_units == 0
    assert book.broken_invariants() == []


def earn(units: int) -> None:
    """Fees that a bank may eat."""
    house = Act(None, Role.HOUSE, MORNING)
    owed = money.receivable_account_id("mellat")
    sale = book.Transfer(owed, money.fee_account_id(), units, "fee")
    book.write(house, sale, key="test/fees earned")


def test_two_lines_that_undo_each_other_are_matched_by_hand(desk: Desk) -> None:
    desk.line("A1", 5_000)
    wrong = desk.item()
    desk.line("A2", -5_000)
    back = Line.objects.get(reference="A2")
    offered = queries.candidates(wrong.line)
    assert [one.subject for one in offered] == [f"line:{back.pk}"]
    with pytest.raises(refusals.NotAMatch):
        actions.match_item(desk.first, item_id=wrong.pk, subject="payout:1", words="x")
    words = "بانک برگرداند"
    actions.match_item(desk.first, item_id=wrong.pk, subject=offered[0].subject, words=words)
    assert desk.round() == []
    assert list(queries.items()) == []
    assert Match.objects.count() == 2


def test_a_balance_that_its_lines_do_not_make_is_an_item(desk: Desk) -> None:
    desk.balance += 7
    assert desk.round() == ["unexplained"]
    assert (desk.item().key, desk.item().units) == ("balance", 7)
    desk.balance -= 7
    desk.rows = [Row("Z0", desk.at, 1, "transfer", "", "")]  # Otherwise it is the reading we have.
    desk.balance += 1
    desk.round()
    assert Item.objects.get(key="balance").state == "matched"


def test_an_order_only_the_gateway_knows_and_money_that_never_came(desk: Desk) -> None:
    told = [ListRow("1", 987_654_321, 40_000, "r")]
    house = desk.act(None, Role.HOUSE)
    once = actions.keep_list(house, gateway="mellat", day=TODAY, rows=told)
    assert actions.keep_list(house, gateway="mellat", day=TODAY, rows=[]).pk == once.pk
    desk.round()
    assert found() == {"order:mellat:987654321": 40_000}
    desk.at += timedelta(days=3)
    for days in (1, 2):
        later = Sheet(TODAY + timedelta(days=days), None, None, ())
        actions.keep(desk.act(None, Role.HOUSE), later, source="bank")
    actions.match(desk.act(None, Role.HOUSE))
    settlement = f"settlement:mellat:{TODAY}"
    assert found() == {"order:mellat:987654321": 40_000, settlement: -40_000}


def found() -> dict[str, int]:
    return dict(queries.items().values_list("key", "units"))


def test_a_day_closes_when_every_difference_has_a_reason(desk: Desk) -> None:
    desk.line("F1", 3)
    item = desk.item()
    with pytest.raises(refusals.DayNotOver):
        actions.close_day(desk.first, day=TODAY, sha256="")
    desk.end_of_day()
    assert queries.day_to_close() == TODAY
    with pytest.raises(refusals.DayNotClear):
        actions.close_day(desk.first, day=TODAY, sha256=now_sha256())
    actions.explain(desk.first, item_id=item.pk, words="فردا برمی‌گردد")
    with pytest.raises(refusals.NotWhatYouRead):
        actions.close_day(desk.first, day=TODAY, sha256="0" * 64)
    made = actions.close_day(desk.first, day=TODAY, sha256=now_sha256())
    assert (made.content["difference_units"], made.by_id) == (3, desk.nilou.pk)
    with pytest.raises(refusals.DayClosedAlready):
        actions.close_day(desk.second, day=TODAY, sha256=now_sha256())
    with pytest.raises(DatabaseError), transaction.atomic():
        Closing.objects.update(sha256="")


def now_sha256() -> str:
    return actions.sha256_of(queries.closing_content(TODAY))


PAGES = ("today", "match", "payouts", "ledger", "close", "audit")


@pytest.mark.parametrize("name", PAGES)
def test_the_desk_opens_for_finance_only(desk: Desk, client: Client, name: str) -> None:
    desk.line("F1", -FEE)
    client.force_login(a_person())
    assert client.get(f"/desk/finance/{name}").status_code == 404
    client.force_login(desk.nilou)
    assert client.get(f"/desk/finance/{name}").status_code == 200


def test_a_person_of_finance_does_it_all_on_pages(desk: Desk, client: Client) -> None:
    desk.line("F1", -FEE)
    client.force_login(desk.nilou)
    here = f"/desk/finance/items/{desk.item().pk}"
    assert "بی‌توضیح" in client.get("/desk/finance/match").content.decode()
    refused = client.post(f"{here}/explain", {"words": ""})
    assert refused.status_code == 422
    assert client.post(f"{here}/take").status_code == 303
    assert client.post(f"{here}/explain", {"words": "کارمزد"}).status_code == 303
    assert desk.item().state == "explained"
    bad = client.post("/desk/finance/match", {"file": named("reference;x\nL1;2")})
    assert (bad.status_code, "booked_at" in bad.content.decode()) == (422, True)
    asked = client.post("/desk/finance/halt/ask", {"words": "روشن شد"})
    assert asked.status_code == 303
    client.force_login(desk.kaveh)
    assert client.post("/desk/finance/halt/restart").status_code == 303
    assert not money.is_halted()


def named(text: str) -> Any:
    return SimpleUploadedFile("statement.csv", text.encode())


def test_a_file_is_read_by_finance_only(desk: Desk) -> None:
    with pytest.raises(NotYours):
        actions.read_statement(desk.act(a_person()), file=b"x")
    with pytest.raises(refusals.StatementUnreadable):
        actions.read_statement(desk.first, file=b"\xff\xfe\x00")


def test_a_program_of_finance_does_the_same_and_others_find_nothing(desk: Desk) -> None:
    desk.line("F1", -FEE)
    program, stranger = Program.of(desk.nilou), Program.of(a_person())
    assert stranger.get("/api/finance/position").status_code == 404
    assert stranger.post("/api/finance/halt", {"words": "x"}).status_code == 404
    assert program.get("/api/finance/position").json()["difference_units"] == str(-FEE)
    one = program.get("/api/finance/items").json()["items"][0]
    told = program.did(f"/api/finance/items/{one['id']}/explain", {"words": "کارمزد"})
    assert told["state"] == "explained"
    assert program.get("/api/finance/halt").json()["grounds"] == []
    text = "reference;booked_at;direction;amount\nF1;2031-03-04T10:00:00;debit;12000"
    read = program.did("/api/finance/statements", {"text": text})
    assert (read["lines_read"], read["lines_new"]) == (1, 0)

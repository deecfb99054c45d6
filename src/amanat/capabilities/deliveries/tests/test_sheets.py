"""Files of rows: checked one by one, mended in place, confirmed, done once, each with a receipt."""

from collections.abc import Callable
from typing import Any

import pytest

from amanat.capabilities.deliveries import actions as deliveries
from amanat.capabilities.deliveries import queries, refusals
from amanat.capabilities.deliveries.actions import sheets
from amanat.capabilities.deliveries.models import Delivery, Sheet
from amanat.capabilities.deliveries.models import Line as Row
from amanat.capabilities.deliveries.tests.cast import DAY, Line, a_line, vin_of
from amanat.kernel.log.models import Entry

pytestmark = pytest.mark.django_db
CALL = "contract,vin,day,note\n"
HAND = "قرارداد;شناسه خودرو;تاریخ تحویل;کد تحویل;توضیح\n"


@pytest.fixture
def line() -> Line:
    return a_line(method="custom", prepayment=10_000, collateral=50_000_000_000)


def sent(line: Line, text: str, work: str = "call") -> Sheet:
    """The maker sends a file, and the worker checks it."""
    made = deliveries.upload_sheet(
        line.holder(), business_id=line.sale.business_id, work=work, name="rows.csv",
        content=text.encode(),
    )  # fmt: skip
    deliveries.work_sheets(line.house())
    return queries.sheet(made.pk)


def calls(line: Line, *rows: tuple[Delivery | None, str]) -> str:
    day = line.today + 8 * DAY
    lines = [f"{one.contract_code if one else 'C-0'},{vin},{day},\n" for one, vin in rows]
    return CALL + "".join(lines)


def faults(sheet: Sheet) -> dict[int, list[str]]:
    return {row.row: list(row.faults) for row in queries.faulty(sheet.pk)}


def test_bad_rows_are_named_mended_in_place_and_all_are_done_with_receipts(line: Line) -> None:
    first, second, third = (line.planned() for _ in range(3))
    text = calls(
        line, (first, vin_of(1)), (second, "nonsense"), (None, vin_of(3)), (third, vin_of(1))
    )
    sheet = sent(line, text)
    assert (sheet.state, sheet.sound, sheet.faulty) == ("checked", 1, 3)
    assert faults(sheet) == {3: ["vin"], 4: ["contract"], 5: ["vin"]}
    day = f"{line.today + 8 * DAY}"
    cells = {"contract": second.contract_code, "vin": vin_of(2), "day": day}
    still = deliveries.mend_row(
        line.holder(), delivery_sheet_id=sheet.pk, row=3, cells=cells | {"day": "فردا"}
    )
    assert list(still.faults) == ["day"]
    deliveries.mend_row(line.holder(), delivery_sheet_id=sheet.pk, row=3, cells=cells)
    deliveries.confirm_sheet(line.holder(), delivery_sheet_id=sheet.pk)
    deliveries.work_sheets(line.house())
    sheet = queries.sheet(sheet.pk)
    assert (sheet.state, sheet.done, sheet.refused, sheet.faulty) == ("done", 2, 0, 2)
    receipts = {row.row: row.entry_id for row in queries.lines(sheet.pk)}
    named = Entry.objects.filter(pk__in=[pk for pk in receipts.values() if pk])
    assert [one.name for one in named] == ["DeliveryCalled", "DeliveryCalled"]
    assert receipts[4] is None and receipts[5] is None
    assert [line.now(one).state for one in (first, second, third)] == [
        "called",
        "called",
        "planned",
    ]


def test_what_changed_since_the_check_refuses_its_own_row_alone(line: Line) -> None:
    first, second = line.planned(), line.planned()
    sheet = sent(line, calls(line, (first, vin_of(1)), (second, vin_of(2))))
    line.called(first, vin=vin_of(9))
    deliveries.confirm_sheet(line.holder(), delivery_sheet_id=sheet.pk)
    deliveries.work_sheets(line.house())
    (refused,) = queries.turned_down(sheet.pk)
    assert (refused.row, refused.refusal["code"]) == (2, "wrong_state")
    assert line.now(second).state == "called"


def test_hand_overs_of_the_day_with_their_codes(line: Line) -> None:
    first, second = line.called(line.planned()), line.called(line.planned())
    line.on(first.ready_on)
    rows = [f"{first.contract_code};;{line.today};{queries.hand_code(first)};خراش\n",
            f"{second.contract_code};;{line.today};۰۰۰۰۰۰;\n"]  # fmt: skip
    sheet = sent(line, HAND + "".join(rows), "deliver")
    deliveries.confirm_sheet(line.holder(), delivery_sheet_id=sheet.pk)
    deliveries.work_sheets(line.house())
    done = [line.now(one) for one in (first, second)]
    assert [(one.state, one.defects, one.code_tries) for one in done] == [
        ("handed", "خراش", 0), ("called", "", 1),
    ]  # fmt: skip
    assert queries.turned_down(sheet.pk)[0].refusal["code"] == "delivery.wrong_code"


def test_a_day_that_is_over_is_refused_and_noted_as_a_finding(line: Line) -> None:
    one = line.called(line.planned())
    line.on(one.ready_on)
    row = f"{one.contract_code};;{line.today - DAY};123456;\n"
    sheet = sent(line, HAND + row, "deliver")
    assert faults(sheet) == {2: ["day"]} and sheet.backdated == 1
    with pytest.raises(refusals.BackdatedRecord):
        deliveries.type_delivery_code(
            line.holder(), delivery_id=one.pk, code="123456", day=line.today - DAY
        )
    found = Entry.objects.filter(name="BackdatedDelivery").order_by("pk")
    assert [entry.subject for entry in found] == [f"sheet:{sheet.pk}", f"delivery:{one.pk}"]
    with pytest.raises(refusals.NothingSound):
        deliveries.confirm_sheet(line.holder(), delivery_sheet_id=sheet.pk)


def test_the_same_file_is_taken_once_until_it_is_taken_back(line: Line) -> None:
    text = calls(line, (line.planned(), vin_of(1)))
    sheet = sent(line, text)
    with pytest.raises(refusals.SheetRepeated):
        sent(line, text)
    deliveries.take_sheet_back(line.holder(), delivery_sheet_id=sheet.pk)
    assert sent(line, text).state == "checked"


def dies_after(count: int, real: Callable[..., Any]) -> Callable[..., Any]:
    """A worker that is killed before its call number `count` + 1."""
    left = [count]

    def verb(*args: Any, **more: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return real(*args, **more)

    return verb


def test_a_dead_workers_rest_is_done_by_the_next_and_nothing_twice(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "ROWS_AT_A_TIME", 1)
    monkeypatch.setattr(sheets, "DONE_AT_A_TIME", 1)
    three = [line.planned() for _ in range(3)]
    text = calls(line, *((one, vin_of(n)) for n, one in enumerate(three, start=1)))
    with monkeypatch.context() as killed:
        killed.setattr(sheets, "_keep_rows", dies_after(2, sheets._keep_rows))
        with pytest.raises(KeyboardInterrupt):
            sent(line, text)
    deliveries.work_sheets(line.house())
    sheet = queries.sheet(Sheet.objects.latest("pk").pk)
    assert (sheet.sound, list(Row.objects.order_by("row").values_list("row", flat=True))) == (
        3, [2, 3, 4],
    )  # fmt: skip
    deliveries.confirm_sheet(line.holder(), delivery_sheet_id=sheet.pk)
    with monkeypatch.context() as killed:
        killed.setattr(sheets, "_call_rows", dies_after(2, sheets._call_rows))
        with pytest.raises(KeyboardInterrupt):
            deliveries.work_sheets(line.house())
    deliveries.work_sheets(line.house())
    assert queries.sheet(sheet.pk).done == 3
    assert Entry.objects.filter(name="DeliveryCalled").count() == 3

"""VINs, and files of deliveries with bad rows."""

from datetime import date

import pytest

from amanat.capabilities.deliveries import refusals
from amanat.capabilities.deliveries.rules import table, vin

WORK = table.Work(date(2026, 11, 13), ahead=7)
TODAY = table.Work(date(2026, 11, 22))

#  Published examples of ISO 3779 check digits, the second with ten.
RIGHT = ("11111111111111111", "1M8GDM9AXKP042788", "5GZCZ43D13S812715")


@pytest.mark.parametrize("code", RIGHT)
def test_a_right_vin_is_read_however_it_was_typed(code: str) -> None:
    assert vin.read_vin(f" {code[:5].lower()}-{code[5:]} ") == code


def slips(code: str) -> list[str]:
    """The code with one other sign in one place, where that changes its sum."""
    signs = [(at, sign) for at in range(17) for sign in vin.VALUES]
    changed = [
        code[:at] + sign + code[at + 1 :]
        for at, sign in signs
        if sign != code[at] and (at == vin.CHECK_PLACE or vin.VALUES[sign] != vin.VALUES[code[at]])
    ]
    assert len(changed) > 400
    return changed


@pytest.mark.parametrize("code", RIGHT)
def test_every_single_slip_in_a_vin_that_changes_its_sum_is_seen(code: str) -> None:
    for other in slips(code):
        with pytest.raises(refusals.BadVin):
            vin.read_vin(other)


@pytest.mark.parametrize("typed", ["", "1M8GDM9AXKP04278", "IOQ11111111111111", "۱" * 18, "x\x00"])
def test_what_is_no_vin_is_refused(typed: str) -> None:
    with pytest.raises(refusals.BadVin):
        vin.read_vin(typed)


HEAD = "contract,vin,day,note\n"
PERSIAN_HEAD = "قرارداد;شناسه خودرو;تاریخ تحویل;توضیح\n"
ROW = "P-17,1M8GDM9AXKP042788,2026-11-20,\n"


def results(text: str | bytes, after_row: int = 1) -> list[table.Result]:
    content = text if isinstance(text, bytes) else text.encode()
    return list(table.read(content, WORK, after_row=after_row))


WANTED = table.Delivery("P-17", "1M8GDM9AXKP042788", date(2026, 11, 20))
PERSIAN_ROW = "P-۱۷;1M8GDM9AXKP042788;۱۴۰۵/۸/۲۹;\n"


@pytest.mark.parametrize(
    "content",
    [
        (HEAD + ROW).encode(),
        (HEAD + ROW).encode("utf-8-sig"),
        (HEAD + ROW).replace("\n", "\r\n").encode("utf-16"),
        (PERSIAN_HEAD + PERSIAN_ROW).encode(),
        (PERSIAN_HEAD + PERSIAN_ROW).encode("utf-16"),
        (PERSIAN_HEAD.replace("ی", "ي") + ROW.replace(",", ";")).encode("cp1256"),
        (HEAD + ROW).replace(",", "\t").encode(),
        (b"note,day,vin,contract\n,1405-08-29,1m8gdm9axkp042788,p 17\n"),
    ],
)
def test_a_file_is_read_however_it_was_saved(content: bytes) -> None:
    (found,) = results(content)
    assert found.faults == {} and found.delivery is not None
    assert found.delivery.vin == WANTED.vin and found.delivery.day == WANTED.day


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",1M8GDM9AXKP042788,2026-11-20,", "contract"),
        ("P-1,1M8GDM9AXKP042789,2026-11-20,", "vin"),
        ("P-1,1M8GDM9AXKP042788,2026-11-19,", "day"),
        ("P-1,1M8GDM9AXKP042788,yesterday,", "day"),
        ("P-1,1M8GDM9AXKP042788", ""),
        ("P-1,1M8GDM9AXKP042788,2026-11-20,\u202eabc", ""),
    ],
)
def test_a_bad_row_says_what_is_wrong_and_where(row: str, column: str) -> None:
    bad, good = results(HEAD + row + "\n" + ROW)
    assert bad.delivery is None and list(bad.faults) == [column] and bad.row == 2
    assert good.delivery == table.Delivery("P17", WANTED.vin, WANTED.day)


def test_the_same_vehicle_twice_names_the_first_row() -> None:
    _, again = results(HEAD + ROW + "P-18" + ROW[4:])
    assert list(again.faults) == ["vin"] and "row 2" in again.faults["vin"].en


def test_one_row_in_a_hundred_is_bad_and_the_others_are_used() -> None:
    rows = [f"P-{n},{vin_of(n)},2026-11-20," for n in range(1000)]
    rows[::100] = ["P-x,nonsense,2026-11-20,"] * 10
    found = results(HEAD + "\n".join(rows))
    assert sum(one.delivery is None for one in found) == 10 and len(found) == 1000
    assert results(HEAD + "\n".join(rows), after_row=901) == found[900:]


def vin_of(number: int) -> str:
    code = f"NAS00000{0}{number:08}"
    return code[:8] + vin.check_sign(code) + code[9:]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a\0b", b"\n\n"])
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises((refusals.UnreadableTable, refusals.ColumnMissing)):
        results(content)


def test_missing_columns_are_named_in_both_languages() -> None:
    with pytest.raises(refusals.ColumnMissing, match=r"شناسه خودرو \(vin\)"):
        results("contract,day\nP-1,2026-11-20")


def test_too_long_a_table_is_refused() -> None:
    with pytest.raises(refusals.TableTooLong):
        results(HEAD + "x\n" * (table.MOST_ROWS + 1))


HANDED = "contract,vin,day,code\n"


@pytest.mark.parametrize(
    ("row", "column", "is_backdated"),
    [
        ("P-1,,2026-11-22,123456", "", False),
        ("P-1,,2026-11-21,123456", "day", True),
        ("P-1,,2026-11-23,123456", "day", False),
        ("P-1,,1405/9/1,۱۲۳-۴۵۶", "", False),
        ("P-1,,2026-11-22,12345", "code", False),
    ],
)
def test_a_hand_over_is_recorded_on_its_day_with_the_buyers_code(
    row: str, column: str, is_backdated: bool
) -> None:
    (found,) = table.read((HANDED + row).encode(), TODAY)
    assert (next(iter(found.faults), ""), found.is_backdated) == (column, is_backdated)


def test_a_file_of_hand_overs_needs_the_column_of_codes() -> None:
    assert table.check((HEAD + ROW).encode(), "call") == 1
    with pytest.raises(refusals.ColumnMissing, match="code"):
        table.check((HEAD + ROW).encode(), "deliver")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1256"])
def test_what_is_kept_is_utf_8_and_says_the_same(encoding: str) -> None:
    text = PERSIAN_HEAD.replace("ی", "ي") + ROW.replace(",", ";")
    kept = table.in_utf8(text.encode(encoding))
    assert kept.decode().split() == text.split() and results(kept) == results(text)

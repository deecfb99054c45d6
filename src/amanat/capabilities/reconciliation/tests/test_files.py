"""Statements as banks write them: read whole, or refused by the number of the first bad line."""

from datetime import date, datetime

import pytest

from amanat.capabilities.reconciliation import refusals
from amanat.capabilities.reconciliation.rules.camt import read_camt
from amanat.capabilities.reconciliation.rules.flight import Out, is_in_flight
from amanat.capabilities.reconciliation.rules.keys import settlement_in
from amanat.capabilities.reconciliation.rules.sheet import read_table
from amanat.words.moments import TEHRAN
from amanat.words.refusal import Refused

OURS = "IR820540102680020817909002"
HEAD = "reference;booked_at;direction;amount;kind;end_to_end_id;description"
GOOD = "L1;2026-11-22T10:00:00+03:30;credit;1000;transfer;abc;x"
AT = datetime(2026, 11, 22, 10, 0, tzinfo=TEHRAN)


def table(*rows: str, head: str = HEAD) -> str:
    return "\r\n".join((head, *rows))


def camt(entry: str = "", sheba: str = OURS, opening: str = "500") -> str:
    return (
        '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">'
        f"<BkToCstmrStmt><Stmt><Acct><Id><IBAN>{sheba}</IBAN></Id></Acct><Bal><Tp><CdOrPrtry>"
        f"<Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy='IRR'>{opening}</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
        f"<Dt><Dt>2026-11-22</Dt></Dt></Bal>{entry}</Stmt></BkToCstmrStmt></Document>"
    )


def entry(amount: str = "1000.00", currency: str = "IRR", status: str = "BOOK") -> str:
    return (
        f"<Ntry><Amt Ccy='{currency}'>{amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>{status}</Sts>"
        "<BookgDt><DtTm>2026-11-22T10:00:00+03:30</DtTm></BookgDt><AcctSvcrRef>L1</AcctSvcrRef>"
        "<NtryDtls><TxDtls><Refs><EndToEndId>abc</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>"
    )


@pytest.mark.parametrize(
    "row",
    [
        GOOD,
        "L1;2026-11-22 10:00:00;واریز;۱٬۰۰۰;transfer;abc;x",
        "L1;۱۴۰۵/۰۹/۰۱ 10:00:00;بستانکار;١٠٠٠;transfer;abc;x",
    ],
)
def test_a_table_is_read_in_any_digits_and_in_either_calendar(row: str) -> None:
    sheet = read_table(table(row))
    assert sheet.day == date(2026, 11, 22)
    assert [(one.reference, one.units, one.booked_at) for one in sheet.rows] == [("L1", 1000, AT)]


def test_a_table_may_use_commas_and_persian_headings() -> None:
    text = table("L1,2026-11-22,برداشت,1000", head="شماره مرجع,تاریخ,جهت,مبلغ")
    assert [one.units for one in read_table(text).rows] == [-1000]


@pytest.mark.parametrize(
    ("text", "refusal", "line"),
    [
        ("", refusals.StatementEmpty, None),
        (HEAD, refusals.StatementEmpty, None),
        ("a;b", refusals.ColumnMissing, None),
        (table(GOOD, ";2026-11-22;credit;5"), refusals.LineWithoutReference, 3),
        (table(GOOD, "L2;2026-11-22;sideways;5"), refusals.LineSideWrong, 3),
        (table(GOOD, "L2;2026-11-22;credit;5.5"), refusals.LineAmountWrong, 3),
        (table(GOOD, "L2;2026-11-22;credit;0"), refusals.LineAmountWrong, 3),
        (table(GOOD, "L2;2026-13-22;credit;5"), refusals.LineMomentWrong, 3),
        (table(GOOD, "L2;2026-11-23;credit;5"), refusals.OneDayOnly, 3),
        (table(GOOD, GOOD), refusals.LineTwice, 3),
    ],
)
def test_a_bad_line_refuses_the_whole_table_by_its_number(
    text: str, refusal: type[Refused], line: int | None
) -> None:
    with pytest.raises(refusal) as no:
        read_table(text)
    assert no.value.facts.get("line") == line


def test_a_camt_says_day_balances_and_lines() -> None:
    sheet = read_camt(camt(entry() + entry(status="PDNG").replace("L1", "L2")), OURS)
    assert (sheet.day, sheet.opening_units, sheet.closing_units) == (date(2026, 11, 22), 500, None)
    assert [(one.reference, one.units, one.end_to_end_id) for one in sheet.rows] == [
        ("L1", -1000, "abc")
    ]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("<broken", refusals.StatementUnreadable),
        ("<a/>", refusals.StatementUnreadable),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', refusals.StatementUnreadable),
        (camt(sheba="IR062960000000100324200001"), refusals.OtherAccount),
        (camt(entry(currency="USD")), refusals.LineCurrencyWrong),
        (camt(entry(amount="10.50")), refusals.LineAmountWrong),
        (camt(entry() + entry()), refusals.LineTwice),
    ],
)
def test_a_camt_that_is_not_ours_or_not_whole_is_refused(text: str, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        read_camt(text, OURS)


SENT = Out(10, "submitted", None)
ARRIVED, RETURNED = Out(10, "settled", AT), Out(10, "returned", AT)


@pytest.mark.parametrize(
    ("out", "bank_units", "is_whole", "flies"),
    [
        (SENT, 0, True, True),
        (SENT, -10, True, True),
        (SENT, -20, True, False),
        (ARRIVED, 0, False, True),
        (ARRIVED, 0, True, False),
        (ARRIVED, -11, False, False),
        (RETURNED, -10, False, True),
        (RETURNED, -10, True, False),
    ],
)
def test_time_explains_only_what_may_still_come(
    out: Out, bank_units: int, is_whole: bool, flies: bool
) -> None:
    whole = {date(2026, 11, 22)} if is_whole else set()
    assert is_in_flight(out, bank_units, whole) is flies


def test_a_settlement_names_its_gateway_and_day() -> None:
    assert settlement_in("mellat-1234567-20261122") == ("mellat", date(2026, 11, 22))
    assert settlement_in("mellat-1234567-20261399") is None
    assert settlement_in("rent for November") is None

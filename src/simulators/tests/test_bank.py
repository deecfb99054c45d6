"""The bank pays once, on its cycles, and says who is who."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from defusedxml import ElementTree

from simulators.bank.cycles import next_cycle
from simulators.bank.lines import OPENING_UNITS
from simulators.bank.orders import PAIN
from simulators.clock import TEHRAN
from simulators.tests.shop import Shop

IBAN = "IR820540102680020817909002"
OTHER_IBAN = "IR062960000000100324200001"
# A Tuesday, 10:00 in Tehran: the next cycles are 12:45 and 18:45.
TUESDAY = datetime(2026, 11, 3, 10, 0, tzinfo=TEHRAN)


def at(shop: Shop, moment: datetime) -> None:
    """Set the outside world to a moment."""
    shop.move_clock((moment - datetime.now(UTC)).total_seconds())


def pain(msg_id: str, *rows: tuple[str, str, object], count: int | None = None) -> bytes:
    """Write a pain.001.001.03 message."""
    lines = "".join(
        f"<CdtTrfTxInf><PmtId><EndToEndId>{track_id}</EndToEndId></PmtId><Amt>"
        f'<InstdAmt Ccy="IRR">{amount}</InstdAmt></Amt><Cdtr><Nm>سارا</Nm></Cdtr><CdtrAcct><Id>'
        f"<IBAN>{iban}</IBAN></Id></CdtrAcct><RmtInf><Ustrd>بابت</Ustrd></RmtInf></CdtTrfTxInf>"
        for track_id, iban, amount in rows
    )
    head = f"<MsgId>{msg_id}</MsgId><NbOfTxs>{len(rows) if count is None else count}</NbOfTxs>"
    return (
        f'<Document xmlns="{PAIN}"><CstmrCdtTrfInitn><GrpHdr>{head}</GrpHdr>'
        f"<PmtInf>{lines}</PmtInf></CstmrCdtTrfInitn></Document>"
    ).encode()


def send(shop: Shop, body: bytes) -> httpx.Response:
    """Hand a message to the bank."""
    headers = {"Content-Type": "application/xml"}
    return shop.http.post("/bank/paya/batches", content=body, headers=headers)


def status(shop: Shop, track_id: str) -> str:
    """Ask how far a transfer has come."""
    return str(shop.http.get(f"/bank/paya/transfers/{track_id}").json()["status"])


def statement(shop: Shop, day: str = "2026-11-03") -> list[tuple[str, str, int]]:
    """Read kind, reference and signed amount of a day's lines."""
    lines = shop.http.get("/bank/statement", params={"day": day}).json()["lines"]
    signs = {"credit": 1, "debit": -1}
    return [
        (one["kind"], one["reference"], signs[one["direction"]] * one["amount"]) for one in lines
    ]


def test_a_transfer_settles_at_its_cycle(shop: Shop) -> None:
    at(shop, TUESDAY)
    answer = send(shop, pain("m1", ("p1", IBAN, 700_000)))
    assert answer.json()["status"] == "ACCEPTED"
    assert status(shop, "p1") == "READY_TO_TRANSFER"
    at(shop, TUESDAY.replace(hour=12, minute=31))
    assert status(shop, "p1") == "TRANSFERRED"
    at(shop, TUESDAY.replace(hour=12, minute=46))
    assert status(shop, "p1") == "SETTLED"
    assert statement(shop) == [("paya_out", "p1", -700_000)]


def test_the_same_message_gets_the_same_answer(shop: Shop) -> None:
    at(shop, TUESDAY)
    first = send(shop, pain("m1", ("p1", IBAN, 700_000)))
    at(shop, TUESDAY + timedelta(days=1))
    again = send(shop, pain("m1", ("p1", IBAN, 700_000)))
    assert (again.status_code, again.content) == (200, first.content)
    assert statement(shop) == [("paya_out", "p1", -700_000)]


def test_the_same_row_in_another_message_is_no_second_transfer(shop: Shop) -> None:
    at(shop, TUESDAY)
    send(shop, pain("m1", ("p1", IBAN, 700_000)))
    again = send(shop, pain("m2", ("p1", IBAN, 700_000), ("p2", OTHER_IBAN, 5)))
    assert [one["msg_id"] for one in again.json()["transfers"]] == ["m1", "m2"]
    shop.http.post("/bank/settle-all")
    assert statement(shop) == [("paya_out", "p1", -700_000), ("paya_out", "p2", -5)]


def test_an_id_used_for_something_else_is_refused(shop: Shop) -> None:
    send(shop, pain("m1", ("p1", IBAN, 700_000)))
    changed = send(shop, pain("m1", ("p1", IBAN, 700_001)))
    assert (changed.status_code, changed.json()["error"]) == (409, "duplicate_msg_id")
    moved = send(shop, pain("m2", ("p1", OTHER_IBAN, 700_000)))
    assert (moved.status_code, moved.json()["error"]) == (409, "duplicate_track_id")


def test_a_bad_row_is_rejected_and_the_good_one_goes(shop: Shop) -> None:
    bad_iban = "IR830540102680020817909002"
    answer = send(
        shop, pain("m1", ("p1", bad_iban, 5), ("p2", IBAN, 2_000_000_001), ("p3", IBAN, 5))
    )
    told = [(one["status"], one["reason"]) for one in answer.json()["transfers"]]
    assert answer.json()["status"] == "PARTIALLY_ACCEPTED"
    assert told == [
        ("REJECTED", "iban_invalid"),
        ("REJECTED", "amount_out_of_range"),
        ("READY_TO_TRANSFER", ""),
    ]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<a/>",
        pain("m1"),
        pain("", ("p1", IBAN, 5)),
        pain("m1", ("p1", IBAN, "5.5")),
        pain("m1", ("p1", IBAN, "NaN")),
        pain("m1", ("p1", IBAN, 5), count=2),
        pain("m1", ("p1", IBAN, 5), ("p1", IBAN, 5)),
        pain("m1", ("p/<", IBAN, 5)),
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    ],
)
def test_a_message_that_cannot_be_read_moves_nothing(shop: Shop, body: bytes) -> None:
    assert send(shop, body).status_code == 400
    assert status(shop, "p1") == "UNKNOWN"


def test_a_listed_account_sends_the_money_back_one_cycle_later(shop: Shop) -> None:
    at(shop, TUESDAY)
    shop.http.post("/bank/steer.json", json={"kind": "return_iban", "value": IBAN})
    send(shop, pain("m1", ("p1", IBAN, 700_000)))
    at(shop, TUESDAY.replace(hour=13))
    assert status(shop, "p1") == "TRANSFERRED"
    at(shop, TUESDAY.replace(hour=19))
    assert status(shop, "p1") == "NOT_SETTLED"
    assert statement(shop) == [("paya_out", "p1", -700_000), ("paya_return", "p1", 700_000)]


def test_the_counter_settles_and_returns_at_once(shop: Shop) -> None:
    at(shop, TUESDAY)
    send(shop, pain("m1", ("p1", IBAN, 700_000)))
    shop.http.post("/bank/transfers/p1/settle")
    assert status(shop, "p1") == "SETTLED"
    shop.http.post("/bank/transfers/p1/return")
    shop.http.post("/bank/transfers/p1/return")
    assert status(shop, "p1") == "NOT_SETTLED"
    assert statement(shop) == [("paya_out", "p1", -700_000), ("paya_return", "p1", 700_000)]


def test_a_transfer_nobody_sent_is_unknown(shop: Shop) -> None:
    answer = shop.http.get("/bank/paya/transfers/p9")
    assert (answer.status_code, answer.json()["status"]) == (404, "UNKNOWN")


def test_a_json_batch_and_a_single_order_go_too(shop: Shop) -> None:
    row = {"amount": 5, "receiver_name": "علی", "receiver_family": "کریمی", "iban": IBAN}
    wish = {
        "track_id": "m1",
        "transaction_reason": "POSA",
        "transactions": [
            {**row, "factor_number": "p1"},
            {**row, "factor_number": "p2"},
        ],
    }
    assert shop.http.post("/bank/paya/batches", json=wish).json()["status"] == "ACCEPTED"
    single = {"track_id": "p3", "iban_number": IBAN, "owner_name": "علی", "amount": 5}
    assert shop.http.post("/bank/paya/batches", json=single).json()["status"] == "ACCEPTED"
    assert [status(shop, one) for one in ("p1", "p2", "p3")] == ["READY_TO_TRANSFER"] * 3


def test_a_json_batch_with_a_bad_row_is_refused_whole_unless_told_otherwise(shop: Shop) -> None:
    row = {"amount": 5, "receiver_name": "علی", "iban": IBAN}
    wish: dict[str, object] = {
        "track_id": "m1",
        "transactions": [
            {**row, "factor_number": "p1"},
            {**row, "factor_number": "p2", "iban": "IR1"},
        ],
    }
    assert shop.http.post("/bank/paya/batches", json=wish).status_code == 422
    wish["ignore_error"] = True
    assert shop.http.post("/bank/paya/batches", json=wish).json()["status"] == "PARTIALLY_ACCEPTED"


@pytest.mark.parametrize(
    ("after", "cycle"),
    [
        ("2026-11-03 02:00", "2026-11-03 03:45"),
        ("2026-11-03 03:30", "2026-11-03 03:45"),
        ("2026-11-03 03:31", "2026-11-03 09:45"),
        ("2026-11-03 18:35", "2026-11-04 03:45"),
        ("2026-11-05 18:35", "2026-11-06 12:45"),
        ("2026-11-06 12:31", "2026-11-07 03:45"),
        ("2026-11-03 12:35", "2026-11-03 18:45"),
    ],
)
def test_the_cycles_of_a_week(after: str, cycle: str) -> None:
    found = next_cycle(datetime.fromisoformat(after).replace(tzinfo=TEHRAN), frozenset())
    assert found == datetime.fromisoformat(cycle).replace(tzinfo=TEHRAN)


def test_a_listed_holiday_has_one_cycle() -> None:
    after = datetime(2026, 11, 3, 2, 0, tzinfo=TEHRAN)
    found = next_cycle(after, frozenset({date(2026, 11, 3)}))
    assert found == datetime(2026, 11, 3, 12, 45, tzinfo=TEHRAN)


def test_balances_add_up_over_days(shop: Shop) -> None:
    at(shop, TUESDAY)
    send(shop, pain("m1", ("p1", IBAN, 700_000)))
    at(shop, TUESDAY + timedelta(days=2))
    days = [
        shop.http.get("/bank/statement", params={"day": d}).json()
        for d in ("2026-11-03", "2026-11-04")
    ]
    assert [(d["opening_balance"], d["closing_balance"]) for d in days] == [
        (OPENING_UNITS, OPENING_UNITS - 700_000),
        (OPENING_UNITS - 700_000, OPENING_UNITS - 700_000),
    ]


def test_everybody_matches_unless_listed(shop: Shop) -> None:
    def asks() -> list[bool]:
        mobile = {"mobile": "09123456789", "national_id": "0499370899"}
        iban = {"iban": IBAN, "national_id": "0499370899"}
        return [
            shop.http.post("/bank/inquiry/mobile", json=mobile).json()["matched"],
            shop.http.post("/bank/inquiry/iban", json=iban).json()["matched"],
        ]

    assert asks() == [True, True]
    shop.http.post("/bank/steer", data={"kind": "mobile", "value": "+989123456789"})
    assert asks() == [False, True]
    shop.http.post("/bank/steer.json", json={"kind": "national_id", "value": "۰۴۹۹۳۷۰۸۹۹"})
    assert asks() == [False, False]
    for kind, value in (("mobile", "09123456789"), ("national_id", "0499370899")):
        wish = {"kind": kind, "value": value, "listed": False}
        shop.http.post("/bank/steer.json", json=wish)
    assert asks() == [True, True]


def test_an_account_has_a_name_and_a_status(shop: Shop) -> None:
    def ask(iban: str) -> dict[str, object]:
        wish = {"iban": iban, "national_id": "0499370899"}
        answer: dict[str, object] = shop.http.post("/bank/inquiry/iban", json=wish).json()
        return answer

    assert ask("IR1") == {"matched": False, "owner_name": "", "status": "INVALID"}
    assert (ask(IBAN)["status"], ask(IBAN)["owner_name"]) == (
        "ACTIVE",
        ask(OTHER_IBAN)["owner_name"],
    )


def test_a_statement_says_the_same_as_json_as_camt_and_as_a_table(shop: Shop) -> None:
    at(shop, TUESDAY)
    send(shop, pain("m1", ("p1", IBAN, 700_000)))
    at(shop, TUESDAY + timedelta(days=1))
    day = {"day": "2026-11-03"}
    line = shop.http.get("/bank/statement", params=day).json()["lines"][0]
    camt = ElementTree.fromstring(shop.http.get("/bank/statement.camt053", params=day).text)
    entry = camt.find(".//{*}Ntry")
    assert entry is not None
    said = [entry.findtext(f".//{{*}}{tag}") for tag in ("AcctSvcrRef", "Amt", "EndToEndId")]
    assert said == [line["bank_reference"], "700000", "p1"]
    table = shop.http.get("/bank/statement.csv", params=day).text.splitlines()
    assert table[1].startswith(f"{line['bank_reference']};2026-11-03T")
    assert ";debit;700000;paya_out;p1;" in table[1]


def test_a_slip_adds_changes_and_drops_a_line(shop: Shop) -> None:
    def lines() -> list[int]:
        found = shop.http.get("/bank/statement", params={"day": "2026-11-03"}).json()["lines"]
        return [one["amount"] for one in found]

    at(shop, TUESDAY)
    made = shop.http.post("/bank/slips.json", json={"do": "false", "amount": 7}).json()
    reference = made["bank_reference"]
    shop.http.post("/bank/slips.json", json={"do": "change", "reference": reference, "amount": 9})
    assert lines() == [9]
    shop.http.post("/bank/slips.json", json={"do": "drop", "reference": reference})
    assert lines() == []
    assert shop.http.post("/bank/slips.json", json={"do": "wish"}).status_code == 400

"""Our account at the bank: the statement of a day as JSON, camt.053 and CSV, and gateways' lists."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from http import HTTPStatus
from xml.sax.saxutils import escape

from simulators.bank import lines, settlements, transfers
from simulators.bank.api import spoilable
from simulators.clock import TEHRAN, moment, tehran, to_ms
from simulators.web import Answer, Request, Route, Unfit, json_answer
from simulators.world import World

CAMT = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"
OUR_SHEBA = "IR820540102680020817909002"
CSV_HEAD = "reference;booked_at;direction;amount;kind;end_to_end_id;description"


@dataclass(frozen=True)
class Day:
    """One Tehran day of the account."""

    start: datetime
    opening_units: int
    closing_units: int
    rows: list[sqlite3.Row]


def advance(db: sqlite3.Connection, now_ms: int) -> None:
    """Let everything that moves our money come as far as it should be by now."""
    transfers.advance(db, now_ms)
    settlements.pay(db, now_ms)


def read_day(text: str) -> datetime:
    """Read the midnight that begins a Tehran day."""
    try:
        day = date.fromisoformat(text)
        if not 1970 < day.year < 2200:
            raise ValueError("out of range")
    except ValueError as error:
        raise Unfit(HTTPStatus.BAD_REQUEST, "day must be YYYY-MM-DD") from error
    return datetime.combine(day, time(), TEHRAN)


def show_statement(world: World, request: Request) -> Answer:
    """Give the lines of one Tehran day, up to 500 at a time, on from `after`."""
    after = request.query.get("after", "0")
    if not (after.isascii() and after.isdigit() and len(after) < 19):
        raise Unfit(HTTPStatus.BAD_REQUEST, "after must be a line_id")
    day = _day(world, request, int(after), lines.LINES_LIMIT)
    shown = day.rows[: lines.LINES_LIMIT]
    return json_answer(
        {
            "day": day.start.date().isoformat(),
            "currency": "IRR",
            "opening_balance": day.opening_units,
            "closing_balance": day.closing_units,
            "lines": [_line(row) for row in shown],
            "next_after": shown[-1]["id"] if len(day.rows) > len(shown) else None,
        }
    )


def _day(world: World, request: Request, after: int, limit: int) -> Day:
    start = read_day(request.query.get("day", ""))
    start_ms, end_ms = to_ms(start), to_ms(start + timedelta(days=1))
    now_ms = world.clock.now_ms()
    with world.store.transaction() as db:
        advance(db, now_ms)
        rows = list(lines.between(db, start_ms, end_ms, after, limit))
        opening, closing = lines.balance_units(db, start_ms), lines.balance_units(db, end_ms)
    return Day(start, opening, closing, rows)


def _line(row: sqlite3.Row) -> dict[str, object]:
    return {
        "line_id": row["id"],
        "bank_reference": lines.bank_reference(row),
        "booked_at": moment(row["booked_at_ms"]).isoformat(),
        "kind": row["kind"],
        "direction": "credit" if row["units"] > 0 else "debit",
        "amount": abs(row["units"]),
        "reference": row["reference"],
        "description": row["description"],
    }


def show_camt(world: World, request: Request) -> Answer:
    """Give the same day as an ISO 20022 message."""
    day = _day(world, request, 0, lines.DAY_LIMIT)
    text = camt_053(day, moment(world.clock.now_ms()))
    return Answer(text.encode(), content_type="application/xml; charset=utf-8")


def camt_053(day: Day, made_at: datetime) -> str:
    """Write a camt.053.001.02 of one day: balances, and an entry for each line."""
    on = day.start.date()
    name = f"STMT-{on:%Y%m%d}-{made_at:%H%M%S}"
    balances = _balance("OPBD", day.opening_units, on) + _balance("CLBD", day.closing_units, on)
    made = f"<CreDtTm>{made_at.astimezone(TEHRAN):%Y-%m-%dT%H:%M:%S}+03:30</CreDtTm>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="{CAMT}"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>{name}</MsgId>{made}</GrpHdr><Stmt><Id>{name}</Id>{made}"
        f"<FrToDt><FrDtTm>{on}T00:00:00+03:30</FrDtTm><ToDtTm>{on}T23:59:59+03:30</ToDtTm></FrToDt>"
        f"<Acct><Id><IBAN>{OUR_SHEBA}</IBAN></Id><Ccy>IRR</Ccy></Acct>{balances}"
        f"{''.join(map(_entry, day.rows))}</Stmt></BkToCstmrStmt></Document>"
    )


def _balance(code: str, units: int, on: date) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>{_amount(units)}"
        f"<Dt><Dt>{on}</Dt></Dt></Bal>"
    )


def _amount(units: int) -> str:
    side = "CRDT" if units >= 0 else "DBIT"
    return f'<Amt Ccy="IRR">{abs(units)}</Amt><CdtDbtInd>{side}</CdtDbtInd>'


def _entry(row: sqlite3.Row) -> str:
    when = f"{tehran(row['booked_at_ms']):%Y-%m-%dT%H:%M:%S}+03:30"
    return (
        f"<Ntry><NtryRef>{row['id']}</NtryRef>{_amount(row['units'])}<Sts>BOOK</Sts>"
        f"<BookgDt><DtTm>{when}</DtTm></BookgDt><ValDt><DtTm>{when}</DtTm></ValDt>"
        f"<AcctSvcrRef>{lines.bank_reference(row)}</AcctSvcrRef>"
        f"<BkTxCd><Prtry><Cd>{escape(row['kind'])}</Cd></Prtry></BkTxCd><NtryDtls><TxDtls>"
        f"<Refs><EndToEndId>{escape(row['reference'])}</EndToEndId></Refs>"
        f"<RmtInf><Ustrd>{escape(row['description'])}</Ustrd></RmtInf>"
        "</TxDtls></NtryDtls></Ntry>"
    )


def show_csv(world: World, request: Request) -> Answer:
    """Give the same day as a table, as the bank's web page would."""
    rows = _day(world, request, 0, lines.DAY_LIMIT).rows
    text = "\r\n".join([CSV_HEAD, *map(_csv_row, rows), ""])
    return Answer(text.encode(), content_type="text/csv; charset=utf-8")


def _csv_row(row: sqlite3.Row) -> str:
    cells = (
        lines.bank_reference(row),
        f"{tehran(row['booked_at_ms']):%Y-%m-%dT%H:%M:%S}+03:30",
        "credit" if row["units"] > 0 else "debit",
        str(abs(row["units"])),
        row["kind"],
        row["reference"],
        row["description"].replace(";", ","),
    )
    return ";".join(cells)


def show_settlements(world: World, request: Request) -> Answer:
    """Give what a gateway says it settled on one Tehran day, order by order."""
    gateway, day = request.args["gateway"], read_day(request.query.get("day", "")).date()
    with world.store.transaction() as db:
        advance(db, world.clock.now_ms())
        rows = settlements.of_day(db, gateway, day)
    return json_answer(
        {
            "gateway": gateway,
            "day": day.isoformat(),
            "currency": "IRR",
            "total": sum(row["units"] for row in rows),
            "rows": [
                {
                    "row_id": row["id"],
                    "terminal": row["terminal"],
                    "order_id": row["order_id"],
                    "amount": row["units"],
                    "reference": row["reference"],
                    "at": moment(row["at_ms"]).isoformat(),
                }
                for row in rows
            ],
        }
    )


ROUTES = (
    Route("GET", "/bank/statement", spoilable("statement", show_statement)),
    Route("GET", "/bank/statement.camt053", spoilable("statement", show_camt)),
    Route("GET", "/bank/statement.csv", spoilable("statement", show_csv)),
    Route("GET", "/bank/settlements/{gateway}", spoilable("settlements", show_settlements)),
)

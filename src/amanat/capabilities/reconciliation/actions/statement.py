"""What the bank and the gateways say is kept: each content once, each line once."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from django.conf import settings

from amanat.capabilities.payments import queries as payments
from amanat.capabilities.reconciliation import queries
from amanat.capabilities.reconciliation.actions.rights import finance_only
from amanat.capabilities.reconciliation.events import GatewayListRead, StatementRead
from amanat.capabilities.reconciliation.models import GatewayList, Line, ListRow, Statement
from amanat.capabilities.reconciliation.ports import ListRow as Told
from amanat.capabilities.reconciliation.refusals import StatementUnreadable
from amanat.capabilities.reconciliation.rules.camt import looks_like_xml, read_camt
from amanat.capabilities.reconciliation.rules.flight import LATE
from amanat.capabilities.reconciliation.rules.sheet import Sheet, read_table
from amanat.kernel.ledger import book
from amanat.kernel.log.moves import record
from amanat.kernel.transactions import atomic
from amanat.words.act import Act
from amanat.words.moments import tehran_day
from amanat.words.refusal import refuse

BANK, FILE = "bank", "file"


@atomic
def read_statement(act: Act, *, file: bytes) -> Statement:
    """Somebody of finance brings the bank's file: camt.053 or a table. Read whole, or not at all.

    The same file again gives the same statement back; a line we have is never written twice.
    """
    finance_only(act)
    try:
        text = file.decode("utf-8-sig")
    except UnicodeDecodeError:
        refuse(StatementUnreadable, "file")
    sheet = read_sheet(text)
    return keep(act, sheet, source=FILE)


def read_sheet(text: str) -> Sheet:
    """A statement in either form."""
    if looks_like_xml(text):
        return read_camt(text, settings.BANK["our_sheba"])
    return read_table(text)


@atomic
def keep(act: Act, sheet: Sheet, *, source: str) -> Statement:
    """Write one reading of a day down; the same reading again is the one we have."""
    is_whole = tehran_day(act.at - LATE) > sheet.day
    sha256 = _sha256(sheet, str(is_whole))
    known = Statement.objects.filter(sha256=sha256).first()
    if known is not None:
        return known
    is_first = not Statement.objects.exists()
    references = [row.reference for row in sheet.rows]
    have = set(Line.objects.filter(reference__in=references).values_list("reference", flat=True))
    fresh = [row for row in sheet.rows if row.reference not in have]
    made = Statement.objects.create(
        sha256=sha256, day=sheet.day, is_whole=is_whole, source=source, by_id=act.by, at=act.at,
        opening_units=sheet.opening_units, closing_units=sheet.closing_units,
        lines_read=len(sheet.rows), lines_new=len(fresh),
    )  # fmt: skip
    Line.objects.bulk_create(
        Line(
            statement=made, reference=row.reference, day=sheet.day, booked_at=row.booked_at,
            units=row.units, kind=row.kind, end_to_end_id=row.end_to_end_id,
            description=row.description,
        )
        for row in fresh
    )  # fmt: skip
    told = StatementRead(sheet.day.isoformat(), sha256, len(sheet.rows), len(fresh))
    record(act, told, subject=made)
    if is_first and sheet.opening_units is not None:
        _begin(act, sheet.opening_units)
    return made


def _sha256(sheet: Sheet, *more: str) -> str:
    """The hash of what a statement says, not of when the bank wrote it."""
    rows = [[row.reference, row.booked_at.timestamp(), row.units, row.end_to_end_id]
            for row in sheet.rows]  # fmt: skip
    said = [sheet.day.isoformat(), sheet.opening_units, sheet.closing_units, rows, more]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _begin(act: Act, opening_units: int) -> None:
    """The first statement says what the account held before we compared: the owner's own money."""
    held = payments.balances().get(queries.BANK, 0)
    missing = opening_units - held
    if missing:
        ours, bank = queries.opening_account_id(), payments.bank_account_id()
        debit, credit = (bank, ours) if missing > 0 else (ours, bank)
        opening = book.Transfer(debit, credit, abs(missing), "opening balance")
        book.write(act, opening, key="reconciliation/opening")


@atomic
def keep_list(act: Act, *, gateway: str, day: date, rows: Sequence[Told]) -> GatewayList:
    """Write a gateway's whole list of a past day down, once."""
    known = GatewayList.objects.filter(gateway=gateway, day=day).first()
    if known is not None:
        return known
    units = sum(row.units for row in rows)
    made = GatewayList.objects.create(
        gateway=gateway, day=day, rows_read=len(rows), units=units, at=act.at
    )
    ListRow.objects.bulk_create(
        ListRow(
            of=made, gateway=gateway, number=row.number, order_id=row.order_id,
            units=row.units, reference=row.reference,
        )
        for row in rows
    )  # fmt: skip
    record(act, GatewayListRead(gateway, day.isoformat(), len(rows), units), subject=made)
    return made

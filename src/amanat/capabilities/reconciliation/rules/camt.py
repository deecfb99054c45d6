"""ISO 20022 camt.053: the bank's statement of a day, read by local name whatever its version."""

from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from amanat.capabilities.reconciliation import refusals
from amanat.capabilities.reconciliation.rules.sheet import (
    LONGEST_CELL,
    SIDES,
    Row,
    Sheet,
    moment_in,
    sheet_of,
    units_in,
)
from amanat.words.moments import tehran_day
from amanat.words.refusal import refuse, refuse_unless

RIAL = "IRR"
BOOKED = "BOOK"


def looks_like_xml(text: str) -> bool:
    return text.lstrip("\ufeff \r\n\t").startswith("<")


def read_camt(text: str, our_sheba: str) -> Sheet:
    """The statement in this message; the first bad entry refuses all of it, by its number."""
    try:
        root = ElementTree.fromstring(text, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        refuse(refusals.StatementUnreadable, "file")
    statement = _first(root, "Stmt")
    if statement is None:
        refuse(refusals.StatementUnreadable, "file")
    sheba = _text(statement, "Acct", "Id", "IBAN")
    refuse_unless(sheba in ("", our_sheba), refusals.OtherAccount, "file")
    entries = [one for one in _children(statement, "Ntry") if _is_booked(one)]
    balances = {_text(one, "Tp", "CdOrPrtry", "Cd"): one for one in _children(statement, "Bal")}
    return sheet_of(
        [_entry(number, one) for number, one in enumerate(entries, start=1)],
        day=_day(statement, balances.get("OPBD")),
        opening_units=_balance(balances.get("OPBD")),
        closing_units=_balance(balances.get("CLBD")),
    )


def _entry(number: int, entry: Element) -> Row:
    reference = _text(entry, "AcctSvcrRef") or _text(entry, "NtryRef")
    refuse_unless(bool(reference), refusals.LineWithoutReference, "file", line=number)
    amount = _first(entry, "Amt")
    in_rial = amount is not None and amount.get("Ccy", RIAL) == RIAL
    refuse_unless(in_rial, refusals.LineCurrencyWrong, "file", line=number)
    side = SIDES.get(_text(entry, "CdtDbtInd").lower()) or refuse(
        refusals.LineSideWrong, "file", line=number
    )
    booked = _text(entry, "BookgDt", "DtTm") or _text(entry, "BookgDt", "Dt")
    return Row(
        reference=reference[:LONGEST_CELL],
        booked_at=moment_in(booked, number),
        units=side * units_in(_text(entry, "Amt"), number),
        kind=_text(entry, "BkTxCd", "Prtry", "Cd")[:LONGEST_CELL],
        end_to_end_id=_text(entry, "NtryDtls", "TxDtls", "Refs", "EndToEndId")[:LONGEST_CELL],
        description=_text(entry, "NtryDtls", "TxDtls", "RmtInf", "Ustrd")[:LONGEST_CELL],
    )


def _is_booked(entry: Element) -> bool:
    """What is only announced is no line yet."""
    return _text(entry, "Sts") in ("", BOOKED) or _text(entry, "Sts", "Cd") == BOOKED


def _day(statement: Element, opening: Element | None) -> date | None:
    said = _text(statement, "FrToDt", "FrDtTm")
    if not said and opening is not None:
        said = _text(opening, "Dt", "Dt")
    return tehran_day(moment_in(said, 0)) if said else None


def _balance(balance: Element | None) -> int | None:
    if balance is None:
        return None
    text = _text(balance, "Amt")
    units = 0 if not text.strip("0.") else units_in(text, 0)
    return -units if _text(balance, "CdtDbtInd") == "DBIT" else units


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _children(parent: Element, name: str) -> Iterator[Element]:
    return (child for child in parent if _name(child) == name)


def _first(parent: Element, name: str) -> Element | None:
    return next((one for one in parent.iter() if _name(one) == name), None)


def _text(parent: Element, *path: str) -> str:
    """The text at the end of a path of children, empty when there is none."""
    found: Element | None = parent
    for name in path:
        found = None if found is None else next(_children(found, name), None)
    return "" if found is None else (found.text or "").strip()

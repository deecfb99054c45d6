"""Reading transfer orders: pain.001.001.03 in XML, or a batch or a single order in JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

PAIN = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"
ID_LIMIT = 35
PAYA, SATNA, POL = "paya", "satna", "pol"
#  The least and the most that one transfer of a rail carries.
LIMITS_UNITS = {
    PAYA: (1, 2_000_000_000),
    SATNA: (1_000_000_000, 1_000_000_000_000_000),
    POL: (1, 150_000_000),
}
REASONS = frozenset(
    {
        "POSA",
        "IOSP",
        "HIPA",
        "ISAP",
        "FXAP",
        "DRPA",
        "RTAP",
        "MPTP",
        "IMPT",
        "LMAP",
        "CDAP",
        "TCAP",
        "GEAC",
        "LRPA",
        "CCPA",
        "GPAC",
        "CPAC",
        "GPPC",
        "SPAC",
    }
)
IBAN = re.compile(r"IR[0-9]{24}")
ID = re.compile(r"[A-Za-z0-9/?:().,'+ -]{1,35}")


class NotAnOrder(Exception):
    """The batch cannot be read; the sentence says why."""


@dataclass(frozen=True)
class Order:
    """One transfer as asked for. `fault` says why it cannot be done, empty when it can."""

    track_id: str
    iban: str
    amount_units: int
    name: str
    note: str
    fault: str = ""


@dataclass(frozen=True)
class Batch:
    """What one message asks for; `is_all_or_none` refuses it whole for one bad row."""

    msg_id: str
    orders: tuple[Order, ...]
    is_all_or_none: bool


def is_iban(text: str) -> bool:
    """Say whether a text is an Iranian IBAN with right check digits."""
    return IBAN.fullmatch(text) is not None and int(f"{text[4:]}1827{text[2:4]}") % 97 == 1


def checked(order: Order, rail: str = PAYA) -> Order:
    """Note the first thing that is wrong with an order on this rail."""
    fault = ""
    least, most = LIMITS_UNITS[rail]
    if not least <= order.amount_units <= most:
        fault = "amount_out_of_range"
    elif not is_iban(order.iban):
        fault = "iban_invalid"
    elif not order.name:
        fault = "name_missing"
    return replace(order, fault=fault)


def _unique(batch: Batch) -> Batch:
    ids = [order.track_id for order in batch.orders]
    if not ID.fullmatch(batch.msg_id) or not all(ID.fullmatch(one) for one in ids):
        raise NotAnOrder(f"every id holds 1 to {ID_LIMIT} plain characters")
    if len(set(ids)) != len(ids):
        raise NotAnOrder("two rows have one id")
    if not ids:
        raise NotAnOrder("the batch has no rows")
    return batch


def _text(parent: Element, path: str) -> str:
    steps = "/".join(f"{{{PAIN}}}{step}" for step in path.split("/"))
    found = parent.find(steps)
    return "" if found is None else (found.text or "").strip()


def _whole(text: str) -> int:
    try:
        amount = Decimal(text)
    except InvalidOperation as error:
        raise NotAnOrder("an amount is not a number") from error
    if not amount.is_finite() or amount != amount.to_integral_value() or amount > 10**18:
        raise NotAnOrder("amounts are whole rial")
    return int(amount)


def from_pain(body: bytes, rail: str = PAYA) -> Batch:
    """Read a pain.001.001.03 message for one rail."""
    try:
        root = ElementTree.fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise NotAnOrder("this is not XML") from error
    start = root.find(f"{{{PAIN}}}CstmrCdtTrfInitn")
    if start is None:
        raise NotAnOrder("this is not pain.001.001.03")
    rows = [_row(row, rail) for row in start.iter(f"{{{PAIN}}}CdtTrfTxInf")]
    if _text(start, "GrpHdr/NbOfTxs") != str(len(rows)):
        raise NotAnOrder("NbOfTxs is not the number of rows")
    total = _text(start, "GrpHdr/CtrlSum")
    if total and _whole(total) != sum(row.amount_units for row in rows):
        raise NotAnOrder("CtrlSum is not the sum of the rows")
    return _unique(Batch(_text(start, "GrpHdr/MsgId"), tuple(rows), False))


def _row(row: Element, rail: str) -> Order:
    amount = row.find(f"{{{PAIN}}}Amt/{{{PAIN}}}InstdAmt")
    if amount is None or amount.get("Ccy") != "IRR":
        raise NotAnOrder("every row needs InstdAmt in IRR")
    return checked(
        Order(
            track_id=_text(row, "PmtId/EndToEndId"),
            iban=_text(row, "CdtrAcct/Id/IBAN"),
            amount_units=_whole((amount.text or "").strip()),
            name=_text(row, "Cdtr/Nm"),
            note=_text(row, "RmtInf/Ustrd"),
        ),
        rail,
    )


def _units(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise NotAnOrder("amounts are whole rial")
    return _whole(str(value))


def from_json(wish: Mapping[str, object]) -> Batch:
    """Read a batch with `transactions`, or one order with `iban_number`."""
    if "transactions" not in wish:
        return _single(wish)
    rows = wish["transactions"]
    if not isinstance(rows, list) or len(rows) < 2 or not all(isinstance(r, dict) for r in rows):
        raise NotAnOrder("transactions must be a list of at least two objects")
    reason = wish.get("transaction_reason")
    if reason is not None and reason not in REASONS:
        raise NotAnOrder("transaction_reason is not in the list")
    orders = tuple(
        checked(
            Order(
                track_id=str(row.get("factor_number", "")),
                iban=str(row.get("iban", "")),
                amount_units=_units(row.get("amount")),
                name=f"{row.get('receiver_name', '')} {row.get('receiver_family', '')}".strip(),
                note=str(row.get("description", "")),
            )
        )
        for row in rows
    )
    is_all_or_none = wish.get("ignore_error") is not True
    return _unique(Batch(str(wish.get("track_id", "")), orders, is_all_or_none))


def _single(wish: Mapping[str, object]) -> Batch:
    track_id = str(wish.get("track_id", ""))
    order = checked(
        Order(
            track_id=track_id,
            iban=str(wish.get("iban_number", "")),
            amount_units=_units(wish.get("amount")),
            name=str(wish.get("owner_name", "")),
            note=str(wish.get("transfer_description", "")),
        )
    )
    return _unique(Batch(track_id, (order,), True))

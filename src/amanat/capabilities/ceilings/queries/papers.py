"""Headroom receipts: what stands in one, how anybody checks it, and where it lies in the log."""

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from amanat.capabilities.businesses import queries as businesses
from amanat.capabilities.ceilings.models import Receipt, Reservation
from amanat.capabilities.ceilings.rules import receipts
from amanat.kernel import signing
from amanat.kernel.log import audit
from amanat.kernel.log.moves import subject_of
from amanat.words import codes
from amanat.words.refusal import NotFound

PREFIX = "H"
MOST_RECEIPTS = 100


@dataclass(frozen=True, slots=True)
class Paper:
    """A receipt as it is shown: its signed text, the signature, and its number in the log."""

    receipt: Receipt
    content: dict[str, Any]
    index: int | None  # Of the leaf in the log; None for the seconds until it is numbered.
    public_key: str
    faults: list[str]

    @property
    def document(self) -> dict[str, Any]:
        """The file the buyer keeps. `receipt` is signed as `canonical` says, in these bytes."""
        return {
            "receipt": self.content,
            "signature": {
                "algorithm": "Ed25519",
                "kind": receipts.KIND,
                "key_id": self.receipt.key_id,
                "public_key": self.public_key,
                "value": self.receipt.signature,
                "canonical": "JSON, sorted keys, no spaces, UTF-8",
            },
            "log_index": self.index,
        }


def new_receipt_code() -> str:
    return codes.new_code(PREFIX)


def content_of(sale: Reservation, code: str, entry_id: int, at: datetime) -> dict[str, Any]:
    """What is signed. Amounts are strings of digits: no reader may make floats of them."""
    business = businesses.business(sale.ceiling.business_id)
    after = sale.before_units + sale.units
    return {
        "form": receipts.FORM,
        "code": code,
        "business": business.code,
        "number": str(sale.number),
        "ceiling_units": str(sale.ceiling_units),
        "before_units": str(sale.before_units),
        "amount_units": str(sale.units),
        "after_units": str(after),
        "taken_from_units": str(sale.taken_from_units),
        "taken_to_units": str(sale.taken_from_units + sale.units),
        "freed_units": str(sale.freed_before_units),
        "escrowed_units": str(sale.escrowed_units),
        "formula": sale.decision.formula,
        "parameter_set": sale.decision.parameter_set,
        "log_entry": str(entry_id),
        "reserved_at": sale.at.isoformat(),
        "signed_at": at.isoformat(),
    }


def receipt(code: str) -> Paper:
    """The receipt of this code, however it was typed, or NotFound."""
    known = codes.read_code(PREFIX, code)
    found = Receipt.objects.filter(code=known).select_related("reservation").first()
    if known is None or found is None:
        raise NotFound
    return paper(found)


def receipts_of(reservation_id: int) -> Receipt | None:
    """The receipt of a sale, once its money came."""
    return Receipt.objects.filter(reservation_id=reservation_id).first()


def paper(found: Receipt) -> Paper:
    content = json.loads(found.text)
    trail = audit.trail([subject_of(found)])
    index = next((one.n for one in trail if one.n is not None), None)
    key = signing.base64url(signing.public_key(receipts.KIND))
    return Paper(found, content, index, key, receipts.faults(content))


def is_signed(document: dict[str, Any]) -> bool:
    """Whether a receipt that somebody shows us is of our own hand, unchanged."""
    value = str(document["signature"]["value"])
    padded = value + "=" * (-len(value) % 4)
    try:
        given = base64.urlsafe_b64decode(padded)
    except ValueError:
        return False
    return given == signing.sign(receipts.canonical(document["receipt"]), kind=receipts.KIND)


def batch_of(reservation_id: int) -> str:
    """The key of the one group of the ledger in which this sale got its room and its money."""
    return f"reservation/{reservation_id}/confirm"


def ceiling_id_of(reservation_id: int) -> int:
    """Under which ceiling a sale stands, or NotFound."""
    rows = Reservation.objects.filter(pk=reservation_id).values_list("ceiling_id", flat=True)
    found = rows.first()
    if found is None:
        raise NotFound
    return found


def check_sale(reservation_id: int, business_id: int) -> None:
    """NotFound unless this sale is of this business."""
    rows = Reservation.objects.filter(pk=reservation_id, ceiling__business_id=business_id)
    if not rows.exists():
        raise NotFound

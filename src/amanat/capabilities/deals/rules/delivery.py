"""The law of the road: codes, cover, and when things are due."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

from amanat.capabilities.deals.refusals import (
    TrackingCodeWrong,
)
from amanat.capabilities.deals.rules.terms import Delivery, Terms
from amanat.words import identity
from amanat.words.persian import ascii_digits
from amanat.words.refusal import Invalid, Refused, refuse_unless

COURIER_CODE = re.compile(r"^[0-9A-Z]{8,24}$")
WAYBILL_CODE = re.compile(r"^[0-9A-Z/-]{4,30}$")


def inspect_by(received_at: datetime, terms: Terms) -> datetime:
    return received_at + timedelta(hours=terms.inspection_hours)


def tracking_code(carrier: str, typed: str) -> str:
    """The code as the carrier writes it, or a refusal beside the field.

    Iran Post has 24 digits (20 on old receipts) or an international S10 code; couriers publish no
    format; a waybill is a number with the issuer's separators.
    """
    code = ascii_digits(typed).upper().replace(" ", "")
    fine: dict[Delivery, Callable[[str], bool]] = {
        Delivery.POST: _is_post_code,
        Delivery.COURIER: lambda c: bool(COURIER_CODE.match(c)),
        Delivery.FREIGHT: lambda c: bool(WAYBILL_CODE.match(c)),
    }
    refuse_unless(carrier in fine, Invalid, "carrier")  # What goes online travels no road.
    refuse_unless(fine[Delivery(carrier)](code), TrackingCodeWrong, "code")
    return code


def _is_post_code(code: str) -> bool:
    for check in (identity.post_barcode, identity.s10):
        try:
            check(code)
        except Refused:
            continue
        return True
    return False


class Cover(StrEnum):
    """How much of a price the post can insure."""

    BASIC = "basic"
    DECLARE = "declare"
    ABOVE = "above"


def cover_for(price_units: int, *, basic_units: int, cap_units: int) -> Cover:
    """Whether the basic cover is enough, the value must be declared, or it is above the cap."""
    if price_units <= basic_units:
        return Cover.BASIC
    return Cover.DECLARE if price_units <= cap_units else Cover.ABOVE
